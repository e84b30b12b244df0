import { Button } from 'antd'
import { useState } from 'react'
import { readUnits } from '#modules/staff/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { setChannels } from '../contract.ts'
import { groupLines, groupsFrom } from './group-lines.ts'
import type { Settings } from './message-settings.page.tsx'
import { notificationWords } from './words.ts'

type Channels = Settings['channels']['value']

export interface FormProps {
  readonly settings: Settings
  readonly mayChange: boolean
  readonly onChanged: (settings: Settings) => void
}

/** Which channels are set up, and where. */
export function ChannelsForm({ settings, mayChange, onChanged }: FormProps) {
  const say = useWords(notificationWords)
  const { version, value } = settings.channels
  const [draft, setDraft] = useState<Channels>(value)
  const units = useAnswer(readUnits, {}).answer?.units ?? null
  // As it is written; until somebody writes, as it stands.
  const [written, setGroups] = useState<string | null>(null)
  const groups = written ?? groupLines(value.robot.groups, units ?? [])
  const { send, isSending, problem } = useSend(setChannels, onChanged)
  const change = <C extends 'sms' | 'wechat' | 'robot'>(channel: C, some: Partial<Channels[C]>) =>
    setDraft({ ...draft, [channel]: { ...draft[channel], ...some } })
  return (
    <form
      className="d-form"
      onSubmit={event => {
        event.preventDefault()
        const robot = {
          ...draft.robot,
          groups: written === null ? value.robot.groups : groupsFrom(written, units ?? []),
        }
        void send({ body: { version, value: { ...draft, robot } } })
      }}
    >
      <h2 className="nt-title">
        {say('settings.channels')} <span className="d-hint">{say('settings.version', { version })}</span>
      </h2>
      <label>
        <input
          type="checkbox"
          disabled={!mayChange}
          checked={draft.screen}
          onChange={event => setDraft({ ...draft, screen: event.target.checked })}
        />{' '}
        {say('settings.screen')}
      </label>
      <fieldset className="nt-channel" disabled={!mayChange}>
        <legend>{say('channel.sms')}</legend>
        <On isOn={draft.sms.on} onChange={on => change('sms', { on })} />
        <Words
          label={say('settings.endpoint')}
          value={draft.sms.endpoint}
          onChange={endpoint => change('sms', { endpoint })}
        />
        <div className="nt-two">
          <Words
            label={say('settings.key-id')}
            value={draft.sms.accessKeyId}
            onChange={accessKeyId => change('sms', { accessKeyId })}
          />
          <Words
            label={say('settings.sign')}
            value={draft.sms.signName}
            onChange={signName => change('sms', { signName })}
          />
        </div>
        <Field label={say('settings.receipts')}>
          {control => <input {...control} className="d-input figures" readOnly value={settings.receiptsUrl} />}
        </Field>
      </fieldset>
      <fieldset className="nt-channel" disabled={!mayChange}>
        <legend>{say('channel.wechat')}</legend>
        <On isOn={draft.wechat.on} onChange={on => change('wechat', { on })} />
        <div className="nt-two">
          <Words
            label={say('settings.endpoint')}
            value={draft.wechat.endpoint}
            onChange={endpoint => change('wechat', { endpoint })}
          />
          <Words
            label={say('settings.app-id')}
            value={draft.wechat.appId}
            onChange={appId => change('wechat', { appId })}
          />
        </div>
      </fieldset>
      <fieldset className="nt-channel" disabled={!mayChange}>
        <legend>{say('channel.robot')}</legend>
        <On isOn={draft.robot.on} onChange={on => change('robot', { on })} />
        <Words
          label={say('settings.endpoint')}
          value={draft.robot.endpoint}
          onChange={endpoint => change('robot', { endpoint })}
        />
        <Field label={say('settings.groups')} hint={say('settings.groups-hint')}>
          {control => (
            <textarea
              {...control}
              className="d-input figures"
              rows={3}
              maxLength={2000}
              value={groups}
              onChange={event => setGroups(event.target.value)}
            />
          )}
        </Field>
      </fieldset>
      <Refused problem={problem} />
      {mayChange && (
        <div>
          <Button type="primary" htmlType="submit" loading={isSending}>
            {say('settings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function On({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: (on: boolean) => void }) {
  const say = useWords(notificationWords)
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={event => onChange(event.target.checked)} /> {say('settings.on')}
    </label>
  )
}

const Words = ({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) => (
  <Field label={label}>
    {control => (
      <input
        {...control}
        className="d-input figures"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    )}
  </Field>
)

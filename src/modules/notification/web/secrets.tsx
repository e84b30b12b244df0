import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { setSecret } from '../contract.ts'
import type { FormProps } from './channels-form.tsx'
import { notificationWords } from './words.ts'

const SHORTEST = 8

/** The keys of the providers (渠道密钥): set or not set; nobody reads one. */
export function Secrets({ settings, mayChange, onChanged }: FormProps) {
  const say = useWords(notificationWords)
  return (
    <section className="d-form">
      <h2 className="nt-title">{say('settings.secrets')}</h2>
      <p className="d-hint">{say('settings.secrets-hint')}</p>
      {settings.secrets.map(secret => (
        <Secret
          key={`${secret.name} ${secret.setAt ?? ''}`}
          name={secret.name}
          setAt={secret.setAt}
          settings={settings}
          mayChange={mayChange}
          onChanged={onChanged}
        />
      ))}
    </section>
  )
}

function Secret({
  name,
  setAt,
  settings,
  mayChange,
  onChanged,
}: FormProps & { readonly name: string; readonly setAt: string | null }) {
  const say = useWords(notificationWords)
  const [value, setValue] = useState('')
  const { send, isSending, problem } = useSend(setSecret, onChanged)
  const group = settings.channels.value.robot.groups.find(one => name === `robot.${one.code}`)
  const label = group ? say('secret.robot', { name: group.name }) : say(`secret.${name}` as 'secret.sms.receipt-key')
  const state = setAt === null ? say('settings.not-set') : say('settings.set', { time: sayWhen(setAt) })
  if (!mayChange)
    return (
      <p>
        {label} · <span className="d-hint">{state}</span>
      </p>
    )
  return (
    <form
      className="nt-secret"
      onSubmit={event => {
        event.preventDefault()
        void send({ params: { name }, body: { value: value.trim() } })
      }}
    >
      <div>
        {label}
        <div className="d-hint">{state}</div>
      </div>
      <Field label={say('settings.new-value')} refusal={problem?.at('value')}>
        {control => (
          <input
            {...control}
            type="password"
            className="d-input"
            maxLength={300}
            autoComplete="new-password"
            value={value}
            onChange={event => setValue(event.target.value)}
          />
        )}
      </Field>
      <Button htmlType="submit" disabled={value.trim().length < SHORTEST} loading={isSending}>
        {say('settings.set-act')}
      </Button>
      <Refused problem={problem} />
    </form>
  )
}

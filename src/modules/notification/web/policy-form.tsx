import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { setPolicy } from '../contract.ts'
import type { FormProps } from './channels-form.tsx'
import type { Settings } from './message-settings.page.tsx'
import { notificationWords } from './words.ts'

type Policy = Settings['policy']['value']

/** How messages go out: quiet hours, limits, words that no text holds. */
export function PolicyForm({ settings, mayChange, onChanged }: FormProps) {
  const say = useWords(notificationWords)
  const { version, value } = settings.policy
  const [draft, setDraft] = useState<Policy>(value)
  const [words, setWords] = useState(value.sensitiveWords.join('\n'))
  const { send, isSending, problem } = useSend(setPolicy, onChanged)
  const quiet = (end: 'from' | 'to', label: string) => (
    <Field label={label} hint={end === 'from' ? say('settings.quiet-hint') : undefined}>
      {control => (
        <input
          {...control}
          type="time"
          className="d-input figures"
          required
          value={draft.quietHours[end]}
          onChange={event => setDraft({ ...draft, quietHours: { ...draft.quietHours, [end]: event.target.value } })}
        />
      )}
    </Field>
  )
  const count = (name: 'perNumberPerDay' | 'numbersAtMost', label: string, most: number) => (
    <Field label={label} refusal={problem?.at(`value/${name}`)}>
      {control => (
        <input
          {...control}
          type="number"
          className="d-input figures"
          min={1}
          max={most}
          required
          value={draft[name]}
          onChange={event => setDraft({ ...draft, [name]: Number(event.target.value) })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="d-form"
      onSubmit={event => {
        event.preventDefault()
        const sensitiveWords = [...new Set(words.split('\n').map(word => word.trim()))].filter(word => word !== '')
        void send({ body: { version, value: { ...draft, sensitiveWords } } })
      }}
    >
      <h2 className="nt-title">
        {say('settings.rules')} <span className="d-hint">{say('settings.version', { version })}</span>
      </h2>
      <fieldset className="nt-channel" disabled={!mayChange}>
        <legend className="said-only">{say('settings.rules')}</legend>
        <div className="nt-two">
          {quiet('from', say('settings.quiet-from'))}
          {quiet('to', say('settings.quiet-to'))}
          {count('perNumberPerDay', say('settings.per-number'), 50)}
          {count('numbersAtMost', say('settings.numbers'), 5)}
        </div>
        <Field label={say('settings.words')} hint={say('settings.words-hint')}>
          {control => (
            <textarea
              {...control}
              className="d-input"
              rows={6}
              maxLength={3000}
              value={words}
              onChange={event => setWords(event.target.value)}
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

import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { readPlatform, setPlatform } from '../../contract.ts'
import { scheduleWords } from './words.ts'

type Platform = Answer<typeof readPlatform>

/** Where the platform is, and the key that both sign with (外部平台设置); the key is never shown. */
export function PlatformSetup() {
  const { answer, problem, again, put } = useAnswer(readPlatform, {})
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={3} />
  return <Form key={answer.keySetAt} platform={answer} onSaved={put} />
}

function Form({ platform, onSaved }: { readonly platform: Platform; readonly onSaved: (saved: Platform) => void }) {
  const say = useWords(scheduleWords)
  const [on, setOn] = useState(platform.on)
  const [name, setName] = useState(platform.name)
  const [endpoint, setEndpoint] = useState(platform.endpoint)
  const [key, setKey] = useState('')
  const [isSaved, setSaved] = useState(false)
  const { send, isSending, problem } = useSend(setPlatform, saved => {
    setSaved(true)
    setKey('')
    onSaved(saved)
  })
  return (
    <form
      className="d-form"
      aria-label={say('setup.title')}
      onSubmit={event => {
        event.preventDefault()
        void send({ body: { on, name, endpoint, key: key.trim() === '' ? null : key.trim() } })
      }}
    >
      <h2>{say('setup.title')}</h2>
      <Checkbox checked={on} onChange={event => setOn(event.target.checked)}>
        {say('setup.on')}
      </Checkbox>
      <Field label={say('setup.name')} refusal={problem?.at('name')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={40}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('setup.endpoint')} refusal={problem?.at('endpoint')}>
        {control => (
          <input
            {...control}
            className="d-input"
            type="url"
            maxLength={200}
            value={endpoint}
            onChange={event => setEndpoint(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={
          <>
            {say('setup.key')}{' '}
            <span className="d-hint">
              {platform.keySetAt === null
                ? say('setup.key.none')
                : say('setup.key.set', { time: sayWhen(platform.keySetAt) })}
            </span>
          </>
        }
        hint={say('setup.key.hint')}
        refusal={problem?.at('key')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            type="password"
            autoComplete="off"
            maxLength={200}
            value={key}
            onChange={event => setKey(event.target.value)}
          />
        )}
      </Field>
      <p>
        {say('setup.inbound')}
        <br />
        <code>{new URL(platform.bookingsUrl).pathname}</code>
        <br />
        <code>{new URL(platform.cancellationsUrl).pathname}</code>
      </p>
      <Refused problem={problem} />
      {isSaved && !problem && <Notice tone="done">{say('setup.saved')}</Notice>}
      <div>
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say('setup.save')}
        </Button>
      </div>
    </form>
  )
}

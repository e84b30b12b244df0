import { useState } from 'react'
import { registerPatient, searchPatients } from '#modules/patient/contract.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choices } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import type { StepProps } from './steps.ts'
import { assistWords } from './words.ts'

/** Whom the guide helps: found by what the person says, shown masked. */
export function Find({ go }: StepProps<'find'>) {
  const say = useWords(assistWords)
  const [text, setText] = useState('')
  const [found, setFound] = useState<Awaited<ReturnType<typeof sender.send>>>(null)
  const sender = useSend(searchPatients)
  const find = async () => {
    if (text.trim().length > 0) setFound(await sender.send({ body: { q: text } }))
  }
  return (
    <>
      <form
        className="a-form"
        noValidate
        autoComplete="off"
        onSubmit={event => {
          event.preventDefault()
          void find()
        }}
      >
        <Field label={say('find.label')} hint={say('find.hint')} value={text} onText={setText} maxLength={60} />
        <Button kind="main" submits onPress={find} isBusy={sender.isSending}>
          {say('find.go')}
        </Button>
      </form>
      <Refused problem={sender.problem} />
      {found && found.items.length === 0 && <Notice tone="soon">{say('find.none')}</Notice>}
      {found?.items.map(one => (
        <button
          key={one.id}
          type="button"
          className="b-row"
          onClick={() =>
            go({
              at: 'consent',
              helped: { id: one.id, nameMasked: one.nameMasked, hasPhone: one.phoneMasked !== null },
            })
          }
        >
          <strong>{one.nameMasked}</strong>
          <span>
            {one.age !== null && say('age.years', { age: one.age })} <span className="figures">{one.phoneMasked}</span>
          </span>
        </button>
      ))}
      {found?.more && <p className="t-hint">{say('find.more')}</p>}
      <Button onPress={() => go({ at: 'new' })}>{say('find.new')}</Button>
    </>
  )
}

/** Somebody whom the house does not know yet (建档). */
export function New({ go }: StepProps<'new'>) {
  const say = useWords(assistWords)
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(registerPatient, made =>
    go({
      at: 'consent',
      helped: { id: made.id, nameMasked: made.nameMasked, hasPhone: phone.trim() !== '' },
    }),
  )
  const { problem } = sender
  const register = () => {
    setAsked(true)
    if (!name.trim() || !number.trim()) return
    void sender.send({
      body: {
        name,
        document: { kind: 'resident-id', number },
        phones: phone.trim() === '' ? [] : [{ number: phone, holder: 'self' }],
      },
    })
  }
  const needs = (value: string) => (isAsked && !value.trim() ? say('new.needs') : undefined)
  const at = (code: string) => (problem?.code === code ? problem.title : undefined)
  return (
    <form
      className="a-form"
      noValidate
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault()
        register()
      }}
    >
      <Field
        label={say('new.name')}
        value={name}
        onText={setName}
        maxLength={60}
        refusal={needs(name) ?? at('name-unreadable')}
      />
      <Field
        label={say('new.number')}
        value={number}
        onText={setNumber}
        maxLength={20}
        refusal={needs(number) ?? at('document-invalid')}
      />
      <Field
        label={say('new.phone')}
        hint={say('new.phone-hint')}
        kind="tel"
        isOptional
        value={phone}
        onText={setPhone}
        maxLength={20}
        refusal={at('phone-unreadable')}
      />
      {problem && !at('name-unreadable') && !at('document-invalid') && !at('phone-unreadable') && (
        <Refused problem={problem} />
      )}
      <Button kind="main" submits onPress={register} isBusy={sender.isSending}>
        {say('new.go')}
      </Button>
    </form>
  )
}

/** Nothing is done in somebody's name without their consent (征得同意). */
export function Consent({ step, go }: StepProps<'consent'>) {
  const say = useWords(assistWords)
  const { helped } = step
  const [agreed, setAgreed] = useState<readonly 'yes'[]>([])
  const [isAsked, setAsked] = useState(false)
  const name = helped.nameMasked
  return (
    <>
      <p>{say('consent.lead', { name })}</p>
      <Choices
        label={say('consent.label')}
        options={[{ value: 'yes', label: say('consent.tick', { name }) }]}
        values={agreed}
        onChoose={setAgreed}
        refusal={isAsked && agreed.length === 0 ? say('consent.needs') : undefined}
      />
      <Button
        kind="main"
        onPress={() => {
          setAsked(true)
          if (agreed.length > 0) go({ at: 'acts', helped })
        }}
      >
        {say('consent.go')}
      </Button>
    </>
  )
}

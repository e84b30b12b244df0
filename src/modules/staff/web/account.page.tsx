import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { type SubmitEvent, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { changePassword, endDuty, setPin, whoAmI } from '../contract.ts'
import { FactorSection } from './factor-section.tsx'
import { AbsenceDialog } from './absence.dialog.tsx'
import { useStaffAct } from './act.ts'
import { staffWords } from './words.ts'
import './staff.css'

export const Route = createFileRoute('/_frame/account')({ component: AccountPage })

type Me = Answer<typeof whoAmI>

/** What everybody keeps for themselves (我的账号): password, badge with PIN, absence. */
function AccountPage() {
  const say = useWords(staffWords)
  const { answer, problem, again } = useAnswer(whoAmI, {})
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="st-page">
      <h1>
        {say('account.title')} · {answer.person.name}
      </h1>
      {answer.mustChangePassword && <Notice tone="soon">{say('account.must-change')}</Notice>}
      <p className="d-hint">{answer.posts.map(one => `${one.unitName} ${say(`post.${one.post}`)}`).join('、')}</p>
      <PasswordSection />
      {!answer.mustChangePassword && !answer.isPartner && <PinSection me={answer} />}
      {!answer.mustChangePassword && <FactorSection me={answer} />}
      {!answer.mustChangePassword && !answer.isPartner && <AbsenceSection me={answer} />}
    </div>
  )
}

const WEAKNESSES = ['short', 'plain', 'own', 'common', 'repeated'] as const

function PasswordSection() {
  const say = useWords(staffWords)
  const [fields, setFields] = useState({ current: '', next: '', again: '' })
  const [isAsked, setAsked] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const { send, isSending, problem } = useStaffAct(changePassword, () => {
    setFields({ current: '', next: '', again: '' })
    setAsked(false)
    setChanged(true)
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    setChanged(false)
    const { current, next, again } = fields
    if (current && next && next === again) void send({ body: { current, next } })
  }
  const wrong = (problem?.code === 'weak-password' ? (problem.facts['wrong'] as string[]) : []) ?? []
  const refusals = {
    current: problem?.code === 'wrong-password' ? problem.title : undefined,
    next:
      problem?.code === 'same-password'
        ? problem.title
        : WEAKNESSES.filter(one => wrong.includes(one))
            .map(one => say(`account.wrong-${one}`))
            .join(''),
    again: isAsked && fields.again && fields.next !== fields.again ? say('account.differs') : undefined,
  }
  const line = (field: keyof typeof fields, complete: string, hint?: string) => (
    <Field
      label={say(`account.${field}`)}
      hint={hint}
      refusal={(isAsked && !fields[field] ? say('account.required') : refusals[field]) || undefined}
    >
      {control => (
        <input
          {...control}
          className="d-input"
          type="password"
          autoComplete={complete}
          maxLength={128}
          value={fields[field]}
          onChange={event => setFields({ ...fields, [field]: event.target.value })}
        />
      )}
    </Field>
  )
  const isAtField = ['wrong-password', 'weak-password', 'same-password'].includes(problem?.code ?? '')
  return (
    <section className="st-section" aria-labelledby="account-password">
      <h2 id="account-password">{say('account.password')}</h2>
      <form className="d-form" onSubmit={submit} noValidate>
        {line('current', 'current-password')}
        {line('next', 'new-password', say('account.rules'))}
        {line('again', 'new-password')}
        {!isAtField && <Refused problem={problem} />}
        {isChanged && <Notice tone="done">{say('account.changed')}</Notice>}
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say('account.password')}
        </Button>
      </form>
    </section>
  )
}

function PinSection({ me }: { readonly me: Me }) {
  const say = useWords(staffWords)
  const [fields, setFields] = useState({ badge: '', pin: '', password: '' })
  const [isAsked, setAsked] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { send, isSending, problem } = useStaffAct(setPin, () => {
    setFields({ badge: '', pin: '', password: '' })
    setAsked(false)
    setSaved(true)
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    setSaved(false)
    const { badge, pin, password } = fields
    if (badge.trim() && pin && password) void send({ body: { badge: badge.trim(), pin, password } })
  }
  const refusalOf: Partial<Record<string, keyof typeof fields>> = {
    'wrong-password': 'password',
    'weak-pin': 'pin',
    'badge-taken': 'badge',
  }
  const at = problem ? refusalOf[problem.code] : undefined
  const refusal = (field: keyof typeof fields) =>
    isAsked && !fields[field] ? say('account.required') : at === field ? problem?.title : problem?.at(field)
  const input = (field: keyof typeof fields, more: object) => ({
    className: 'd-input',
    value: fields[field],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [field]: event.target.value }),
    ...more,
  })
  return (
    <section className="st-section" aria-labelledby="account-pin">
      <h2 id="account-pin">{say('account.pin')}</h2>
      <p className="d-hint">{say(me.hasPin ? 'account.pin-has' : 'account.pin-none')}</p>
      <form className="d-form" onSubmit={submit} noValidate>
        <Field label={say('account.badge')} hint={say('account.badge-hint')} refusal={refusal('badge')}>
          {control => <input {...control} {...input('badge', { maxLength: 64 })} />}
        </Field>
        <Field label={say('account.pin-label')} hint={say('account.pin-rules')} refusal={refusal('pin')}>
          {control => (
            <input {...control} {...input('pin', { type: 'password', inputMode: 'numeric', maxLength: 6 })} />
          )}
        </Field>
        <Field label={say('account.current')} refusal={refusal('password')}>
          {control => (
            <input {...control} {...input('password', { type: 'password', autoComplete: 'current-password' })} />
          )}
        </Field>
        {!at && <Refused problem={problem} />}
        {isSaved && <Notice tone="done">{say('account.pin-saved')}</Notice>}
        <Button htmlType="submit" loading={isSending}>
          {say('account.pin-save')}
        </Button>
      </form>
    </section>
  )
}

function AbsenceSection({ me }: { readonly me: Me }) {
  const say = useWords(staffWords)
  const [isAsking, setAsking] = useState(false)
  const { send, isSending, problem } = useStaffAct(endDuty)
  const { absence, person } = me
  return (
    <section className="st-section" aria-labelledby="account-absence">
      <h2 id="account-absence">{say('account.absence')}</h2>
      <p>
        {absence
          ? say('account.absence-now', {
              reason: say(`absence.${absence.reason ?? 'other'}`),
              time: sayWhen(absence.to),
            })
          : say('account.absence-none')}
      </p>
      <Refused problem={problem} />
      {absence ? (
        <Button loading={isSending} onClick={() => void send({ params: { id: person.id, dutyId: absence.id } })}>
          {say('act.back')}
        </Button>
      ) : (
        <Button onClick={() => setAsking(true)}>{say('act.absent')}</Button>
      )}
      {isAsking && <AbsenceDialog person={person} onClose={() => setAsking(false)} />}
    </section>
  )
}

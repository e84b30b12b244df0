import { Button, Input, type InputRef } from 'antd'
import { type KeyboardEvent, type ReactNode, type SubmitEvent, useId, useRef, useState } from 'react'
import { quickSwitch, signIn } from '#modules/staff/contract.ts'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import type { Me } from './session.ts'
import { frameWords } from './words.ts'

interface FormProps {
  readonly onEntered: (me: Me) => void
  readonly otherWay?: ReactNode
}

/** The password was right; the second factor is asked, or was wrong. */
const WANTS_CODE: ReadonlySet<string> = new Set(['code-needed', 'wrong-code'])

/** Sign-in with login and password, and a code where the person has turned that on (SEC-01). */
export function SignInForm({ onEntered, otherWay }: FormProps) {
  const say = useWords(frameWords)
  const { send, isSending, problem } = useSend(signIn, onEntered)
  const [code, setCode] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [hasCaps, setCaps] = useState(false)
  const asksCode = problem !== null && WANTS_CODE.has(problem.code)
  const [refused, setRefused] = useState(problem)
  if (problem !== refused) {
    setRefused(problem)
    // A wrong code leaves the password that was right; a wrong password is typed anew.
    if (problem && !problem.isUnknown && !WANTS_CODE.has(problem.code)) setPassword('')
    if (problem?.code === 'wrong-code') setCode('')
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(!login.trim() || !password)
    if (login.trim() && password) void send({ body: { login: login.trim(), password, ...(code ? { code } : {}) } })
  }
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <form className="s-form" onSubmit={submit} noValidate>
      <Labelled label={say('sign-in.login')} refusal={isMissing && !login.trim() ? say('sign-in.required') : undefined}>
        {id => (
          <Input
            id={id}
            autoFocus
            size="large"
            value={login}
            autoComplete="username"
            maxLength={40}
            onChange={event => setLogin(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled
        label={say('sign-in.password')}
        refusal={isMissing && !password ? say('sign-in.required') : undefined}
        hint={hasCaps ? say('sign-in.caps') : undefined}
      >
        {id => (
          <Input.Password
            id={id}
            size="large"
            value={password}
            autoComplete="current-password"
            maxLength={200}
            onChange={event => setPassword(event.target.value)}
            onKeyUp={look}
            iconRender={toggle}
          />
        )}
      </Labelled>
      {asksCode && (
        <Labelled label={say('sign-in.code')} hint={say('sign-in.code-hint')}>
          {id => (
            <Input
              id={id}
              autoFocus
              size="large"
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              onChange={event => setCode(event.target.value.replaceAll(/\D/g, ''))}
            />
          )}
        </Labelled>
      )}
      {problem &&
        problem.code !== 'code-needed' &&
        (problem.isUnknown ? <Refused problem={problem} /> : <Notice tone="late">{problem.title}</Notice>)}
      <Button type="primary" size="large" htmlType="submit" loading={isSending} block>
        {say('sign-in.go')}
      </Button>
      {otherWay}
    </form>
  )
}

/** Another person takes over this position with badge and PIN (换人). The reader types the badge and a return. */
export function BadgeForm({ onEntered, otherWay }: FormProps) {
  const say = useWords(frameWords)
  const { send, isSending, problem } = useSend(quickSwitch, onEntered)
  const [badge, setBadge] = useState('')
  const [pin, setPin] = useState('')
  const pinInput = useRef<InputRef>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!pin || !badge.trim()) return pinInput.current?.focus()
    void send({ body: { badge: badge.trim(), pin } }).then(me => me ?? setPin(''))
  }
  return (
    <form className="s-form" onSubmit={submit} noValidate>
      <Labelled label={say('switch.badge')} hint={say('switch.badge-hint')}>
        {id => (
          <Input
            id={id}
            autoFocus
            size="large"
            value={badge}
            autoComplete="off"
            maxLength={64}
            onChange={event => setBadge(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('switch.pin')}>
        {id => (
          <Input.Password
            id={id}
            ref={pinInput}
            size="large"
            value={pin}
            inputMode="numeric"
            iconRender={toggle}
            autoComplete="one-time-code"
            maxLength={12}
            onChange={event => setPin(event.target.value)}
          />
        )}
      </Labelled>
      {problem && (problem.isUnknown ? <Refused problem={problem} /> : <Notice tone="late">{problem.title}</Notice>)}
      <Button type="primary" size="large" htmlType="submit" loading={isSending} block>
        {say('switch.go')}
      </Button>
      {otherWay}
    </form>
  )
}

/** What stands beside a secret to show it. */
function Toggle({ isShown }: { readonly isShown: boolean }) {
  const say = useWords(frameWords)
  return <span>{say(isShown ? 'sign-in.hide' : 'sign-in.show')}</span>
}
const toggle = (isShown: boolean) => <Toggle isShown={isShown} />

interface LabelledProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly refusal?: string | undefined
  readonly children: (id: string) => ReactNode
}

function Labelled({ label, hint, refusal, children }: LabelledProps) {
  const id = useId()
  return (
    <div className="s-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <span className="d-hint">{hint}</span>}
      {refusal && (
        <span className="s-refusal" role="alert">
          {refusal}
        </span>
      )}
    </div>
  )
}

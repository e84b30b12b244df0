import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { signIn, type whoAmI } from '#modules/staff/contract.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useSend } from '#ui/use-send.ts'
import { handheldWords } from './words.ts'

/** 登录 on the phone, with the same account as at the desk. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (me: Answer<typeof whoAmI>) => void }) {
  const say = useWords(handheldWords)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(signIn, me => {
    setPassword('')
    onSignedIn(me)
  })
  const press = () => {
    setAsked(true)
    if (login.trim() && password) void send({ body: { login: login.trim(), password } })
  }
  return (
    <Page brand={say('brand')} title={say('sign-in')}>
      <form
        className="t-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          press()
        }}
      >
        <Field
          label={say('login')}
          value={login}
          onText={setLogin}
          maxLength={40}
          autoComplete="username"
          refusal={isAsked && !login.trim() ? say('needs-login') : problem?.at('login')}
        />
        <Field
          label={say('password')}
          kind="password"
          value={password}
          onText={setPassword}
          maxLength={200}
          autoComplete="current-password"
          refusal={isAsked && !password ? say('needs-password') : problem?.at('password')}
        />
        {problem?.isUnknown ? <Refused problem={problem} /> : problem && <Notice tone="late">{problem.title}</Notice>}
        <Button kind="main" submits onPress={press} isBusy={isSending}>
          {say('sign-in')}
        </Button>
      </form>
      <LanguageSwitch />
    </Page>
  )
}

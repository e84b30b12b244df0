import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choices } from '#ui/touch/choice.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { signIn } from '../contract.ts'
import { putAccount } from './account.ts'
import { CodeFields, isCode, isMobile } from './code-fields.tsx'
import { accountWords } from './words.ts'
import './account.css'

/** Signs in by a code that goes to the phone (手机号登录). */
export function SignIn({ hasEnded }: { readonly hasEnded: boolean }) {
  const say = useWords(accountWords)
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [agreed, setAgreed] = useState<readonly 'yes'[]>([])
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(signIn, putAccount)
  const go = () => {
    setAsked(true)
    if (isMobile(phone) && isCode(code) && agreed.length > 0)
      void send({ body: { phone, code: code.trim(), agreed: true } })
  }
  return (
    <form
      className="p-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
    >
      <p className="p-text">{say('sign-in.why')}</p>
      {hasEnded && <Notice tone="soon">{say('sign-in.ended')}</Notice>}
      <CodeFields
        phone={phone}
        onPhone={setPhone}
        code={code}
        onCode={setCode}
        isAsked={isAsked}
        refusal={problem?.code === 'code-wrong' ? problem.title : undefined}
      />
      <Choices
        label={say('agree')}
        options={[{ value: 'yes', label: say('agree.text'), hint: say('agree.hint') }]}
        values={agreed}
        onChoose={setAgreed}
        refusal={isAsked && agreed.length === 0 ? say('agree.needed') : undefined}
      />
      {problem && problem.code !== 'code-wrong' && <Refused problem={problem} />}
      <Button kind="main" submits onPress={go} isBusy={isSending}>
        {say('sign-in.go')}
      </Button>
    </form>
  )
}

import { useEffect, useState } from 'react'
import { everySecond } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { requestCode } from '../contract.ts'
import { accountWords } from './words.ts'

const DIGITS = /^\d{6}$/
const MOBILE = /^1[3-9]\d{9}$/

export const isCode = (typed: string): boolean => DIGITS.test(typed.trim())
export const isMobile = (typed: string): boolean => MOBILE.test(typed.replaceAll(/[\s-]/g, ''))

interface CodeFieldsProps {
  readonly phone: string
  readonly onPhone: (phone: string) => void
  readonly code: string
  readonly onCode: (code: string) => void
  /** Was it asked to go on, so that what is missing is named? */
  readonly isAsked: boolean
  readonly refusal?: string | undefined
}

/** A number, the button that sends a code to it, and the code (手机号与验证码). */
export function CodeFields({ phone, onPhone, code, onCode, isAsked, refusal }: CodeFieldsProps) {
  const say = useWords(accountWords)
  const [left, setLeft] = useState(0)
  const [minutes, setMinutes] = useState<number | null>(null)
  const [isPressed, setPressed] = useState(false)
  const { send, isSending, problem } = useSend(requestCode, sent => {
    setMinutes(sent.minutes)
    setLeft(sent.againSeconds)
  })
  const isWaiting = left > 0
  useEffect(() => (isWaiting ? everySecond(() => setLeft(before => Math.max(0, before - 1))) : undefined), [isWaiting])
  const lacksPhone = !isMobile(phone)
  const ask = () => {
    setPressed(true)
    if (!lacksPhone) void send({ body: { phone } })
  }
  return (
    <>
      <Field
        label={say('phone')}
        kind="tel"
        value={phone}
        onText={onPhone}
        maxLength={16}
        autoComplete="tel-national"
        refusal={(isAsked || isPressed) && lacksPhone ? say('phone.needed') : undefined}
      />
      <Button onPress={ask} isBusy={isSending} offBecause={isWaiting ? say('code.again', { seconds: left }) : null}>
        {isWaiting ? say('code.again', { seconds: left }) : say('code.get')}
      </Button>
      {problem && <Notice tone="late">{problem.title}</Notice>}
      {minutes !== null && !problem && <Notice>{say('code.sent', { minutes })}</Notice>}
      <Field
        label={say('code')}
        hint={say('code.hint')}
        kind="number"
        value={code}
        onText={onCode}
        maxLength={6}
        autoComplete="one-time-code"
        refusal={isAsked && !isCode(code) ? say('code.needed') : refusal}
      />
    </>
  )
}

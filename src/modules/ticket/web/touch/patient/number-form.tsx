import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Field } from '#ui/touch/field.tsx'
import { useSend } from '#ui/use-send.ts'
import { findMatter } from '../../../contract.ts'
import { FindForm } from './find-form.tsx'
import { patientWords } from './words.ts'

const MOST_DIGITS = 20

/** Finds a matter by its number and the whole telephone (凭单号查询, POR-03): what is not there and what is not yours look the same. */
export function NumberForm({ onFound }: { readonly onFound: (token: string) => void }) {
  const say = useWords(patientWords)
  const [number, setNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(findMatter, found => onFound(found.token))
  const lacksNumber = number.trim() === ''
  const lacksPhone = phone.replaceAll(/\D/g, '').length < 7
  const find = () => {
    setAsked(true)
    if (!lacksNumber && !lacksPhone) void send({ body: { number: number.trim(), phone } })
  }
  return (
    <FindForm isSending={isSending} problem={problem} onFind={find}>
      <Field
        label={say('track.number')}
        hint={say('track.number-hint')}
        value={number}
        onText={setNumber}
        maxLength={30}
        refusal={isAsked && lacksNumber ? say('track.needs-number') : problem?.at('number')}
      />
      <Field
        label={say('track.phone')}
        hint={say('track.phone-hint')}
        kind="number"
        value={phone}
        onText={setPhone}
        maxLength={MOST_DIGITS}
        refusal={isAsked && lacksPhone ? say('track.needs-phone') : problem?.at('phone')}
      />
    </FindForm>
  )
}

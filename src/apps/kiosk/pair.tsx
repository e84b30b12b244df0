import { useState } from 'react'
import { pairDevice } from '#modules/staff/contract.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { kioskAppWords } from './words.ts'
import '#ui/touch/touch.css'
import '#ui/touch/kiosk/kiosk.css'

const LENGTH = 8

/** The administrator types the code from 系统 › 自助设备, once (配对). */
export function Pair({ onPaired }: { readonly onPaired: () => void }) {
  const say = useWords(kioskAppWords)
  const [code, setCode] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(pairDevice, () => {
    setCode('')
    onPaired()
  })
  const isShort = code.replaceAll(/[^a-z0-9]/gi, '').length < LENGTH
  const pair = () => {
    setAsked(true)
    if (!isShort) void sender.send({ body: { code } })
  }
  const wrong = sender.problem?.code === 'device-code-wrong' ? sender.problem.title : undefined
  return (
    <div className="k-page">
      <main className="k-main">
        <h1 className="t-title">{say('pair.title')}</h1>
        <p>{say('pair.text')}</p>
        <form
          className="k-form"
          autoComplete="off"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            pair()
          }}
        >
          <Field
            label={say('pair.code')}
            value={code}
            onText={setCode}
            maxLength={12}
            refusal={isAsked && isShort ? say('pair.short') : wrong}
          />
          {!wrong && <Refused problem={sender.problem} />}
          <Button kind="main" submits onPress={pair} isBusy={sender.isSending}>
            {say('pair.go')}
          </Button>
        </form>
      </main>
    </div>
  )
}

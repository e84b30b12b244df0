import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Qr } from '#ui/qr.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { beginFactor, turnFactor, type whoAmI } from '../contract.ts'
import { useStaffAct } from './act.ts'
import { staffWords } from './words.ts'

/** The second factor (动态口令, SEC-01): begun with the password, turned on with a first code, off with another. */
export function FactorSection({ me }: { readonly me: Answer<typeof whoAmI> }) {
  const say = useWords(staffWords)
  const [begun, setBegun] = useState<Answer<typeof beginFactor> | null>(null)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const beginning = useStaffAct(beginFactor, answer => {
    setBegun(answer)
    setPassword('')
  })
  const turning = useStaffAct(turnFactor, () => {
    setBegun(null)
    setCode('')
  })
  const isProving = me.hasFactor || begun !== null
  return (
    <section className="st-section" aria-labelledby="account-factor">
      <h2 id="account-factor">{say('account.factor')}</h2>
      <p className="d-hint">{say(me.hasFactor ? 'account.factor-has' : 'account.factor-none')}</p>
      {begun && (
        <>
          <p>{say('account.factor-scan')}</p>
          <Qr text={begun.uri} label={say('account.factor-qr')} />
          <p className="figures">{begun.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</p>
        </>
      )}
      <form
        className="d-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (!isProving && password) void beginning.send({ body: { password } })
          if (isProving && code.length === 6) void turning.send({ body: { on: !me.hasFactor, code } })
        }}
      >
        {isProving ? (
          <Field
            label={say('account.factor-code')}
            refusal={turning.problem?.code === 'wrong-code' ? turning.problem.title : undefined}
          >
            {control => (
              <input
                {...control}
                className="d-input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={event => setCode(event.target.value.replaceAll(/\D/g, ''))}
              />
            )}
          </Field>
        ) : (
          <Field
            label={say('account.current')}
            refusal={beginning.problem?.code === 'wrong-password' ? beginning.problem.title : undefined}
          >
            {control => (
              <input
                {...control}
                className="d-input"
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={event => setPassword(event.target.value)}
              />
            )}
          </Field>
        )}
        {beginning.problem?.code !== 'wrong-password' && <Refused problem={beginning.problem} />}
        {turning.problem?.code !== 'wrong-code' && <Refused problem={turning.problem} />}
        <Button htmlType="submit" loading={beginning.isSending || turning.isSending}>
          {say(me.hasFactor ? 'account.factor-turn-off' : begun ? 'account.factor-turn-on' : 'account.factor-begin')}
        </Button>
      </form>
    </section>
  )
}

import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { checkPhone, readPhoneChecks } from '../contract.ts'
import { type Patient, usePatientAct } from './patient.ts'
import { patientWords } from './words.ts'

const STATES = ['confirmed', 'wrong', 'unused'] as const

/** Is the number still right (号码核对, PAT-05)? Asked at each contact while it is due; a wrong one can be said at any time. */
export function PhoneCheck({
  patient,
  index,
  source,
}: {
  readonly patient: Patient
  readonly index: number
  readonly source: 'desk' | 'call'
}) {
  const say = useWords(patientWords)
  const may = useMay('patient:write')
  const sender = usePatientAct(checkPhone)
  const phone = patient.phones[index]
  if (!may || !phone) return null
  const shown = phone.due ? STATES : STATES.filter(state => state !== 'confirmed')
  return (
    <div className="pt-check" role="group" aria-label={say('checks.title')}>
      {phone.due && <p data-tone="soon">{say('check.due')}</p>}
      {shown.map(state => (
        <Button
          key={state}
          size="small"
          type={phone.due ? 'default' : 'text'}
          disabled={sender.isSending}
          onClick={() =>
            void sender.send({ params: { id: patient.id }, body: { version: patient.version, index, state, source } })
          }
        >
          {say(`check.${state}`)}
        </Button>
      ))}
      <Refused problem={sender.problem} />
    </div>
  )
}

/** What was found out about the numbers, by whom and how. */
export function PhoneChecks({ patientId }: { readonly patientId: string }) {
  const say = useWords(patientWords)
  const [isShown, setShown] = useState(false)
  if (!isShown)
    return (
      <Button type="link" size="small" className="pt-open" onClick={() => setShown(true)}>
        {say('checks.show')}
      </Button>
    )
  return <History patientId={patientId} />
}

function History({ patientId }: { readonly patientId: string }) {
  const say = useWords(patientWords)
  const { answer, problem, again } = useAnswer(readPhoneChecks, { params: { id: patientId } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />
  if (answer.items.length === 0) return <p className="d-hint">{say('checks.none')}</p>
  return (
    <ul className="pt-visits" aria-label={say('checks.title')}>
      {answer.items.map(check => (
        <li key={check.id} className="pt-visit">
          <time className="figures">{sayTime(check.at, 'both')}</time>
          <span>
            <span className="figures">{check.masked}</span> {say(`phone.${check.state}`)}
          </span>
          <span className="d-hint">{[say(`checks.source-${check.source}`), check.by].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}

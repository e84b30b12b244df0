import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#modules/staff/web/reason.dialog.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { giveUpCorrection, listCorrections } from '../contract.ts'
import { usePatientAct } from './patient.ts'
import { patientWords } from './words.ts'
import './patient.css'

export const Route = createFileRoute('/_frame/phone-corrections')({ component: CorrectionsPage })

type Correction = Answer<typeof listCorrections>['items'][number]

/** Wrong numbers that are to be put right (电话补正, PAT-05), the oldest first; one that is mended is gone at once. */
function CorrectionsPage() {
  const say = useWords(patientWords)
  const [after, setAfter] = useState<string>()
  const { answer, problem, again } = useAnswer(
    listCorrections,
    { query: { after } },
    { live: { subject: 'patient', id: null }, keepsPrevious: true },
  )
  const [givingUp, setGivingUp] = useState<Correction | null>(null)
  const sender = usePatientAct(giveUpCorrection, () => setGivingUp(null))
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const { next } = answer
  return (
    <div className="pt-page">
      <h1>
        {say('corrections.title')} <span className="d-hint figures">{answer.count}</span>
      </h1>
      {answer.items.length === 0 && <Empty>{say('corrections.empty')}</Empty>}
      {answer.items.length > 0 && (
        <table className="pt-table">
          <thead>
            <tr>
              {(['patient', 'number', 'found', 'acts'] as const).map(column => (
                <th key={column} scope="col">
                  {say(`corrections.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.items.map(item => (
              <tr key={item.id}>
                <th scope="row">{item.patient.nameMasked}</th>
                <td className="figures">{item.masked}</td>
                <td>
                  {sayTime(item.openedAt, 'both')} <span className="d-hint">{item.openedBy}</span>
                </td>
                <td>
                  <Link to="/patients/$id" params={{ id: item.patient.id }}>
                    {say('corrections.mend')}
                  </Link>{' '}
                  <Button
                    size="small"
                    aria-label={say('corrections.give-up-of', { name: item.patient.nameMasked })}
                    onClick={() => setGivingUp(item)}
                  >
                    {say('corrections.give-up')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && <Button onClick={() => setAfter(next)}>{say('contacts.more')}</Button>}
      {givingUp && (
        <ReasonDialog
          title={say('corrections.give-up-of', { name: givingUp.patient.nameMasked })}
          after={say('corrections.give-up-then')}
          sender={sender}
          sendLabel={say('corrections.give-up')}
          onSend={reason => void sender.send({ params: { id: givingUp.id }, body: { reason } })}
          onClose={() => setGivingUp(null)}
        />
      )}
    </div>
  )
}

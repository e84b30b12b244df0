import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { decideAppeal, listAppeals } from '../../contract.ts'
import { reliabilityWords } from './words.ts'
import '../stop/stop.css'

export const Route = createFileRoute('/_frame/appeals')({ component: AppealsPage })

type Appeal = Answer<typeof listAppeals>['items'][number]

/** Appeals against no-shows (爽约申诉): another person than the one who wrote it decides, with a word; live. */
function AppealsPage() {
  const say = useWords(reliabilityWords)
  const { answer, problem, again } = useAnswer(listAppeals, {}, { live: { subject: 'appointment', id: null } })
  const [asking, setAsking] = useState<{ readonly appeal: Appeal; readonly how: 'excuse' | 'keep' } | null>(null)
  const sender = useSend(decideAppeal, () => {
    setAsking(null)
    again()
  })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const open = answer.items.filter(one => one.decision === null).length
  return (
    <div className="sp-page sp-alone">
      <h1>
        {say('appeals.title')} {open > 0 && <span className="d-hint">{say('appeals.open', { count: open })}</span>}
      </h1>
      {answer.items.length === 0 && <Empty>{say('appeals.empty')}</Empty>}
      <ul className="sp-contacts">
        {answer.items.map(one => (
          <li key={one.id} className="sp-contact">
            <div className="sp-line">
              <strong>{one.patientMasked}</strong>
              <span className="figures d-hint">{one.number}</span>
              <span className="figures">{sayTime(one.startsAt, 'both')}</span>
              <span>{answer.doctors.find(doctor => doctor.id === one.doctorId)?.name}</span>
              <span className="d-tag">{say(`status.${one.status}`)}</span>
              {one.decision !== null && (
                <span className="d-tag sp-end" data-tone={one.decision === 'excused' ? 'done' : undefined}>
                  {say(`appeal.${one.decision}`)}
                </span>
              )}
            </div>
            <p className="sp-words">{one.reason}</p>
            <div className="sp-line">
              <span className="d-hint">
                {one.madeBy === null
                  ? say('appeals.patient', { time: sayWhen(one.madeAt) })
                  : say('appeals.by', { name: one.madeBy, time: sayWhen(one.madeAt) })}
                {one.decidedAt !== null &&
                  ` · ${say('appeals.decided', { name: one.decidedBy ?? '', time: sayWhen(one.decidedAt) })}`}
                {one.note !== null && ` · ${say('appeals.note', { note: one.note })}`}
              </span>
              {one.decision === null &&
                (one.isOwn ? (
                  <span className="d-hint sp-end">{say('appeals.own')}</span>
                ) : (
                  <span className="sp-line sp-end">
                    <Button size="small" type="primary" onClick={() => setAsking({ appeal: one, how: 'excuse' })}>
                      {say('decide.excuse')}
                    </Button>
                    <Button size="small" onClick={() => setAsking({ appeal: one, how: 'keep' })}>
                      {say('decide.keep')}
                    </Button>
                  </span>
                ))}
            </div>
          </li>
        ))}
      </ul>
      {asking !== null && (
        <ReasonDialog
          title={`${say(`decide.${asking.how}`)} · ${asking.appeal.number}`}
          label={say('decide.note')}
          hint={say('reason.hint')}
          act={say(`decide.${asking.how}`)}
          cancel={say('close')}
          sender={sender}
          onGo={note =>
            void sender.send({ params: { id: asking.appeal.id }, body: { excused: asking.how === 'excuse', note } })
          }
          onClose={() => setAsking(null)}
        >
          <p>{say(`decide.${asking.how}.what`)}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

import { useState } from 'react'
import { listSessions } from '#modules/directory/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { stopImpact, stopSession } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import { UnitField } from '../unit-field.tsx'
import { stopWords } from './words.ts'

interface StopDialogProps {
  /** The session that was chosen elsewhere; null asks for one. */
  readonly session: string | null
  readonly onStopped: (caseId: string) => void
  readonly onClose: () => void
}

/** Stops a session (停诊): whom it touches stands there before, and the reason is asked. */
export function StopDialog({ session, onStopped, onClose }: StopDialogProps) {
  const say = useWords(stopWords)
  const [chosen, setChosen] = useState(session)
  const sender = useSend(stopSession, ({ id }) => onStopped(id))
  return (
    <ReasonDialog
      title={say('stop.title')}
      label={say('stop.reason')}
      hint={say('stop.reason.hint')}
      act={say('stop.go')}
      cancel={say('stop.keep')}
      sender={sender}
      isLacking={chosen === null}
      onGo={reason => {
        if (chosen !== null) void sender.send({ params: { id: chosen }, body: { reason } })
      }}
      onClose={onClose}
    >
      {session === null && <SessionField chosen={chosen} onChosen={setChosen} />}
      {chosen !== null && <Impact session={chosen} />}
    </ReasonDialog>
  )
}

function Impact({ session }: { readonly session: string }) {
  const say = useWords(stopWords)
  const language = useLanguage()
  const { answer, problem, again } = useAnswer(
    stopImpact,
    { params: { id: session } },
    { live: { subject: 'appointment', id: null } },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={1} />
  if (!answer.mayStop) return <Notice tone="late">{say('stop.stopped')}</Notice>
  const { booked, held, here, waiting } = answer
  return (
    <Notice tone="soon">
      <p>
        {say('stop.impact', {
          doctor: answer.doctor?.name ?? '',
          day: sayDay(answer.day, language),
          half: say(`half.${answer.halfDay}`),
          booked,
          held,
          waiting,
        })}
      </p>
      {here > 0 && <p>{say('stop.here', { here })}</p>}
      <p>{say('stop.then')}</p>
    </Notice>
  )
}

interface SessionFieldProps {
  readonly chosen: string | null
  readonly onChosen: (session: string | null) => void
}

const DAYS = 14

/** The department, then one of its sessions of the next two weeks. */
function SessionField({ chosen, onChosen }: SessionFieldProps) {
  const say = useWords(stopWords)
  const language = useLanguage()
  const [unit, setUnit] = useState<string | null>(null)
  const { answer } = useAnswer(
    listSessions,
    { query: { days: DAYS, ...(unit === null ? {} : { unitId: unit }) } },
    { isOff: unit === null },
  )
  const sessions = (answer?.items ?? []).filter(one => one.isAvailable)
  return (
    <>
      <UnitField
        unit={unit}
        autoFocus
        onUnit={id => {
          setUnit(id)
          onChosen(null)
        }}
      />
      {unit !== null && answer && (
        <Field label={say('stop.session')} hint={sessions.length === 0 ? say('stop.session.none') : undefined}>
          {control => (
            <select
              {...control}
              className="d-input"
              value={chosen ?? ''}
              onChange={event => onChosen(event.target.value === '' ? null : event.target.value)}
            >
              <option value="">{say('stop.session.choose')}</option>
              {sessions.map(one => (
                <option key={one.id} value={one.id}>
                  {`${sayDay(one.day, language)} ${say(`half.${one.halfDay}`)} ${one.seenBy.name}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}

import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { readPlaces } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import type { Doctors } from '../slot-grid.tsx'
import { PlacesTable } from './places-table.tsx'
import { type SessionView, stateOf, SUMS } from './schedule.ts'
import { SlotLife } from './slot-life.tsx'
import { scheduleWords } from './words.ts'

const loadStop = () => import('../stop/stop.dialog.tsx')

interface SessionDialogProps {
  readonly id: string
  readonly doctors: Doctors
  readonly onPublish: (session: SessionView) => void
  readonly onClose: () => void
}

/** One session: where its places are, slot by slot and share by share, to be changed, opened or stopped (号源明细). */
export function SessionDialog({ id, doctors, onPublish, onClose }: SessionDialogProps) {
  const say = useWords(scheduleWords)
  const language = useLanguage()
  const mayManage = useMay('appointment:manage')
  const { answer, problem, again } = useAnswer(
    readPlaces,
    { params: { id } },
    { live: { subject: 'appointment', id: null } },
  )
  useLive('slot', null, again)
  useLive('session', null, again)
  const [slot, setSlot] = useState<string | null>(null)
  const [isStopping, setStopping] = useState(false)
  const session = answer?.session
  const nameOf = (doctorId: string) => doctors.find(one => one.id === doctorId)?.name ?? ''
  const title =
    session === undefined
      ? say('title')
      : say('open.title', {
          doctor: nameOf(session.doctorId),
          day: sayDay(session.day, language),
          half: say(`half.${session.halfDay}`),
        })
  const mayStop = session !== undefined && session.isPublished && session.state !== 'stopped'
  if (isStopping)
    return (
      <Later load={loadStop}>
        {({ StopDialog }) => (
          <StopDialog session={id} onStopped={() => setStopping(false)} onClose={() => setStopping(false)} />
        )}
      </Later>
    )
  return (
    <Modal
      open
      destroyOnHidden
      title={title}
      width={1040}
      onCancel={onClose}
      footer={
        <>
          {mayManage && mayStop && stateOf(session) !== 'over' && (
            <Button danger onClick={() => setStopping(true)}>
              {say('open.stop')}
            </Button>
          )}
          <Button onClick={onClose}>{say('open.close')}</Button>
        </>
      }
    >
      <ShortcutLayer>
        {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />)}
        {session && answer && (
          <>
            <p>
              <span className="d-tag">{say(`state.${stateOf(session)}`)}</span>{' '}
              {say('open.where', {
                from: sayTime(session.from),
                to: sayTime(session.to),
                room: session.room ?? say('open.no-room'),
              })}{' '}
              · {say(`fee.${session.feeLevel}`)}
              {session.seenBy !== session.doctorId && (
                <> · {say('open.substitute', { name: nameOf(session.seenBy) })}</>
              )}
            </p>
            {session.isPublished ? (
              <>
                <dl className="sc-sum">
                  {SUMS.map(key => (
                    <div key={key}>
                      <dt>{say(`sum.${key}`)}</dt>
                      <dd className="figures">{session.sum[key]}</dd>
                    </div>
                  ))}
                </dl>
                <PlacesTable
                  key={id}
                  places={answer}
                  mayChange={mayManage && session.state !== 'stopped'}
                  slot={slot}
                  onSlot={setSlot}
                />
                {slot !== null && <SlotLife id={slot} />}
              </>
            ) : (
              <>
                <Notice>{say('open.unpublished')}</Notice>
                {mayManage && session.state === 'planned' && (
                  <Button type="primary" onClick={() => onPublish(session)}>
                    {say('open.publish')}
                  </Button>
                )}
              </>
            )}
          </>
        )}
      </ShortcutLayer>
    </Modal>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Glow } from '#ui/desk/glow.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useLanguage, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { answerOffer, leaveWaitingList, type listWaiting } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import type { Waiter } from './waiting.page.tsx'
import { waitingWords } from './words.ts'

interface EntriesProps {
  readonly items: readonly Waiter[]
  readonly doctors: Answer<typeof listWaiting>['doctors']
  /** Names the department where several are shown. */
  readonly unitName: ((unitId: string) => string) | null
  readonly mayAct: boolean
  readonly onDone: () => void
}

/** The entries in their order, each with why it stands there and what may be done. */
export function Entries({ items, doctors, unitName, mayAct, onDone }: EntriesProps) {
  const say = useWords(waitingWords)
  const [leaving, setLeaving] = useState<Waiter | null>(null)
  const answerer = useSend(answerOffer, onDone)
  const leaver = useSend(leaveWaitingList, () => {
    setLeaving(null)
    onDone()
  })
  return (
    <div className="sp-page">
      <h1>{say('title')}</h1>
      <Refused problem={answerer.problem} />
      <ol className="sp-contacts">
        {items.map(one => (
          <li key={one.id}>
            <Glow version={one.version}>
              <Entry
                waiter={one}
                nameOf={id => doctors.find(doctor => doctor.id === id)?.name ?? ''}
                unitName={unitName?.(one.unitId) ?? null}
                mayAct={mayAct}
                isSending={answerer.isSending}
                onAnswer={accept => void answerer.send({ params: { id: one.id }, body: { accept } })}
                onLeave={() => setLeaving(one)}
              />
            </Glow>
          </li>
        ))}
      </ol>
      {leaving !== null && (
        <ReasonDialog
          title={`${say('leave')} · ${leaving.patientMasked}`}
          label={say('leave.reason')}
          hint={say('leave.hint')}
          act={say('leave')}
          cancel={say('close')}
          sender={leaver}
          onGo={reason => void leaver.send({ params: { id: leaving.id }, body: { reason } })}
          onClose={() => setLeaving(null)}
        >
          <p>{say('leave.what')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

interface EntryProps {
  readonly waiter: Waiter
  readonly nameOf: (doctorId: string) => string
  readonly unitName: string | null
  readonly mayAct: boolean
  readonly isSending: boolean
  readonly onAnswer: (accept: boolean) => void
  readonly onLeave: () => void
}

function Entry({ waiter, nameOf, unitName, mayAct, isSending, onAnswer, onLeave }: EntryProps) {
  const say = useWords(waitingWords)
  const language = useLanguage()
  const { offer, urgency } = waiter
  const day = (one: string) => sayDay(one, language)
  const wish = [
    waiter.dayFrom === waiter.dayTo
      ? day(waiter.dayFrom)
      : say('wish', { from: day(waiter.dayFrom), to: day(waiter.dayTo) }),
    say(`half.${waiter.halfDay ?? 'any'}`),
    waiter.doctorId === null ? say('form.doctor.any') : say('wish.doctor', { name: nameOf(waiter.doctorId) }),
    say(`way.${waiter.contactWay}`),
  ]
  return (
    <div className="sp-contact">
      <div className="sp-line">
        <span className="figures">{say('place', { n: waiter.place })}</span>
        <strong>{waiter.patientMasked}</strong>
        {unitName !== null && <span>{unitName}</span>}
        <span className="d-tag" data-tone={urgency === 1 ? 'late' : urgency === 2 ? 'soon' : undefined}>
          {say(`urgency.${urgency}`)}
        </span>
        {waiter.isReferred && <span className="d-tag">{say('referred')}</span>}
        <span className="d-hint">{say('since', { time: sayWhen(waiter.madeAt) })}</span>
        {waiter.behind !== null && <span className="d-hint">{say(`behind.${waiter.behind}`)}</span>}
      </div>
      <div className="d-hint">{wish.join(' · ')}</div>
      <div className="sp-line">
        {offer !== null && (
          <>
            <strong>{say('offer', { time: sayWhen(offer.startsAt), doctor: nameOf(offer.doctorId) })}</strong>
            <ClockChip clocks={[{ label: say('offer.clock'), startedAt: offer.offeredAt, dueAt: offer.until }]} />
            {waiter.contactWay === 'phone' && (
              <Link to={'/messages' as '/'} search={{ view: 'tasks' } as never}>
                {say('offer.call')}
              </Link>
            )}
          </>
        )}
        {mayAct && (
          <span className="sp-line sp-end">
            {offer !== null && (
              <>
                <Button size="small" type="primary" disabled={isSending} onClick={() => onAnswer(true)}>
                  {say('accept')}
                </Button>
                <Button size="small" disabled={isSending} onClick={() => onAnswer(false)}>
                  {say('decline')}
                </Button>
              </>
            )}
            <Button size="small" type="text" onClick={onLeave}>
              {say('leave')}
            </Button>
          </span>
        )}
      </div>
    </div>
  )
}

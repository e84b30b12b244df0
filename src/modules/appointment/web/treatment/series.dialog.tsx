import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { useSend } from '#ui/use-send.ts'
import {
  cancelRest,
  cancelTreatment,
  markTreatment,
  moveTreatment,
  openSeries,
  otherTimes,
  readCalendar,
} from '../../contract.ts'
import { sayDay } from '../days.ts'
import { dayOf } from './day-of.ts'
import { treatmentWords } from './words.ts'

type Session = Answer<typeof openSeries>['sessions'][number]
type Asking = { readonly act: 'move' | 'cancel'; readonly session: Session } | 'rest' | null

/** One series with its sessions: one is moved or cancelled alone, or the rest is cancelled (疗程). */
export function SeriesDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useWords(treatmentWords)
  const queries = useQueryClient()
  const mayBook = useMay('appointment:book')
  const [asking, ask] = useState<Asking>(null)
  const { answer, problem, again } = useAnswer(openSeries, { params: { id } }, { live: { subject: 'series', id } })
  useLive('treatment', null, again)
  const changed = () => {
    ask(null)
    for (const one of [openSeries, readCalendar, otherTimes]) void queries.invalidateQueries({ queryKey: [one.id] })
  }
  const cancelling = useSend(cancelTreatment, changed)
  const ending = useSend(cancelRest, changed)
  const marking = useSend(markTreatment, changed)
  if (asking !== null && asking !== 'rest' && asking.act === 'move')
    return <MoveDialog session={asking.session} onMoved={changed} onClose={() => ask(null)} />
  if (asking !== null) {
    const isRest = asking === 'rest'
    return (
      <ReasonDialog
        title={say(isRest ? 'act.rest' : 'act.cancel')}
        label={say('cancel.why')}
        hint=""
        act={say(isRest ? 'act.rest' : 'act.cancel')}
        cancel={say('close')}
        sender={isRest ? ending : cancelling}
        onGo={reason =>
          void (asking === 'rest'
            ? ending.send({ params: { id }, body: { reason } })
            : cancelling.send({ params: { id: asking.session.id }, body: { reason } }))
        }
        onClose={() => ask(null)}
      >
        <p>{say(isRest ? 'cancel.rest-words' : 'cancel.one-words')}</p>
      </ReasonDialog>
    )
  }
  const isOpen = answer?.sessions.some(one => one.status === 'booked') === true
  return (
    <Modal
      open
      title={say('series.title', { number: answer?.number ?? '' })}
      width={680}
      onCancel={onClose}
      footer={
        <>
          {mayBook && isOpen && <Button onClick={() => ask('rest')}>{say('act.rest')}</Button>}
          <Button type="primary" onClick={onClose}>
            {say('close')}
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        {problem && !answer && <Failure problem={problem} onRetry={again} />}
        {!answer && !problem && <RowsLoading rows={4} />}
        {answer && (
          <div className="d-form">
            <p className="ap-who">
              <strong>{answer.patientMasked}</strong> {answer.resourceName} · {answer.place}
            </p>
            <section>
              <h3 className="d-label ap-label">{say('series.reason')}</h3>
              <p className="ap-words">{answer.reason}</p>
            </section>
            {answer.preparation !== '' && (
              <p className="d-hint">{say('resource.preparation', { words: answer.preparation })}</p>
            )}
            <Sessions
              sessions={answer.sessions}
              mayBook={mayBook}
              isBusy={marking.isSending}
              onAsk={ask}
              onMark={(session, status) => void marking.send({ params: { id: session.id }, body: { status } })}
            />
            <Refused problem={marking.problem} />
          </div>
        )}
      </ShortcutLayer>
    </Modal>
  )
}

const TONES = { booked: undefined, done: 'done', missed: 'soon', cancelled: undefined } as const

interface SessionsProps {
  readonly sessions: readonly Session[]
  readonly mayBook: boolean
  readonly isBusy: boolean
  readonly onAsk: (asking: Asking) => void
  readonly onMark: (session: Session, status: 'done' | 'missed') => void
}

function Sessions({ sessions, mayBook, isBusy, onAsk, onMark }: SessionsProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  const when = (at: string) => `${sayDay(dayOf(at), language)} ${sayTime(at)}`
  return (
    <ol className="ap-offers" aria-label={say('plan.sessions')}>
      {sessions.map(one => {
        const hasBegun = Date.parse(one.startsAt) <= houseNow()
        return (
          <li key={one.id}>
            <span className="figures">
              {one.ordinal}. {when(one.startsAt)}
            </span>
            <span className="d-tag" data-tone={TONES[one.status]}>
              {say(`status.${one.status}`)}
            </span>
            {one.moves > 0 && <span className="d-hint">{say('series.first', { time: when(one.firstStartsAt) })}</span>}
            {mayBook && one.status === 'booked' && !hasBegun && (
              <>
                <Button size="small" onClick={() => onAsk({ act: 'move', session: one })}>
                  {say('act.move')}
                </Button>
                <Button size="small" type="text" onClick={() => onAsk({ act: 'cancel', session: one })}>
                  {say('act.cancel')}
                </Button>
              </>
            )}
            {mayBook && one.status === 'booked' && hasBegun && (
              <>
                <Button size="small" disabled={isBusy} onClick={() => onMark(one, 'done')}>
                  {say('act.done')}
                </Button>
                <Button size="small" disabled={isBusy} onClick={() => onMark(one, 'missed')}>
                  {say('act.missed')}
                </Button>
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

interface MoveDialogProps {
  readonly session: Session
  readonly onMoved: () => void
  readonly onClose: () => void
}

function MoveDialog({ session, onMoved, onClose }: MoveDialogProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  const [to, setTo] = useState<string | null>(null)
  const { answer } = useAnswer(otherTimes, { params: { id: session.id } })
  const sender = useSend(moveTreatment, onMoved)
  const chosen = to ?? answer?.times[0] ?? null
  return (
    <ReasonDialog
      title={say('move.title', { ordinal: session.ordinal })}
      label={say('move.why')}
      hint=""
      act={say('move.go')}
      cancel={say('close')}
      sender={sender}
      onGo={reason => {
        if (chosen !== null) void sender.send({ params: { id: session.id }, body: { startsAt: chosen, reason } })
      }}
      onClose={onClose}
    >
      {answer?.times.length === 0 && <p className="d-hint">{say('move.none')}</p>}
      <div className="ap-slots">
        {answer?.times.map(one => (
          <button key={one} type="button" aria-pressed={one === chosen} onClick={() => setTo(one)}>
            <strong className="figures">
              {sayDay(dayOf(one), language)} {sayTime(one)}
            </strong>
          </button>
        ))}
      </div>
    </ReasonDialog>
  )
}

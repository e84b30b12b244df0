import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import {
  bookReserved,
  cancelReservation,
  listReservations,
  listSlots,
  moveReservation,
  noteReservationCall,
  openReservation,
} from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { ReservationState } from './reservation-state.tsx'
import { WeekField } from './week-field.tsx'
import { daysAfter, sayWeek } from './weeks.ts'
import { reviewWords } from './words.ts'

type Opened = Answer<typeof openReservation>
type Asking = 'cancel' | 'move' | null

/** One reservation: why, its reminders, and what a person does who calls (复诊预约详情). */
export function ReservationDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useWords(reviewWords)
  const queries = useQueryClient()
  const mayBook = useMay('appointment:book')
  const [asking, ask] = useState<Asking>(null)
  const [week, setWeek] = useState<string | null>(null)
  const { answer, problem, again } = useAnswer(
    openReservation,
    { params: { id } },
    { live: { subject: 'reservation', id } },
  )
  const changed = () => {
    ask(null)
    for (const one of [listReservations, openReservation, listSlots])
      void queries.invalidateQueries({ queryKey: [one.id] })
  }
  const cancelling = useSend(cancelReservation, changed)
  const moving = useSend(moveReservation, changed)
  const trying = useSend(noteReservationCall, changed)
  const isOpen = answer?.status === 'reserved' || answer?.status === 'to_call'
  if (asking !== null && answer) {
    const isMove = asking === 'move'
    const to = week ?? answer.week
    return (
      <ReasonDialog
        title={say(isMove ? 'one.move' : 'one.cancel')}
        label={say('one.why')}
        hint=""
        act={say(isMove ? 'one.move-go' : 'one.cancel')}
        cancel={say('one.close')}
        sender={isMove ? moving : cancelling}
        onGo={reason =>
          void (isMove
            ? moving.send({ params: { id }, body: { week: to, reason } })
            : cancelling.send({ params: { id }, body: { reason } }))
        }
        onClose={() => ask(null)}
      >
        <p>{answer.patientMasked}</p>
        {isMove && <WeekField week={to} onWeek={setWeek} />}
      </ReasonDialog>
    )
  }
  return (
    <Modal
      open
      title={say('one.title', { number: answer?.number ?? '' })}
      width={620}
      onCancel={onClose}
      footer={
        <>
          {mayBook && isOpen && (
            <>
              <Button onClick={() => ask('cancel')}>{say('one.cancel')}</Button>
              <Button onClick={() => ask('move')}>{say('one.move')}</Button>
            </>
          )}
          {mayBook && answer?.status === 'to_call' && (
            <Button loading={trying.isSending} onClick={() => void trying.send({ params: { id } })}>
              {say('one.no-answer')}
            </Button>
          )}
          <Button type="primary" onClick={onClose}>
            {say('one.close')}
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        {problem && !answer && <Failure problem={problem} onRetry={again} />}
        {!answer && !problem && <RowsLoading rows={3} />}
        {answer && <About reservation={answer} />}
        {answer && isOpen && mayBook && <Places reservation={answer} onPlaced={changed} />}
        {answer?.appointmentNumber && (
          <Notice tone="done">{say('one.placed', { number: answer.appointmentNumber })}</Notice>
        )}
        <Refused problem={trying.problem} />
      </ShortcutLayer>
    </Modal>
  )
}

function About({ reservation }: { readonly reservation: Opened }) {
  const say = useWords(reviewWords)
  const language = useLanguage()
  return (
    <div className="d-form">
      <p className="ap-who">
        <strong>{reservation.patientMasked}</strong> {sayWeek(reservation.week, say, language)}{' '}
        {reservation.doctors[0]?.name ?? say('any-doctor')} <ReservationState one={reservation} />
      </p>
      <section>
        <h3 className="d-label ap-label">{say('one.reason')}</h3>
        <p className="ap-words">{reservation.reason}</p>
      </section>
      {reservation.reminders.length > 0 && (
        <section>
          <h3 className="d-label ap-label">{say('one.reminders')}</h3>
          <ul className="ap-offers">
            {reservation.reminders.map(one => (
              <li key={one.daysBefore}>
                <span className="figures">
                  {say('one.reminder', { days: one.daysBefore, time: sayTime(one.dueAt, 'both') })}
                </span>
                {one.doneAt && (
                  <span className="d-tag" data-tone="done">
                    {say('one.reminder-done')}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const WEEKS_SHOWN = 13
const SHOWN = 24

/** The free times of its week and the next, for who calls. */
function Places({ reservation, onPlaced }: { readonly reservation: Opened; readonly onPlaced: () => void }) {
  const say = useWords(reviewWords)
  const today = bookableDays()[0] ?? ''
  const from = reservation.week < today ? today : reservation.week
  const { answer } = useAnswer(
    listSlots,
    {
      query: {
        from,
        to: daysAfter(from, WEEKS_SHOWN),
        unit: reservation.unitId,
        channel: reservation.channel,
        ...(reservation.doctorId === null ? {} : { doctor: reservation.doctorId }),
      },
    },
    { live: { subject: 'appointment', id: null } },
  )
  const sender = useSend(bookReserved, onPlaced)
  const free = answer?.slots.filter(one => one.free > 0 && !one.stopped).slice(0, SHOWN) ?? []
  if (!answer) return null
  return (
    <section>
      <h3 className="d-label ap-label">{say('one.places')}</h3>
      {free.length === 0 && <p className="d-hint">{say('one.no-places')}</p>}
      <div className="ap-slots">
        {free.map(slot => (
          <button
            key={slot.id}
            type="button"
            disabled={sender.isSending}
            onClick={() => void sender.send({ params: { id: reservation.id }, body: { slotId: slot.id } })}
          >
            <strong className="figures">{sayTime(slot.startsAt, 'both')}</strong>
            <span>{answer.doctors.find(one => one.id === slot.doctorId)?.name}</span>
            <span>{say('one.free', { count: slot.free })}</span>
          </button>
        ))}
      </div>
      <Refused problem={sender.problem} />
    </section>
  )
}

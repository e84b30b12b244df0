import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { bookAppointment, listSlots } from '../../contract.ts'
import { sayDay, type SlotView, usePool } from '../pool.ts'
import { SlotGrid } from '../slot-grid.tsx'
import { appointmentWords } from '../words.ts'
import { reviewWords } from './words.ts'

interface BookNowProps {
  readonly patientId: string | null
  readonly unit: string | null
}

/** A place that is there already, by channel 诊间: the next day with one first; Ctrl+Enter books. */
export function BookNow({ patientId, unit }: BookNowProps) {
  const say = useWords(reviewWords)
  const sayBooking = useWords(appointmentWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const pool = usePool(unit, 'consulting-room')
  const [day, setDay] = useState<string | null>(null)
  const [slot, setSlot] = useState<SlotView | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const sender = useSend(bookAppointment, made => {
    setDone(say('room.booked', { time: sayTime(made.startsAt, 'both'), number: made.number }))
    setSlot(null)
    void queries.invalidateQueries({ queryKey: [listSlots.id] })
  })
  const slots = pool.answer?.slots ?? []
  const days = [...new Set(slots.filter(one => one.free > 0).map(one => one.day))]
  const shown = day !== null && days.includes(day) ? day : (days[0] ?? null)
  const isReady = slot !== null && patientId !== null && !sender.isSending
  const book = () => {
    if (slot === null || patientId === null) return
    void sender.send({
      body: {
        slotId: slot.id,
        patientId,
        channel: 'consulting-room',
        contactWay: 'sms',
        readBack: false,
        consent: true,
        doubledBecause: null,
      },
    })
  }
  useShortcut('mod+enter', say('room.book'), book, !isReady)
  if (unit === null) return <p className="d-hint">{sayBooking('unit.first')}</p>
  if (!pool.answer) return pool.problem ? <Failure problem={pool.problem} onRetry={pool.again} /> : <RowsLoading />
  return (
    <>
      {done && <Notice tone="done">{done}</Notice>}
      <div className="d-tabs" role="group" aria-label={sayBooking('day.label')}>
        {days.map(one => (
          <button key={one} type="button" aria-pressed={one === shown} onClick={() => setDay(one)}>
            {sayDay(one, language)}
          </button>
        ))}
      </div>
      <SlotGrid
        slots={slots.filter(one => one.day === shown)}
        doctors={pool.answer.doctors}
        chosen={slot?.id ?? null}
        onChosen={setSlot}
      />
      <Refused problem={sender.problem} />
      <Button type="primary" disabled={!isReady} loading={sender.isSending} onClick={book}>
        {say('room.book')} <Keys keys="mod+enter" />
      </Button>
    </>
  )
}

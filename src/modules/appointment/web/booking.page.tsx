import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { BookingForm } from './booking-form.tsx'
import { DayList } from './day-list.tsx'
import { DepartmentDays } from './department-days.tsx'
import { bookableDays, type Channel, type SlotView, usePool } from './pool.ts'
import { SlotGrid } from './slot-grid.tsx'
import { appointmentWords } from './words.ts'
import './appointment.css'

const UUID = /^[0-9a-f-]{36}$/
const DAY = /^\d{4}-\d\d-\d\d$/

interface BookingSearch {
  readonly unit?: string
  readonly day?: string
}

export const Route = createFileRoute('/_frame/booking')({
  validateSearch: (search: Record<string, unknown>): BookingSearch => ({
    ...(typeof search['unit'] === 'string' && UUID.test(search['unit']) ? { unit: search['unit'] } : {}),
    ...(typeof search['day'] === 'string' && DAY.test(search['day']) ? { day: search['day'] } : {}),
  }),
  component: BookingPage,
})

/** The booking desk (预约, SCR-11): department and day, the times that are free, the patient and the read-back. */
function BookingPage() {
  const say = useWords(appointmentWords)
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const [channel, setChannel] = useState<Channel>('phone')
  const [slot, setSlot] = useState<SlotView | null>(null)
  const unit = search.unit ?? null
  const pool = usePool(unit, channel)
  const slots = pool.answer?.slots ?? []
  const day = search.day ?? slots.find(one => one.free > 0)?.day ?? bookableDays()[0] ?? ''
  const doctors = pool.answer?.doctors ?? []
  const go = (next: BookingSearch) => {
    setSlot(null)
    void navigate({ search: next, replace: true })
  }
  const times = () => {
    if (unit === null) return <Empty>{say('unit.first')}</Empty>
    if (pool.problem && !pool.answer) return <Failure problem={pool.problem} onRetry={pool.again} />
    if (!pool.answer) return <RowsLoading />
    return (
      <>
        <SlotGrid
          slots={slots.filter(one => one.day === day)}
          doctors={doctors}
          chosen={slot?.id ?? null}
          onChosen={setSlot}
        />
        <DayList unit={unit} day={day} />
      </>
    )
  }
  return (
    <Panes
      list={{
        label: say('day.label'),
        content: (
          <DepartmentDays
            unit={unit}
            day={day}
            slots={slots}
            onUnit={next => go(next === null ? {} : { unit: next })}
            onDay={next => go({ ...(unit === null ? {} : { unit }), day: next })}
          />
        ),
      }}
      thread={{ label: say('slots.label'), content: times() }}
      aside={{
        label: say('form.label'),
        content: (
          <BookingForm
            unit={unit}
            slot={slot}
            doctors={doctors}
            channel={channel}
            onChannel={setChannel}
            onSlot={id => setSlot(slots.find(one => one.id === id) ?? null)}
            onBooked={() => setSlot(null)}
          />
        ),
      }}
    />
  )
}

import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { DayList } from '../day-list.tsx'
import { bookableDays, type SlotView, usePool } from '../pool.ts'
import { SlotGrid } from '../slot-grid.tsx'
import { UnitField } from '../unit-field.tsx'
import { appointmentWords } from '../words.ts'
import { OnSiteForm } from './on-site-form.tsx'
import { onsiteWords } from './words.ts'

export const Route = createFileRoute('/_frame/on-site')({ component: OnSitePage })

/** The window for walk-ins (现场挂号, APT-09): department, today's times, the patient; Ctrl+Enter registers. */
function OnSitePage() {
  const say = useWords(onsiteWords)
  const sayBooking = useWords(appointmentWords)
  const [unit, setUnit] = useState<string | null>(null)
  const [slot, setSlot] = useState<SlotView | null>(null)
  const pool = usePool(unit, 'desk')
  const [today = ''] = bookableDays()
  const slots = pool.answer?.slots.filter(one => one.day === today) ?? []
  const doctors = pool.answer?.doctors ?? []
  const times = () => {
    if (unit === null) return <Empty>{sayBooking('unit.first')}</Empty>
    if (pool.problem && !pool.answer) return <Failure problem={pool.problem} onRetry={pool.again} />
    if (!pool.answer) return <RowsLoading />
    return (
      <>
        {slots.some(one => one.free > 0) ? (
          <SlotGrid slots={slots} doctors={doctors} chosen={slot?.id ?? null} onChosen={setSlot} />
        ) : (
          <Empty>{say('none')}</Empty>
        )}
        <DayList unit={unit} day={today} />
      </>
    )
  }
  return (
    <Panes
      list={{
        label: say('pane.list'),
        content: (
          <div className="d-form">
            <h1 className="ap-chosen">{say('title')}</h1>
            <UnitField
              unit={unit}
              autoFocus
              onUnit={next => {
                setSlot(null)
                setUnit(next)
              }}
            />
            <p className="d-hint">{say('hint')}</p>
          </div>
        ),
      }}
      thread={{ label: say('pane.slots'), content: times() }}
      aside={{
        label: say('pane.form'),
        content: (
          <OnSiteForm
            slot={slot}
            doctors={doctors}
            onSlot={id => setSlot(slots.find(one => one.id === id) ?? null)}
            onRegistered={() => setSlot(null)}
          />
        ),
      }}
    />
  )
}

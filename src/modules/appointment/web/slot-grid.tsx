import { useEffect, useRef } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import type { listSlots } from '../contract.ts'
import type { SlotView } from './pool.ts'
import type { zh } from './text.zh.ts'
import { appointmentWords } from './words.ts'
import './appointment.css'

export type Doctors = Answer<typeof listSlots>['doctors']

interface SlotGridProps {
  readonly slots: readonly SlotView[]
  readonly doctors: Doctors
  readonly chosen: string | null
  readonly onChosen: (slot: SlotView) => void
}

/** The times of one day, a row for each doctor and half-day. */
export function SlotGrid({ slots, doctors, chosen, onChosen }: SlotGridProps) {
  const say = useWords(appointmentWords)
  const grid = useRef<HTMLDivElement>(null)
  const day = slots[0]?.day
  useEffect(() => {
    // The box in which the department was picked is gone: the keyboard goes on with the first free time.
    if (day !== undefined && document.activeElement === document.body)
      grid.current?.querySelector<HTMLElement>('.ap-slots button:not(:disabled)')?.focus()
  }, [day])
  if (slots.length === 0) return <Empty>{say('slots.none')}</Empty>
  const sessions = Map.groupBy(slots, slot => slot.sessionId)
  return (
    <div className="ap-grid" ref={grid}>
      {[...sessions].map(([id, own]) => {
        const [first] = own
        const doctor = doctors.find(one => one.id === first?.doctorId)
        return (
          <section key={id} aria-label={doctor?.name ?? ''}>
            <h2>
              {doctor?.name}{' '}
              <span className="d-hint">
                {doctor && say(`title.${doctor.title}` as keyof typeof zh)} {first && say(`half.${first.halfDay}`)}
              </span>
            </h2>
            <div className="ap-slots">
              {own.map(slot => (
                <button
                  key={slot.id}
                  type="button"
                  disabled={slot.free === 0}
                  aria-pressed={slot.id === chosen}
                  aria-label={say('slot.say', {
                    doctor: doctor?.name ?? '',
                    time: sayTime(slot.startsAt),
                    count: slot.free,
                  })}
                  onClick={() => onChosen(slot)}
                >
                  <strong className="figures">{sayTime(slot.startsAt)}</strong>
                  <span>
                    {slot.stopped
                      ? say('slots.stopped')
                      : slot.free === 0
                        ? say('slots.full')
                        : say('slots.free', { count: slot.free })}
                  </span>
                </button>
              ))}
            </div>
          </section>
        )
      })}
    </div>
  )
}

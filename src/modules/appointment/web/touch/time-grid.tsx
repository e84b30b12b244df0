import type { Answer } from '#kernel/endpoint.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { Empty, Notice } from '#ui/touch/notice.tsx'
import type { readBookableTimes } from '../../contract.ts'
import { bookingWords } from './words.ts'
import './booking.css'

export type BookableTime = Answer<typeof readBookableTimes>['items'][number]

const HALF_DAYS = ['morning', 'afternoon', 'evening'] as const

interface TimeGridProps {
  readonly times: readonly BookableTime[]
  readonly chosen: string | null
  readonly onTime: (time: BookableTime) => void
}

/** The times of a day (选时间), by half-day. What is gone stays in its place, grey and named, and cannot be pressed. */
export function TimeGrid({ times, chosen, onTime }: TimeGridProps) {
  const say = useWords(bookingWords)
  if (times.length === 0) return <Empty>{say('times.none')}</Empty>
  const ofHalf = (half: BookableTime['halfDay']) => times.filter(one => one.halfDay === half)
  const gone = times.find(one => one.slotId === chosen && one.free === 0)
  const stateOf = (one: BookableTime) =>
    one.stopped ? say('day.stopped') : one.free === 0 ? say('day.full') : say('day.free', { count: one.free })
  return (
    <>
      {gone && <Notice tone="soon">{say('times.gone', { time: sayTime(gone.startsAt) })}</Notice>}
      {HALF_DAYS.filter(half => times.some(one => one.halfDay === half)).map(half => (
        <section key={half} aria-label={say(`half.${half}`)}>
          <h2 className="b-head">{say(`half.${half}`)}</h2>
          <div className="b-times">
            {ofHalf(half).map(one => (
              <button
                key={one.slotId}
                type="button"
                className="b-time"
                disabled={one.free === 0 || one.stopped}
                aria-pressed={one.slotId === chosen && one.free > 0}
                aria-label={say('times.say', { time: sayTime(one.startsAt), state: stateOf(one) })}
                onClick={() => onTime(one)}
              >
                <strong className="figures">{sayTime(one.startsAt)}</strong>
                <span>{stateOf(one)}</span>
              </button>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** A time that is still free, as a refusal names it. */
export interface FreeTime {
  readonly slotId: string
  readonly doctorId: string
  readonly startsAt: string
  readonly free: number
}

interface NextTimesProps {
  readonly next: readonly FreeTime[]
  readonly nameOf: (doctorId: string) => string
  readonly onTime: (slotId: string) => void
}

/** What can be had instead of a full time (后续可约). */
export function NextTimes({ next, nameOf, onTime }: NextTimesProps) {
  const say = useWords(bookingWords)
  if (next.length === 0) return <p className="t-hint">{say('full.none')}</p>
  return (
    <section aria-label={say('full.next')}>
      <h2 className="b-head">{say('full.next')}</h2>
      <div className="b-times b-next">
        {next.map(one => (
          <button key={one.slotId} type="button" className="b-time" onClick={() => onTime(one.slotId)}>
            <strong className="figures">{sayTime(one.startsAt, 'both')}</strong>
            <span>
              {nameOf(one.doctorId)} {say('day.free', { count: one.free })}
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}

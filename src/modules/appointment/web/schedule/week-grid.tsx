import type { CSSProperties } from 'react'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { dayParts } from '../days.ts'
import type { Doctors } from '../slot-grid.tsx'
import { HALVES, type SessionView, stateOf } from './schedule.ts'
import { scheduleWords } from './words.ts'

interface WeekGridProps {
  readonly days: readonly string[]
  readonly sessions: readonly SessionView[]
  readonly doctors: Doctors
  readonly chosen: string | null
  readonly onChosen: (id: string) => void
}

/** A row for each doctor, a column for each day; what a session is stands in words, not only in its colour. */
export function WeekGrid({ days, sessions, doctors, chosen, onChosen }: WeekGridProps) {
  const say = useWords(scheduleWords)
  const language = useLanguage()
  const today = dayAt(houseNow())
  const rows = [...Map.groupBy(sessions, one => one.doctorId)]
  const nameOf = (id: string) => doctors.find(one => one.id === id)?.name ?? ''
  return (
    // Reachable by Tab, so that the arrow keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="sc-wide" tabIndex={0} role="group" aria-label={say('title')}>
      <table className="sc-week">
        <thead>
          <tr>
            <th scope="col" className="sc-who">
              {say('doctor')}
            </th>
            {days.map(day => (
              <th key={day} scope="col" data-today={day === today ? '' : undefined}>
                {dayParts(day, language).join(' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([doctorId, own]) => (
            <tr key={doctorId}>
              <th scope="row">{nameOf(doctorId)}</th>
              {days.map(day => (
                <td key={day}>
                  {HALVES.flatMap(half => own.filter(one => one.day === day && one.halfDay === half)).map(one => (
                    <Cell
                      key={one.id}
                      session={one}
                      doctor={nameOf(doctorId)}
                      isChosen={one.id === chosen}
                      onChosen={() => onChosen(one.id)}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly session: SessionView
  readonly doctor: string
  readonly isChosen: boolean
  readonly onChosen: () => void
}

function Cell({ session, doctor, isChosen, onChosen }: CellProps) {
  const say = useWords(scheduleWords)
  const language = useLanguage()
  const { sum } = session
  const state = stateOf(session)
  const half = say(`half.${session.halfDay}`)
  const taken = sum.published === 0 ? 0 : Math.round(((sum.booked + sum.held + sum.used) / sum.published) * 100)
  const parts = (['booked', 'held', 'used', 'expired', 'stopped'] as const).flatMap(key =>
    state !== 'planned' && sum[key] > 0 ? [say(`cell.${key}`, { count: sum[key] })] : [],
  )
  return (
    <button
      type="button"
      className="sc-session"
      data-state={state}
      aria-current={isChosen}
      style={{ '--taken': `${taken}%` } as CSSProperties}
      onClick={onChosen}
    >
      <span>
        <span className="said-only">
          {doctor} {dayParts(session.day, language).join(' ')}{' '}
        </span>
        {half} · {say(`state.${state}`)}
      </span>
      <strong className="figures">
        {state === 'planned'
          ? say('cell.planned', { capacity: session.capacity })
          : say('cell.free', { free: sum.free, published: sum.published })}
      </strong>
      {parts.length > 0 && <small className="figures">{parts.join(' · ')}</small>}
    </button>
  )
}

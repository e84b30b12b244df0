import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { staffWords } from './words.ts'

export interface Days {
  readonly weekdays: readonly number[]
  readonly holidays: readonly string[]
  readonly makeUpDays: readonly string[]
}
export type DayKind = 'work' | 'rest' | 'holiday' | 'made-up'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1)

/** How a day is worked: by its weekday, unless it is a holiday or made up. */
export function kindOf(day: string, calendar: Days): DayKind {
  if (calendar.makeUpDays.includes(day)) return 'made-up'
  if (calendar.holidays.includes(day)) return 'holiday'
  return calendar.weekdays.includes(weekdayOf(day)) ? 'work' : 'rest'
}

/** A year by months; with `onDay`, each day can be pressed. */
export function YearGrid({
  calendar,
  today,
  onDay,
}: {
  readonly calendar: Days
  readonly today: string
  readonly onDay?: (day: string) => void
}) {
  const say = useWords(staffWords)
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  return (
    <div>
      <div className="st-tools">
        <Button size="small" onClick={() => setYear(year - 1)}>
          {say('calendar.earlier')}
        </Button>
        <strong className="figures">{say('calendar.year', { year })}</strong>
        <Button size="small" onClick={() => setYear(year + 1)}>
          {say('calendar.later')}
        </Button>
        <span className="d-hint">
          {say('calendar.legend')} {onDay && say('calendar.press')}
        </span>
      </div>
      <div className="st-year">
        {MONTHS.map(month => (
          <Month
            key={month}
            year={year}
            month={month}
            calendar={calendar}
            today={today}
            {...(onDay ? { onDay } : {})}
          />
        ))}
      </div>
    </div>
  )
}

function Month({
  year,
  month,
  calendar,
  today,
  onDay,
}: {
  readonly year: number
  readonly month: number
  readonly calendar: Days
  readonly today: string
  readonly onDay?: (day: string) => void
}) {
  const say = useWords(staffWords)
  return (
    <table className="st-month figures">
      <caption>{say('calendar.month', { month })}</caption>
      <thead>
        <tr>
          {WEEK.map(day => (
            <th key={day} scope="col">
              {say(`weekday.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map(week => (
          <tr key={week.find(Boolean)}>
            {week.map((day, index) => (
              <td key={day ?? `empty ${index}`}>
                {day && (
                  <Day day={day} kind={kindOf(day, calendar)} isToday={day === today} {...(onDay ? { onDay } : {})} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({
  day,
  kind,
  isToday,
  onDay,
}: {
  readonly day: string
  readonly kind: DayKind
  readonly isToday: boolean
  readonly onDay?: (day: string) => void
}) {
  const say = useWords(staffWords)
  const content = (
    <>
      {Number(day.slice(8))}
      {kind === 'holiday' && <small>{say('calendar.off')}</small>}
      {kind === 'made-up' && <small>{say('calendar.made-up')}</small>}
    </>
  )
  const shared = { className: 'st-day', 'data-is': kind, 'data-today': isToday }
  if (!onDay) return <span {...shared}>{content}</span>
  return (
    <button
      type="button"
      {...shared}
      aria-label={say('calendar.day', { day, what: say(`calendar.is-${kind}`) })}
      onClick={() => onDay(day)}
    >
      {content}
    </button>
  )
}

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day))
const isoOf = (date: Date) => date.toISOString().slice(0, 10)
/** 1 is Monday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The weeks of a month, Monday first, with gaps before its first day and after its last. */
function weeksOf(year: number, month: number): readonly (readonly (string | null)[])[] {
  const count = utc(year, month + 1, 0).getUTCDate()
  const days = Array.from({ length: count }, (_, index) => isoOf(utc(year, month, index + 1)))
  const before = weekdayOf(days[0] ?? '') - 1
  const cells = [...Array.from({ length: before }, () => null), ...days]
  const weeks = Math.ceil(cells.length / 7)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_gap, index) => cells[week * 7 + index] ?? null),
  )
}

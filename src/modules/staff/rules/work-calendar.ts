import { addWorkdays, type HospitalCalendar, isWorkday, type Session } from '#kernel/calendar.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'

/** A version of the hospital calendar (医院日历, SYS-02) as people write it. */
export interface WorkCalendar {
  readonly weekdays: readonly number[]
  readonly holidays: readonly string[]
  readonly makeUpDays: readonly string[]
  readonly sessions: readonly Session[]
}

/** What holds until a hospital writes its own: the State Council's days of 2026 (rules.md §5.2), two sessions with a lunch break. */
export const INITIAL_CALENDAR: WorkCalendar = {
  weekdays: [1, 2, 3, 4, 5],
  holidays: [
    ...daysFrom('2026-01-01', 3),
    ...daysFrom('2026-02-15', 9),
    ...daysFrom('2026-04-04', 3),
    ...daysFrom('2026-05-01', 5),
    ...daysFrom('2026-06-19', 3),
    ...daysFrom('2026-09-25', 3),
    ...daysFrom('2026-10-01', 7),
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  sessions: [
    { from: 8 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 17 * 60 + 30 },
  ],
}

function daysFrom(first: string, count: number): string[] {
  const day = Temporal.PlainDate.from(first)
  return Array.from({ length: count }, (_, i) => day.add({ days: i }).toString())
}

/** The calendar as clocks reckon with it. */
export const inZone = (calendar: WorkCalendar, zone: string): HospitalCalendar => ({
  zone,
  weekdays: calendar.weekdays,
  holidays: new Set(calendar.holidays),
  makeUpDays: new Set(calendar.makeUpDays),
  sessions: calendar.sessions,
})

/** Can clocks reckon with it? Sessions in order and apart, a day that is worked, no day both off and made up. */
export function mustReckon(calendar: WorkCalendar, from: PlainDate): void {
  const { sessions } = calendar
  const apart = sessions.every((one, i) => one.from < one.to && one.from >= (sessions[i - 1]?.to ?? 0))
  if (sessions.length === 0 || !apart) throw new Problem('calendar-sessions')
  const both = calendar.holidays.filter(day => calendar.makeUpDays.includes(day))
  if (both.length > 0) throw new Problem('calendar-both', { days: both })
  if (calendar.weekdays.length === 0) throw new Problem('calendar-no-workday')
  const plain = inZone(calendar, 'UTC')
  // A year without a working day would keep a clock from ever ending.
  const year = Array.from({ length: 366 }, (_, i) => from.add({ days: i }))
  if (!year.some(day => isWorkday(day, plain))) throw new Problem('calendar-no-workday')
}

/** Years of which no holiday is known, of this year and, from November on, the next: the list comes out in autumn. */
export function unknownYears(calendar: WorkCalendar, today: PlainDate): readonly number[] {
  const asked = today.month >= 11 ? [today.year, today.year + 1] : [today.year]
  return asked.filter(year => !calendar.holidays.some(day => day.startsWith(`${year}-`)))
}

/** On-duty intervals for the working days from `first` to `last`, one a day, from the first session to the end of the last. */
export function planOf(
  calendar: HospitalCalendar,
  first: PlainDate,
  last: PlainDate,
): readonly { readonly from: Instant; readonly to: Instant }[] {
  const found: { from: Instant; to: Instant }[] = []
  const at = (day: PlainDate, minute: number) =>
    day.toZonedDateTime({ timeZone: calendar.zone, plainTime: '00:00' }).add({ minutes: minute }).toInstant()
  let day = isWorkday(first, calendar) ? first : addWorkdays(first, 1, calendar)
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = addWorkdays(day, 1, calendar)) {
    // Lunch is no absence: who is on duty in the morning and the afternoon answers between them too.
    const opens = calendar.sessions[0]
    const closes = calendar.sessions.at(-1)
    if (opens !== undefined && closes !== undefined) found.push({ from: at(day, opens.from), to: at(day, closes.to) })
  }
  return found
}

import { type Instant, type PlainDate, Temporal, wallClock } from '#kernel/time.ts'

/** A part of a working day, in minutes from midnight in the hospital's zone. */
export interface Session {
  readonly from: number
  readonly to: number
}

/**
 * When a hospital works (医院日历): weekdays, public holidays and make-up days (调休) differ year by year, and a day has
 * two sessions with a lunch break between them, so all of it is data.
 */
export interface HospitalCalendar {
  readonly zone: string
  /** ISO weekdays that are worked: 1 is Monday. */
  readonly weekdays: readonly number[]
  readonly holidays: ReadonlySet<string>
  readonly makeUpDays: ReadonlySet<string>
  readonly sessions: readonly Session[]
}

export function isWorkday(day: PlainDate, calendar: HospitalCalendar): boolean {
  const iso = day.toString()
  if (calendar.makeUpDays.has(iso)) return true
  if (calendar.holidays.has(iso)) return false
  return calendar.weekdays.includes(day.dayOfWeek)
}

/** The `count`-th working day after `day`; day 0 is the day of receipt (rules.md §5.2). */
export function addWorkdays(day: PlainDate, count: number, calendar: HospitalCalendar): PlainDate {
  let found = day
  for (let left = count; left > 0; ) {
    found = found.add({ days: 1 })
    if (isWorkday(found, calendar)) left -= 1
  }
  return found
}

/** Is it working time at `at`? */
export function isWorkingTime(at: Instant, calendar: HospitalCalendar): boolean {
  const { day, minute } = wallClock(at, calendar.zone)
  if (!isWorkday(day, calendar)) return false
  return calendar.sessions.some(session => minute >= session.from && minute < session.to)
}

const YEAR_OF_DAYS = 400

/** `minutes` of working time after `at`. Throws when a year has no working time at all. */
export function addWorkingMinutes(at: Instant, minutes: number, calendar: HospitalCalendar): Instant {
  let left = minutes * 60_000
  let day = at.toZonedDateTimeISO(calendar.zone).toPlainDate()
  for (let days = 0; days < YEAR_OF_DAYS; days += 1, day = day.add({ days: 1 })) {
    if (!isWorkday(day, calendar)) continue
    for (const session of calendar.sessions) {
      const from = Math.max(instantOf(day, session.from, calendar.zone), at.epochMilliseconds)
      const to = instantOf(day, session.to, calendar.zone)
      if (to <= from) continue
      if (left <= to - from) return Temporal.Instant.fromEpochMilliseconds(from + left)
      left -= to - from
    }
  }
  throw new RangeError('the hospital calendar has no working time in a year')
}

/** Minutes of working time between two instants, rounded down. */
export function workingMinutesBetween(from: Instant, to: Instant, calendar: HospitalCalendar): number {
  let sum = 0
  const last = to.toZonedDateTimeISO(calendar.zone).toPlainDate()
  let day = from.toZonedDateTimeISO(calendar.zone).toPlainDate()
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!isWorkday(day, calendar)) continue
    for (const session of calendar.sessions) {
      const start = Math.max(instantOf(day, session.from, calendar.zone), from.epochMilliseconds)
      const end = Math.min(instantOf(day, session.to, calendar.zone), to.epochMilliseconds)
      if (end > start) sum += end - start
    }
  }
  return Math.floor(sum / 60_000)
}

function instantOf(day: PlainDate, minute: number, zone: string): number {
  return day
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: 0 }) })
    .add({ minutes: minute }).epochMilliseconds
}

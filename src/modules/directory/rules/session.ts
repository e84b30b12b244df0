import { type HospitalCalendar, isWorkday } from '#kernel/calendar.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, type PlainDate, Temporal } from '#kernel/time.ts'
import type { FeeLevel } from './doctor.ts'

export const HALF_DAYS = ['morning', 'afternoon', 'evening'] as const
export type HalfDay = (typeof HALF_DAYS)[number]

/**
 * Where a session stands (出诊状态): `planned` made ahead and not yet given out, `open` to be booked, `stopped` (停诊), `substituted`
 * open with another doctor (替诊).
 */
export const SESSION_STATES = ['planned', 'open', 'stopped', 'substituted'] as const
export type SessionState = (typeof SESSION_STATES)[number]

const MAY_FOLLOW: Readonly<Record<SessionState, readonly SessionState[]>> = {
  planned: ['open', 'stopped', 'substituted'],
  open: ['stopped', 'substituted'],
  substituted: ['open', 'stopped', 'substituted'],
  stopped: ['open'],
}

/** Refuses a step that the life of a session lacks. */
export function mustFollow(from: SessionState, to: SessionState): void {
  if (!MAY_FOLLOW[from].includes(to)) throw new Problem('session-state', { from, to })
}

/** Can a patient still come to it? Open, with whatever doctor, and not over. */
export const isAvailable = (session: { readonly state: SessionState; readonly toAt: Instant }, at: Instant): boolean =>
  (session.state === 'open' || session.state === 'substituted') && isBefore(at, session.toAt)

/** One half-day of a usual week (周模板). */
export interface WeeklySession {
  readonly unitId: string
  /** ISO: 1 is Monday. */
  readonly weekday: number
  readonly halfDay: HalfDay
  /** By the ISO week of the year. */
  readonly weeks: 'every' | 'odd' | 'even'
  readonly room: string | null
  readonly feeLevel: FeeLevel
  readonly slotMinutes: number
  readonly capacity: number
}

/** Minutes from midnight of each half-day. */
export type HalfDayHours = Readonly<Record<HalfDay, { readonly from: number; readonly to: number }>>

/** A pattern that makes a doctor be twice in one half-day is refused, and one whose patients do not fit its time. */
export function mustBeWeek(pattern: readonly WeeklySession[], hours: HalfDayHours): void {
  for (const [n, one] of pattern.entries()) {
    const other = pattern.find(
      (two, m) =>
        m < n &&
        two.weekday === one.weekday &&
        two.halfDay === one.halfDay &&
        (two.weeks === one.weeks || two.weeks === 'every' || one.weeks === 'every'),
    )
    if (other !== undefined) throw new Problem('session-twice', { pointer: `/body/sessions/${n}` })
    mustFit(one, hours, `/body/sessions/${n}/capacity`)
  }
}

/** The patients of a session fit its time. */
export function mustFit(
  one: Pick<WeeklySession, 'halfDay' | 'slotMinutes' | 'capacity'>,
  hours: HalfDayHours,
  pointer: string,
): void {
  const { from, to } = hours[one.halfDay]
  // Two at a time is usual where an assistant prepares the next; more is a slip of the pen.
  const most = Math.floor((2 * (to - from)) / one.slotMinutes)
  if (one.capacity > most) throw new Problem('session-too-full', { pointer, most })
}

/** A session that the pattern asks for. */
export interface DueSession<W extends WeeklySession> {
  readonly weekly: W
  readonly day: string
  readonly fromAt: Instant
  readonly toAt: Instant
}

/**
 * The sessions that a usual week asks for, day by day from `first` to `last`. Public holidays have none; a make-up day (调休) is worked
 * by its own weekday, and what else a hospital wants of it is added by hand.
 */
export function sessionsDue<W extends WeeklySession & { readonly fromDay: string; readonly toDay: string | null }>(
  weekly: readonly W[],
  first: PlainDate,
  last: PlainDate,
  { calendar, hours }: { readonly calendar: HospitalCalendar; readonly hours: HalfDayHours },
): DueSession<W>[] {
  const due: DueSession<W>[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (isHoliday(day, calendar)) continue
    const iso = day.toString()
    for (const one of weekly) {
      if (one.weekday !== day.dayOfWeek || iso < one.fromDay || (one.toDay !== null && iso > one.toDay)) continue
      if (one.weeks !== 'every' && (one.weeks === 'odd') !== ((day.weekOfYear ?? 0) % 2 === 1)) continue
      due.push({ weekly: one, day: iso, ...timesOf(day, hours[one.halfDay], calendar.zone) })
    }
  }
  return due
}

const isHoliday = (day: PlainDate, calendar: HospitalCalendar): boolean =>
  calendar.holidays.has(day.toString()) && !isWorkday(day, calendar)

/** When a half-day of a day begins and ends. */
export function timesOf(
  day: PlainDate,
  { from, to }: HalfDayHours[HalfDay],
  zone: string,
): { readonly fromAt: Instant; readonly toAt: Instant } {
  const midnight = day.toZonedDateTime({ timeZone: zone, plainTime: '00:00' })
  return { fromAt: midnight.add({ minutes: from }).toInstant(), toAt: midnight.add({ minutes: to }).toInstant() }
}

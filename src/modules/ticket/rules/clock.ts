import { addWorkdays, addWorkingMinutes, type HospitalCalendar, isWorkday } from '#kernel/calendar.ts'
import { type Instant, minutesBetween, Temporal, wallClock } from '#kernel/time.ts'
import type { ItemLimit } from './service-item.ts'
import type { Status, TicketClass } from './ticket.ts'

/**
 * The limits of a matter, as the hospital set them (时限, SYS-06, TKT-03, TKT-05; SEED-2, SEED-3). Minutes everywhere.
 * `counts`: calendar time, or the working time of the hospital calendar. `whileWaiting`: whether waiting for the patient stops
 * the limit; by default it runs, and waiting is measured beside it (TKT-11).
 */
export interface ClockPolicy {
  readonly counts: 'calendar' | 'working'
  readonly whileWaiting: 'runs' | 'stops'
  /** A department accepts or hands on within this. */
  readonly response: number
  readonly responseSteps: readonly { readonly after: number; readonly step: Step; readonly level: Level }[]
  readonly limit: Readonly<Record<TicketClass, number>>
  /** Shares of the limit at which the owner tells the patient, is warned, and the matter is overdue. */
  readonly tellAt: number
  readonly warnAt: number
  /** A result that the patient does not confirm is closed as unconfirmed after this, or after so many attempts. */
  readonly confirmation: number
  readonly confirmationAttempts: number
}

export const DEFAULT_POLICY: ClockPolicy = {
  counts: 'calendar',
  whileWaiting: 'runs',
  response: 30,
  responseSteps: [
    { after: 20, step: 'response-warning', level: 1 },
    { after: 30, step: 'response-breach', level: 2 },
    { after: 60, step: 'response-escalation', level: 3 },
  ],
  limit: { general: 120, complex: 1440 },
  tellAt: 0.5,
  warnAt: 0.8,
  confirmation: 72 * 60,
  confirmationAttempts: 3,
}

export type ClockKind = 'response' | 'limit' | 'deadline' | 'promise' | 'confirmation' | 'step'
export type Step =
  | 'response-warning'
  | 'response-breach'
  | 'response-escalation'
  | 'tell-patient'
  | 'limit-warning'
  | 'overdue'
  | 'deadline-warning'
  | 'deadline-passed'
  | 'promise-broken'
  | 'unconfirmed'
  | 'step-overdue'

/** Who is told: 0 the owner, 1 the receiver, 2 head and centre manager, 3 the hospital's duty manager. */
export type Level = 0 | 1 | 2 | 3

/** One thing that a clock does, once, at its time. */
export interface ClockStep {
  readonly step: Step
  readonly level: Level
  readonly at: Instant
}

/** A running time limit: what it is for, when it began, when it ends, and what it does on the way. */
export interface Clock {
  readonly kind: ClockKind
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly steps: readonly ClockStep[]
}

const after = (at: Instant, minutes: number, policy: ClockPolicy, calendar: HospitalCalendar): Instant =>
  policy.counts === 'working'
    ? addWorkingMinutes(at, minutes, calendar)
    : Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + Math.round(minutes * 60_000))

/** The response clock of one department's share (30 分钟响应, TKT-05). */
export function responseClock(at: Instant, policy: ClockPolicy, calendar: HospitalCalendar): Clock {
  return {
    kind: 'response',
    startedAt: at,
    dueAt: after(at, policy.response, policy, calendar),
    steps: policy.responseSteps.map(({ after: minutes, step, level }) => ({
      step,
      level,
      at: after(at, minutes, policy, calendar),
    })),
  }
}

/**
 * The limit clock of the whole matter: 2 h general, 24 h complex (TKT-03), or the item's own limit; the owner is reminded to tell
 * the patient at half of it (TKT-08).
 */
export function limitClock(
  at: Instant,
  ticketClass: TicketClass,
  policy: ClockPolicy,
  calendar: HospitalCalendar,
  own: ItemLimit | null = null,
): Clock {
  const share =
    own?.kind === 'working-days' ? ofDays(at, own.days, calendar) : ofMinutes(at, own, ticketClass, policy, calendar)
  return {
    kind: 'limit',
    startedAt: at,
    dueAt: share(1),
    steps: [
      { step: 'tell-patient', level: 0, at: share(policy.tellAt) },
      { step: 'limit-warning', level: 1, at: share(policy.warnAt) },
      { step: 'overdue', level: 2, at: share(1) },
    ],
  }
}

/** So much of the limit may pass before a matter will probably be late: less where no department has begun (TKT-11). */
const LATE_WITHOUT_WORK = 0.5
const LATE_AT_WORK = 0.8

/** From when on a matter will probably be late (预计超时); null once it is resolved, closed, or its limit is met. */
export function predictedAt(ticket: {
  readonly status: Status
  readonly openedAt: Instant
  readonly limitDueAt: Instant
  readonly limitMetAt: Instant | null
  readonly resolvedAt: Instant | null
  readonly closedAt: Instant | null
}): Instant | null {
  if (ticket.closedAt !== null || ticket.resolvedAt !== null || ticket.limitMetAt !== null) return null
  return predictedFrom(ticket.openedAt, ticket.limitDueAt, ticket.status)
}

/** The same, where the limit runs. */
export function predictedFrom(openedAt: Instant, dueAt: Instant, status: Status): Instant {
  const share = status === 'registered' || status === 'dispatched' ? LATE_WITHOUT_WORK : LATE_AT_WORK
  const from = openedAt.epochMilliseconds
  return Temporal.Instant.fromEpochMilliseconds(Math.round(from + (dueAt.epochMilliseconds - from) * share))
}

/** The deadline that a meeting or the desk set for one department's share (TKT-07): its receiver is warned, then its head hears. */
export function deadlineClock(at: Instant, dueAt: Instant, policy: ClockPolicy): Clock {
  const warned = (dueAt.epochMilliseconds - at.epochMilliseconds) * policy.warnAt
  return {
    kind: 'deadline',
    startedAt: at,
    dueAt,
    steps: [
      { step: 'deadline-warning', level: 1, at: at.add({ milliseconds: Math.round(warned) }) },
      { step: 'deadline-passed', level: 2, at: dueAt },
    ],
  }
}

type Shares = (part: number) => Instant

const ofMinutes = (
  at: Instant,
  own: { readonly minutes: number } | null,
  ticketClass: TicketClass,
  policy: ClockPolicy,
  calendar: HospitalCalendar,
): Shares => {
  const minutes = own?.minutes ?? policy.limit[ticketClass]
  return part => after(at, minutes * part, policy, calendar)
}

/** To the end of the hospital's day, so many working days on; what comes after the end of a day belongs to the next. */
function ofDays(at: Instant, days: number, calendar: HospitalCalendar): Shares {
  const end = endOfDay(at, days, calendar)
  const span = end.epochMilliseconds - at.epochMilliseconds
  return part => at.add({ milliseconds: Math.round(span * part) })
}

function endOfDay(at: Instant, days: number, calendar: HospitalCalendar): Instant {
  const { day, minute } = wallClock(at, calendar.zone)
  const closes = Math.max(...calendar.sessions.map(session => session.to))
  const isToday = isWorkday(day, calendar) && minute < closes
  const due = addWorkdays(day, isToday ? days : days + 1, calendar)
  return due.toZonedDateTime({ timeZone: calendar.zone }).add({ minutes: closes }).toInstant()
}

/** A step's own limit, from the opening of the matter (SVC-04: on the spot in 30 minutes, a plan in an hour). */
export function stepClock(at: Instant, within: number, policy: ClockPolicy, calendar: HospitalCalendar): Clock {
  const dueAt = after(at, within, policy, calendar)
  return { kind: 'step', startedAt: at, dueAt, steps: [{ step: 'step-overdue', level: 2, at: dueAt }] }
}

/** A promise to the patient is a clock of its own, by the calendar, whatever the limit says. */
export const promiseClock = (at: Instant, dueAt: Instant): Clock => ({
  kind: 'promise',
  startedAt: at,
  dueAt,
  steps: [{ step: 'promise-broken', level: 0, at: dueAt }],
})

/** A result waits for the patient's word this long (TKT-09). */
export function confirmationClock(at: Instant, policy: ClockPolicy): Clock {
  const dueAt = at.add({ minutes: policy.confirmation })
  return { kind: 'confirmation', startedAt: at, dueAt, steps: [{ step: 'unconfirmed', level: 0, at: dueAt }] }
}

/** A clock that stood still for a while goes on as much later. Steps that were done stay where they are. */
export function postponed(clock: Clock, milliseconds: number, stepsDone: number): Clock {
  const later = (at: Instant) => at.add({ milliseconds })
  return {
    ...clock,
    dueAt: later(clock.dueAt),
    steps: clock.steps.map((step, index) => (index < stepsDone ? step : { ...step, at: later(step.at) })),
  }
}

/** Time of a matter in whole minutes (计时, TKT-11): gross hides nothing; waiting for the patient is told beside it. */
export interface Elapsed {
  readonly gross: number
  readonly waiting: number
  readonly net: number
}

export function elapsed(openedAt: Instant, until: Instant, waitedMs: number, waitingSince: Instant | null): Elapsed {
  const gross = minutesBetween(openedAt, until)
  const running = waitingSince === null ? 0 : Math.max(0, until.epochMilliseconds - waitingSince.epochMilliseconds)
  const waiting = Math.floor((waitedMs + running) / 60_000)
  return { gross, waiting, net: gross - waiting }
}

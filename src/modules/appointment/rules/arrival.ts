import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import type { Status } from './appointment.ts'

/** Where somebody said that they are here (报到方式). */
export const ARRIVAL_WAYS = ['kiosk', 'desk', 'phone', 'assisted', 'other-system'] as const
export type ArrivalWay = (typeof ARRIVAL_WAYS)[number]

/** When one may check in, and from when on one counts as late (提前与迟到规则, rules.md §2.1 QUE-7). */
export interface ArrivalPolicy {
  /** Check-in opens so many minutes before the first slot of the half-day, or before the own slot. */
  readonly opens: 'half-day' | 'slot'
  readonly earlyMinutes: number
  /** More than so many minutes after the own slot began is late: the place is kept, and the queue is told. */
  readonly lateMinutes: number
}

export const DEFAULT_ARRIVAL: ArrivalPolicy = { opens: 'half-day', earlyMinutes: 60, lateMinutes: 30 }

/** What the rule looks at. `halfDayFrom` is the first start of the booked session, `day` the booked day. */
export interface Arriving {
  readonly status: Status
  readonly day: string
  readonly startsAt: Instant
  readonly halfDayFrom: Instant
}

export type ArrivalState =
  | { readonly state: 'open'; readonly lateMinutes: number; readonly isLate: boolean }
  | { readonly state: 'early'; readonly from: Instant }
  | { readonly state: 'other-day' | 'here' | 'missed' | 'stopped' | 'closed' }

const IS: Partial<Readonly<Record<Status, 'here' | 'missed' | 'stopped'>>> = {
  checked_in: 'here',
  in_consultation: 'here',
  completed: 'here',
  no_show: 'missed',
  stopped: 'stopped',
}

/** How a booking stands with regard to checking in now (能否报到). */
export function arrivalState(booking: Arriving, policy: ArrivalPolicy, today: string, at: Instant): ArrivalState {
  if (booking.status !== 'booked' && booking.status !== 'notified') return { state: IS[booking.status] ?? 'closed' }
  if (booking.day !== today) return { state: 'other-day' }
  const from = (policy.opens === 'slot' ? booking.startsAt : booking.halfDayFrom).subtract({
    minutes: policy.earlyMinutes,
  })
  if (isBefore(at, from)) return { state: 'early', from }
  const after = Math.floor((at.epochMilliseconds - booking.startsAt.epochMilliseconds) / 60_000)
  const lateMinutes = Math.max(0, after)
  return { state: 'open', lateMinutes, isLate: lateMinutes > policy.lateMinutes }
}

/** Refuses where one cannot check in now, saying what to do; says how late it is where one can. `clockOf` says a moment as people read it. */
export function mustArriveNow(
  booking: Arriving,
  policy: ArrivalPolicy,
  today: string,
  at: Instant,
  clockOf: (at: Instant) => string,
): { readonly lateMinutes: number; readonly isLate: boolean } {
  const standing = arrivalState(booking, policy, today, at)
  switch (standing.state) {
    case 'open':
      return standing
    case 'early':
      throw new Problem('check-in-early', { from: clockOf(standing.from) })
    case 'other-day':
      throw new Problem('check-in-other-day', { day: booking.day })
    case 'here':
      throw new Problem('checked-in-already')
    case 'missed':
      throw new Problem('check-in-missed')
    case 'stopped':
      throw new Problem('check-in-stopped')
    case 'closed':
      throw new Problem('appointment-status', { from: booking.status, to: 'checked_in' })
  }
}

/** Refuses a place that is for other departments' patients: each zone checks in its own (诊区). */
export function mustBeOfZone(unitIds: readonly string[], unitId: string): void {
  if (unitIds.length > 0 && !unitIds.includes(unitId)) throw new Problem('check-in-other-zone')
}

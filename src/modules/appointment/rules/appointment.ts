import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import type { Channel } from './quota.ts'

/** The states of a booking (预约状态); FHIR Appointment.status in the interop room. */
export const STATUSES = [
  'held',
  'booked',
  'notified',
  'checked_in',
  'in_consultation',
  'completed',
  'lapsed',
  'cancelled_by_patient',
  'cancelled_by_hospital',
  'stopped',
  'left',
  'no_show',
] as const
export type Status = (typeof STATUSES)[number]

/** Which state may follow which; any other pair is refused (05-state-machines §3). */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  held: ['booked', 'lapsed', 'cancelled_by_patient', 'cancelled_by_hospital'],
  booked: ['booked', 'notified', 'checked_in', 'cancelled_by_patient', 'cancelled_by_hospital', 'stopped', 'no_show'],
  notified: ['booked', 'checked_in', 'cancelled_by_patient', 'cancelled_by_hospital', 'stopped', 'no_show'],

  stopped: ['booked', 'cancelled_by_patient', 'cancelled_by_hospital'],
  checked_in: ['in_consultation', 'left', 'cancelled_by_hospital'],
  in_consultation: ['completed'],
  completed: [],
  lapsed: [],
  cancelled_by_patient: [],
  cancelled_by_hospital: [],
  left: [],
  no_show: [],
}

/** Refuses a step that the life of a booking does not know. */
export function mayFollow(from: Status, to: Status): void {
  if (!NEXT[from].includes(to)) throw new Problem('appointment-status', { from, to })
}

/** What is looked at before a booking is taken (APT-04). */
export interface Booking {
  readonly channel: Channel
  readonly readBack: boolean
  readonly consent: boolean
  readonly helperId: string | null
}

/** A slot as a booking sees it. */
export interface SlotFacts {
  readonly startsAt: Instant
  readonly minutes: number
}

export interface BookingPolicy {
  /** How long a chosen place is kept for whoever is entering the rest (占号), in minutes. */
  readonly holdMinutes: number
  /** How far ahead one may book, in days. */
  readonly horizonDays: number
  /** Until so many minutes after its start a slot of today may still be taken at a window. */
  readonly lateMinutes: number
  /** Up to how many minutes before its start a booking may be cancelled or changed by the patient. */
  readonly cancelBeforeMinutes: number
  /** How often one booking may be changed by the patient. */
  readonly changesAtMost: number
}

export const DEFAULT_BOOKING: BookingPolicy = {
  holdMinutes: 15,
  horizonDays: 14,
  lateMinutes: 0,
  cancelBeforeMinutes: 0,
  changesAtMost: 3,
}

const MINUTE_MS = 60_000

/** Refuses a slot that has begun, and one further ahead than is published (时间校验). */
export function mustBeAhead(slot: SlotFacts, policy: BookingPolicy, at: Instant): void {
  const ahead = slot.startsAt.epochMilliseconds - at.epochMilliseconds
  if (ahead + policy.lateMinutes * MINUTE_MS <= 0) throw new Problem('slot-past')
  if (ahead > policy.horizonDays * 24 * 60 * MINUTE_MS) throw new Problem('slot-too-far', { days: policy.horizonDays })
}

/**
 * Refuses what cannot be finished (APT-04, APT-16): a phone booking that was not read back, and help without the patient's
 * consent or without the helper's name.
 */
export function mustBeComplete(booking: Booking): void {
  if (booking.channel === 'phone' && !booking.readBack) throw new Problem('read-back-missing')
  if (booking.channel === 'assisted' && (!booking.consent || booking.helperId === null))
    throw new Problem('assistance-incomplete')
}

/** Refuses a patient's own cancelling or changing after the last moment, or once too often; staff may at any time with a reason. */
export function mayChange(
  booking: { readonly status: Status; readonly startsAt: Instant; readonly changes: number },
  policy: BookingPolicy,
  by: { readonly isPatient: boolean; readonly isMove: boolean },
  at: Instant,
): void {
  // What the hospital stopped is answered by the patient whenever and however often it was changed before.
  if (!by.isPatient || booking.status === 'stopped') return
  if (!isBefore(at, booking.startsAt.subtract({ minutes: policy.cancelBeforeMinutes })))
    throw new Problem('change-too-late', { minutes: policy.cancelBeforeMinutes })
  if (by.isMove && booking.changes >= policy.changesAtMost)
    throw new Problem('changed-too-often', { most: policy.changesAtMost })
}

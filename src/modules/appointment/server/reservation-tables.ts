import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import type { Channel } from '../rules/quota.ts'
import type { ReservationStatus } from '../rules/reservation.ts'

/** `appointment.reservation`: a wish for a week before its places are there (中长期预约). */
export interface ReservationTable {
  hospitalId: string
  id: string
  number: string
  /** The Monday. */
  week: string
  unitId: string
  doctorId: string | null
  halfDay: HalfDay | null
  patientId: string
  patientMasked: string
  channel: Channel
  contactWay: string
  urgency: number
  /** Why the patient comes again; enciphered. */
  reason: Buffer
  status: ReservationStatus
  madeBy: string | null
  madeAt: Instant
  policyVersion: number
  callDueAt: Instant
  callBecause: 'no-places' | 'week-full' | null
  calledAt: Instant | null
  attempts: number
  appointmentId: string | null
  closedAt: Instant | null
  version: number
}

/** `appointment.reservation_reminder`: one of the reminders before a review. */
export interface ReservationReminderTable {
  hospitalId: string
  reservationId: string
  daysBefore: number
  dueAt: Instant
  doneAt: Instant | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'appointment.reservation': ReservationTable
    'appointment.reservation_reminder': ReservationReminderTable
  }
}

import type { Instant } from '#kernel/time.ts'
import type { Status } from '../rules/appointment.ts'
import type { Channel, Quota } from '../rules/quota.ts'

/** `appointment.slot`: one start time of a published session (号源时段). */
export interface SlotTable {
  hospitalId: string
  id: string
  sessionId: string
  unitId: string
  doctorId: string
  day: string
  halfDay: string
  startsAt: Instant
  endsAt: Instant
  feeLevel: string
  stoppedAt: Instant | null
}

/** `appointment.quota`: a share of a slot's places (号源配额). */
export interface QuotaTable {
  hospitalId: string
  slotId: string
  quota: Quota
  capacity: number
  booked: number
  held: number
  stopped: number
  releaseAt: Instant | null
  isStopped: boolean
}

/** `appointment.appointment`: one booking (预约). */
export interface AppointmentTable {
  hospitalId: string
  id: string
  number: string
  slotId: string
  quota: Quota
  sessionId: string
  unitId: string
  doctorId: string
  day: string
  halfDay: string
  startsAt: Instant
  endsAt: Instant
  channel: Channel
  status: Status
  patientId: string
  patientMasked: string
  contactWay: string
  readBack: boolean
  consent: boolean
  helperId: string | null
  madeBy: string | null
  madeAt: Instant
  holdUntil: Instant | null
  /** Why a second number of the same half-day was given; enciphered. */
  doubledBecause: Buffer | null
  isDoubled: boolean
  changes: number
  referralId: string | null
  /** Why it was cancelled or changed last; enciphered. */
  reason: Buffer | null
  checkedInAt: Instant | null
  closedAt: Instant | null
  version: number
}

declare module '#platform/database.ts' {
  interface Tables {
    'appointment.slot': SlotTable
    'appointment.quota': QuotaTable
    'appointment.appointment': AppointmentTable
  }
}

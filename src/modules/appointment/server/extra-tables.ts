import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import type { ExtraStatus } from '../rules/extra.ts'
import type { Channel } from '../rules/quota.ts'

/** `appointment.extra_request`: one request for an extra number (加号申请). */
export interface ExtraRequestTable {
  hospitalId: string
  id: string
  number: string
  sessionId: string
  unitId: string
  doctorId: string
  day: string
  halfDay: HalfDay
  endsAt: Instant
  patientId: string
  patientMasked: string
  channel: Channel
  contactWay: string
  /** The clinical reason; enciphered. */
  reason: Buffer
  status: ExtraStatus
  askedBy: string | null
  askedAt: Instant
  askedOf: string[]
  dueAt: Instant
  policyVersion: number
  escalatedAt: Instant | null
  escalatedTo: string[]
  /** When it was decided, withdrawn, or over. */
  decidedAt: Instant | null
  decidedBy: string | null
  /** Why it was refused; enciphered. */
  refusal: Buffer | null
  alternatives: string[]
  appointmentId: string | null
  extraNumber: number | null
  version: number
}

declare module '#platform/database.ts' {
  interface Tables {
    'appointment.extra_request': ExtraRequestTable
  }
}

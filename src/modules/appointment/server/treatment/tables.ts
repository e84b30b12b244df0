import type { Instant } from '#kernel/time.ts'
import type { Channel } from '../../rules/quota.ts'
import type { OpeningHours, ResourceKind, TreatmentStatus } from '../../rules/treatment.ts'

/** `appointment.resource`: one version of a treatment resource (治疗资源). */
export interface ResourceTable {
  hospitalId: string
  id: string
  version: number
  effectiveFrom: string
  code: string
  name: string
  kind: ResourceKind
  unitId: string
  place: string
  capacity: number
  slotMinutes: number
  hours: readonly OpeningHours[]
  onHolidays: boolean
  preparation: string
  consent: boolean
  isActive: boolean
  authorId: string | null
  writtenAt: Instant
}

/** `appointment.resource_slot`: the places of a resource at one time (治疗时段). */
export interface ResourceSlotTable {
  hospitalId: string
  resourceId: string
  startsAt: Instant
  endsAt: Instant
  capacity: number
  booked: number
}

/** `appointment.series`: a series of treatments of one patient (疗程). */
export interface SeriesTable {
  hospitalId: string
  id: string
  number: string
  resourceId: string
  patientId: string
  patientMasked: string
  channel: Channel
  contactWay: string
  /** Why; enciphered. */
  reason: Buffer
  every: number
  step: 'day' | 'week'
  consentAt: Instant | null
  consentBy: string | null
  madeBy: string | null
  madeAt: Instant
}

/** `appointment.treatment`: one session of a series (一次治疗). */
export interface TreatmentTable {
  hospitalId: string
  id: string
  seriesId: string
  ordinal: number
  resourceId: string
  resourceVersion: number
  patientId: string
  startsAt: Instant
  endsAt: Instant
  status: TreatmentStatus
  firstStartsAt: Instant
  moves: number
  /** Why it was moved or cancelled last; enciphered. */
  reason: Buffer | null
  remindAt: Instant | null
  closedAt: Instant | null
  version: number
}

declare module '#platform/database.ts' {
  interface Tables {
    'appointment.resource': ResourceTable
    'appointment.resource_slot': ResourceSlotTable
    'appointment.series': SeriesTable
    'appointment.treatment': TreatmentTable
  }
}

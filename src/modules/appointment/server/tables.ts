import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import type { Status } from '../rules/appointment.ts'
import type { ArrivalWay } from '../rules/arrival.ts'
import type { Channel, Quota } from '../rules/quota.ts'
import type { WaitingStatus } from '../rules/waiting.ts'

/** `appointment.slot`: one start time of a published session (号源时段). */
export interface SlotTable {
  hospitalId: string
  id: string
  sessionId: string
  unitId: string
  doctorId: string
  day: string
  halfDay: HalfDay
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
  halfDay: HalfDay
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
  remindedAt: Instant | null
  version: number
}

/** `appointment.waiting`: who waits for a place (候补). */
export interface WaitingTable {
  hospitalId: string
  id: string
  unitId: string
  doctorId: string | null
  dayFrom: string
  dayTo: string
  halfDay: HalfDay | null
  patientId: string
  patientMasked: string
  channel: Channel
  contactWay: string
  urgency: number
  isReferred: boolean
  referralId: string | null
  status: WaitingStatus
  madeBy: string | null
  madeAt: Instant
  appointmentId: string | null
  offerUntil: Instant | null
  closedAt: Instant | null
  version: number
}

/** `appointment.offer`: a place that somebody who waits was offered. */
export interface OfferTable {
  hospitalId: string
  waitingId: string
  slotId: string
  offeredAt: Instant
  beforeId: string | null
}

/** `appointment.stop_case`: a stopped session, followed to its last patient (停诊处置). */
export interface StopCaseTable {
  hospitalId: string
  id: string
  sessionId: string
  unitId: string
  doctorId: string
  day: string
  halfDay: HalfDay
  reason: string
  stoppedBy: string | null
  stoppedAt: Instant
  closedAt: Instant | null
}

/** What became of a patient of a stopped session. */
export type StopOutcome = 'moved' | 'cancelled' | 'unreached' | 'answered'

/** `appointment.stop_contact`: one patient of a stopped session. */
export interface StopContactTable {
  hospitalId: string
  caseId: string
  appointmentId: string
  /** The place that was lost. */
  slotId: string
  /** The patient had checked in already. */
  wasHere: boolean
  outcome: StopOutcome | null
  attempts: number
  answeredAt: Instant | null
  answeredBy: string | null
  /** What the patient said; enciphered. */
  note: Buffer | null
  /** The booking that was made instead. */
  movedTo: string | null
}

/** `appointment.call_wish`: a patient asked by the link to be called about a place (请回电). */
export interface CallWishTable {
  hospitalId: string
  appointmentId: string
  slotId: string
  askedAt: Instant
}

/** `appointment.place_list`: the list by which a session was given out (号源清单). */
export interface PlaceListTable {
  hospitalId: string
  sessionId: string
  day: string
  way: 'file' | 'desk'
  digest: Buffer
  listedBy: string | null
  listedAt: Instant
}

/** `appointment.arrival`: the patient of a booking is here (报到). */
export interface ArrivalTable {
  hospitalId: string
  appointmentId: string
  at: Instant
  way: ArrivalWay
  place: string
  zone: string | null
  deviceId: string | null
  madeBy: string | null
  lateMinutes: number
  isLate: boolean
}

/** `appointment.registration`: registered on site (现场挂号). */
export interface RegistrationTable {
  hospitalId: string
  appointmentId: string
  unitId: string
  day: string
  placeInOrder: number
  severity: number | null
  feeLevel: string
  at: Instant
}

/** `appointment.registration_order`: how many registered at a department today. */
export interface RegistrationOrderTable {
  hospitalId: string
  unitId: string
  day: string
  last: number
}

/** `appointment.kiosk_visit`: who stands at a kiosk (自助机办理). */
export interface KioskVisitTable {
  hospitalId: string
  id: string
  deviceId: string
  patientId: string
  way: 'document' | 'card' | 'booking' | 'registered'
  beganAt: Instant
  endsAt: Instant
  heldId: string | null
  endedAt: Instant | null
  endedBecause: 'finished' | 'left' | 'idle' | 'reload' | 'next' | null
}

/** `appointment.list_alert`: a day whose lists were missing at the cut-off (号源缺失提醒). */
export interface ListAlertTable {
  hospitalId: string
  day: string
  id: string
  toldAt: Instant
}

/** `appointment.appeal`: why a missed booking should not count, and what was decided (爽约申诉). */
export interface AppealTable {
  hospitalId: string
  id: string
  appointmentId: string
  patientId: string
  unitId: string
  reason: Buffer
  madeBy: string | null
  madeAt: Instant
  decision: 'excused' | 'kept' | null
  note: Buffer | null
  decidedBy: string | null
  decidedAt: Instant | null
}

/** `appointment.platform_slot`: a slot as the outside platform knows it (外部平台传送). */
export interface PlatformSlotTable {
  hospitalId: string
  slotId: string
  day: string
  wanted: number
  state: 'waiting' | 'sent' | 'failed' | 'withdrawn'
  attempts: number
  dueAt: Instant | null
  sentAt: Instant | null
  error: string | null
}

/** `appointment.platform_key`: what hospital and platform sign with. */
export interface PlatformKeyTable {
  hospitalId: string
  value: Buffer
  setAt: Instant
  setBy: string | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'appointment.slot': SlotTable
    'appointment.quota': QuotaTable
    'appointment.appointment': AppointmentTable
    'appointment.waiting': WaitingTable
    'appointment.offer': OfferTable
    'appointment.stop_case': StopCaseTable
    'appointment.stop_contact': StopContactTable
    'appointment.call_wish': CallWishTable
    'appointment.appeal': AppealTable
    'appointment.place_list': PlaceListTable
    'appointment.list_alert': ListAlertTable
    'appointment.platform_slot': PlatformSlotTable
    'appointment.platform_key': PlatformKeyTable
    'appointment.arrival': ArrivalTable
    'appointment.registration': RegistrationTable
    'appointment.registration_order': RegistrationOrderTable
    'appointment.kiosk_visit': KioskVisitTable
  }
}

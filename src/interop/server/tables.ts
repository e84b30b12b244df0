import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

type At = ColumnType<Instant, string, string>
type AtOrNull = ColumnType<Instant | null, string | null, string | null>

export type MessageState = 'received' | 'applied' | 'refused' | 'parked' | 'repeated'

/** `interop.message`: what another system sent, and what became of it (接口消息). */
export interface MessageTable {
  hospitalId: string
  id: string
  receivedAt: At
  peer: string
  raw: Buffer
  digest: Buffer
  length: number
  charset: string
  sender: string
  controlId: string
  type: string
  trigger: string
  processingId: string
  hl7Version: string
  sameIdOtherBytes: boolean
  state: MessageState
  occurredAt: AtOrNull
  patientId: string | null
  problem: string | null
  condition: number | null
  location: string | null
  answer: Buffer | null
  answeredAt: AtOrNull
  appliedAt: AtOrNull
  repeatOf: string | null
  attempts: number
  dueAt: AtOrNull
  replayedBy: string | null
  replayedAt: AtOrNull
}

/** `interop.waiting`: the number of a patient or a visit that a parked message waits for. */
interface WaitingTable {
  hospitalId: string
  token: Buffer
  messageId: string
}

/** `interop.client`: a machine account (接口账号). */
export interface ClientTable {
  hospitalId: string
  id: string
  name: string
  channel: string
  scopes: string[]
  secretDigest: Buffer
  secretVersion: number
  madeBy: string | null
  madeAt: Instant
  lastUsedAt: Instant | null
  revokedAt: Instant | null
  version: number
}

/** `interop.booking_name`: what another system calls a booking (对方预约号). */
interface BookingNameTable {
  hospitalId: string
  system: string
  value: string
  appointmentId: string
  kind: string
  namedAt: Instant
}

/** `interop.told_booking`: a booking that another system told of (对方预约). */
export interface ToldBookingTable {
  hospitalId: string
  id: string
  fillerSystem: string | null
  filler: string | null
  placerSystem: string | null
  placer: string | null
  appointmentId: string | null
  patientId: string
  state: 'booked' | 'cancelled' | 'no-show'
  startsAt: Instant | null
  resources: string[]
  sender: string
  saidAt: Instant
  toldAt: Instant
}

/** `interop.receiver`: another system that is told of bookings (接收方). */
export interface ReceiverTable {
  hospitalId: string
  id: string
  name: string
  host: string
  port: number
  application: string
  facility: string
  charset: 'utf-8' | 'gb18030'
  active: boolean
  madeBy: string | null
  madeAt: Instant
  version: number
}

/** `interop.outgoing`: a message to a receiver (发出的接口消息). */
export interface OutgoingTable {
  hospitalId: string
  id: string
  receiverId: string
  journalId: string
  appointmentId: string
  patientId: string | null
  controlId: string
  /** Which message of this booking to this receiver it is. */
  turn: number
  trigger: string
  content: Buffer
  state: 'waiting' | 'sending' | 'taken' | 'refused' | 'given-up'
  attempts: number
  madeAt: Instant
  dueAt: Instant | null
  sentAt: Instant | null
  answeredAt: Instant | null
  answerCode: string | null
  answer: Buffer | null
  fault: 'no-connection' | 'no-answer' | 'other-answer' | 'restored' | null
  resentBy: string | null
  resentAt: Instant | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'interop.message': MessageTable
    'interop.waiting': WaitingTable
    'interop.client': ClientTable
    'interop.told_booking': ToldBookingTable
    'interop.receiver': ReceiverTable
    'interop.outgoing': OutgoingTable
    'interop.booking_name': BookingNameTable
  }
}

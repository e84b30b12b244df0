import type { FileKind } from '#kernel/file-kind.ts'
import type { Instant } from '#kernel/time.ts'
import type { Doubt } from '../rules/completeness.ts'
import type { ReferralChannel, ReferralStatus, ReferralType } from '../rules/referral.ts'

/** `referral.referral`: one referral (转诊). */
export interface ReferralTable {
  hospitalId: string
  id: string
  version: number
  institutionId: string
  channel: ReferralChannel
  type: ReferralType
  status: ReferralStatus
  number: string | null
  unitId: string | null
  urgency: number | null
  consent: boolean | null
  patientId: string | null
  patientMasked: string
  personToken: Buffer | null
  /** `Content` (content.ts), enciphered. */
  content: Buffer
  lacks: string[]
  doubts: Doubt[]
  round: number
  /** What the institution was told last, in words; enciphered. */
  note: Buffer | null
  madeBy: string | null
  madeAt: Instant
  submittedBy: string | null
  submittedAt: Instant | null
  acceptedAt: Instant | null
  claimedUntil: Instant | null
  appointmentId: string | null
  waitingId: string | null
  plannedAt: Instant | null
  plannedPlace: Buffer | null
  stopped: boolean
  arrivedAt: Instant | null
  seenAt: Instant | null
  /** The summary that goes back, enciphered. */
  result: Buffer | null
  resultBy: string | null
  resultAt: Instant | null
  closedAt: Instant | null
}

/** `referral.round`: one submission and its answer. */
export interface RoundTable {
  hospitalId: string
  referralId: string
  round: number
  submittedAt: Instant
  submittedBy: string | null
  policyVersion: number
  content: Buffer
  lacks: string[]
  doubts: Doubt[]
  outcome: 'returned' | 'accepted' | 'declined' | 'withdrawn' | null
  decidedAt: Instant | null
  decidedBy: string | null
  note: Buffer | null
}

/** `referral.attachment`: a page that came with it. */
export interface AttachmentTable {
  hospitalId: string
  referralId: string
  id: string
  name: Buffer
  type: FileKind
  bytes: number
  content: Buffer
  at: Instant
  byPerson: string | null
}

/** `referral.placing`: by which rule it was placed, and before whom. */
export interface PlacingTable {
  hospitalId: string
  id: string
  referralId: string
  kind: 'waiting' | 'offered' | 'booked'
  at: Instant
  type: ReferralType
  unitId: string
  urgency: number
  appointmentId: string | null
  positionBefore: number
  positionAfter: number
  competing: number
  isFirst: boolean
}

declare module '#platform/database.ts' {
  interface Tables {
    'referral.referral': ReferralTable
    'referral.round': RoundTable
    'referral.attachment': AttachmentTable
    'referral.placing': PlacingTable
  }
}

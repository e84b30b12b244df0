import { z } from 'zod'
import { day, instant, text } from '#kernel/text.ts'
import { DOUBTS, FIELDS, WRONGS } from '../rules/completeness.ts'
import { REFERRAL_CHANNELS, REFERRAL_STATUSES, REFERRAL_TYPES } from '../rules/referral.ts'

export const id = z.uuid()
export const params = { id }
export const version = z.int().min(1).max(1_000_000)
export const reason = text(300)

export const ReferralType = z.enum(REFERRAL_TYPES)
export const ReferralChannel = z.enum(REFERRAL_CHANNELS)
export const ReferralStatus = z.enum(REFERRAL_STATUSES)
export const LackField = z.enum(FIELDS)
export const Lack = z.strictObject({
  field: LackField,
  because: z.enum(WRONGS),
})
export const Doubt = z.enum(DOUBTS)
const DocumentKind = z.enum([
  'resident-id',
  'residence-permit',
  'foreign-permit',
  'passport',
  'military-id',
  'household-register',
  'birth-certificate',
  'other',
])

/** What a form sends; what is not filled in yet is null. */
export const ReferralFields = z
  .strictObject({
    type: ReferralType,
    unitId: id.nullable(),
    urgency: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
    consent: z.boolean().nullable(),
    doctorName: text(40).nullable(),
    doctorPhone: text(30).nullable(),
    patientName: text(60).nullable(),
    document: z.strictObject({ kind: DocumentKind, number: text(40) }).nullable(),
    sex: z.enum(['male', 'female', 'other', 'unknown']).nullable(),
    birthDate: day.nullable(),
    patientPhone: text(30).nullable(),
    guardianName: text(60).nullable(),
    guardianPhone: text(30).nullable(),
    diagnosis: text(300).nullable(),
    summary: text(3000).nullable(),
    request: text(300).nullable(),
  })
  .meta({ id: 'ReferralFields', description: '转诊单' })

export const FileKind = z.enum(['application/pdf', 'image/jpeg', 'image/png'])
export const AttachmentRow = z.strictObject({ id, name: z.string(), type: FileKind, bytes: z.int(), at: instant })
export const FilePage = z.strictObject({ name: z.string(), type: FileKind, data: z.string() })

/** What was submitted each time, and what was answered. */
export const Round = z.strictObject({
  round: z.int(),
  submittedAt: instant,
  outcome: z.enum(['returned', 'accepted', 'declined', 'withdrawn']).nullable(),
  decidedAt: instant.nullable(),
  lacks: z.array(Lack),
  note: z.string().nullable(),
})

/** How far it came (回执). */
export const Slip = z
  .strictObject({
    acceptedAt: instant.nullable(),
    plannedAt: instant.nullable(),
    plannedPlace: z.string().nullable(),
    stopped: z.boolean(),
    waits: z.boolean(),
    arrivedAt: instant.nullable(),
    seenAt: instant.nullable(),
    summary: z.string().nullable(),
    returnedAt: instant.nullable(),
  })
  .meta({ id: 'ReferralSlip', description: '转诊回执' })

export const Named = z.strictObject({ id, name: z.string() })
export const Changed = z.strictObject({ id, status: ReferralStatus, number: z.string().nullable(), version })

/** A referral as a list shows it: the name masked. */
export const ReferralRow = z
  .strictObject({
    id,
    number: z.string().nullable(),
    type: ReferralType,
    channel: ReferralChannel,
    status: ReferralStatus,
    institution: Named,
    unit: Named.nullable(),
    urgency: z.int().nullable(),
    patientMasked: z.string(),
    lacks: z.array(Lack),
    doubts: z.array(Doubt),
    waits: z.boolean(),
    stopped: z.boolean(),
    /** When it came, by which the list is ordered. */
    at: instant,
    plannedAt: instant.nullable(),
    version,
  })
  .meta({ id: 'ReferralRow', description: '转诊（脱敏）' })

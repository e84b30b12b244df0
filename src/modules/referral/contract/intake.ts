import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import {
  AttachmentRow,
  Changed,
  Doubt,
  FilePage,
  id,
  Lack,
  Named,
  params,
  reason,
  ReferralChannel,
  ReferralFields,
  ReferralRow,
  ReferralStatus,
  Round,
  Slip,
  version,
} from './codes.ts'

/** What the hospital does with the referrals that came. */
export const SHELVES = ['check', 'draft', 'returned', 'accepted', 'booked', 'done', 'over'] as const
export const Shelf = z.enum(SHELVES)

export const referralInbox = get('/api/referrals', {
  id: 'referral.inbox',
  summary: 'The referrals that came: to check, returned, to place by priority, booked, to answer, over',
  access: 'referral:read',
  query: z.strictObject({ shelf: Shelf.default('accepted'), after: z.string().max(160).optional() }),
  returns: z.strictObject({
    items: z.array(ReferralRow),
    counts: z.record(Shelf.exclude(['over']), z.int()),
    next: z.string().nullable(),
  }),
})

/** By which rule it was placed, where it stood without it and where by it. */
export const Placing = z.strictObject({
  kind: z.enum(['waiting', 'offered', 'booked']),
  at: instant,
  urgency: z.int(),
  before: z.int(),
  after: z.int(),
  competing: z.int(),
  isFirst: z.boolean(),
})

export const Referral = z
  .strictObject({
    id,
    version,
    number: z.string().nullable(),
    channel: ReferralChannel,
    status: ReferralStatus,
    institution: Named.extend({ phone: z.string().nullable() }),
    unit: Named.nullable(),
    patientId: id.nullable(),
    age: z.int().nullable(),
    madeAt: instant,
    submittedBy: z.string().nullable(),
    fields: ReferralFields,
    lacks: z.array(Lack),
    doubts: z.array(Doubt),
    note: z.string().nullable(),
    attachments: z.array(AttachmentRow),
    rounds: z.array(Round),
    placings: z.array(Placing),
    slip: Slip,
    may: z.strictObject({ work: z.boolean(), answer: z.boolean(), write: z.boolean() }),
  })
  .meta({ id: 'Referral', description: '转诊' })

export const openReferral = get('/api/referrals/:id', {
  id: 'referral.open',
  summary: 'One referral that came; the opening is kept',
  access: 'referral:read',
  params,
  returns: Referral,
  problems: ['not-found'],
})

export const readPage = get('/api/referrals/:id/attachments/:attachmentId', {
  id: 'referral.attachment',
  summary: 'A page of a referral (base64); the opening is kept',
  access: 'referral:read',
  params: { id, attachmentId: id },
  returns: FilePage,
  problems: ['not-found'],
})

export const unmaskReferral = post('/api/referrals/:id/unmask', {
  id: 'referral.unmask',
  summary: 'One field of the person whole, for a reason that is kept',
  access: 'patient:unmask',
  params,
  body: z.strictObject({
    field: z.enum(['patientName', 'document', 'patientPhone', 'guardianName', 'guardianPhone']),
    reason,
  }),
  returns: z.strictObject({ value: z.string() }),
  problems: ['not-found'],
})

const act = { params, returns: Changed }
const REFUSALS = ['not-found', 'stale-version', 'referral-status', 'referral-placing'] as const

export const acceptReferral = post('/api/referrals/:id/accept', {
  ...act,
  id: 'referral.accept',
  summary: 'Accept one that had to be looked at',
  access: 'referral:work',
  body: z.strictObject({ version, asKnown: z.boolean() }),
  problems: [...REFUSALS, 'referral-identity'],
})
export const returnReferral = post('/api/referrals/:id/return', {
  ...act,
  id: 'referral.return',
  summary: 'Give it back with what is missing or unreadable',
  access: 'referral:work',
  body: z.strictObject({ version, lacks: z.array(Lack).max(15), note: reason }),
  problems: [...REFUSALS],
})
export const declineReferral = post('/api/referrals/:id/decline', {
  ...act,
  id: 'referral.decline',
  summary: 'Say that the hospital cannot take it, and why',
  access: 'referral:work',
  body: z.strictObject({ version, reason }),
  problems: [...REFUSALS],
})

const ContactWay = z.enum(['sms', 'wechat', 'phone', 'paper'])
const PLACING = [...REFUSALS, 'referral-by-hand', 'patient-exists', 'patient-unknown'] as const

export const bookReferral = post('/api/referrals/:id/book', {
  ...act,
  id: 'referral.book',
  summary: 'Book a place of the pool, of the share for community hospitals first',
  access: 'referral:work',
  body: z.strictObject({
    version,
    slotId: id,
    contactWay: ContactWay,
    readBack: z.boolean(),
    doubledBecause: reason.nullable(),
  }),
  problems: [
    ...PLACING,
    'slot-unknown',
    'slot-past',
    'slot-too-far',
    'slot-full',
    'booked-already',
    'read-back-missing',
  ],
})
export const waitForReferral = post('/api/referrals/:id/wait', {
  ...act,
  id: 'referral.wait',
  summary: 'Put it on the waiting list with its own urgency',
  access: 'referral:work',
  body: z.strictObject({
    version,
    doctorId: id.nullable(),
    dayFrom: day,
    dayTo: day,
    halfDay: z.enum(['morning', 'afternoon', 'evening']).nullable(),
    contactWay: ContactWay,
  }),
  problems: [...PLACING, 'waiting-days', 'waiting-already'],
})
export const planReferral = post('/api/referrals/:id/plan', {
  ...act,
  id: 'referral.plan',
  summary: 'Enter what was arranged for an admission or an exam',
  access: 'referral:work',
  body: z.strictObject({ version, at: instant, place: text(60) }),
  problems: [...REFUSALS, 'referral-from-pool', 'referral-past'],
})
export const noteOutcome = post('/api/referrals/:id/outcome', {
  ...act,
  id: 'referral.outcome',
  summary: 'The person was seen, examined or admitted, or did not come',
  access: 'referral:answer',
  body: z.strictObject({ version, came: z.boolean() }),
  problems: [...REFUSALS],
})
export const returnSlip = post('/api/referrals/:id/slip', {
  ...act,
  id: 'referral.return-slip',
  summary: 'Send the slip back, with a summary where the patient agreed',
  access: 'referral:answer',
  body: z.strictObject({ version, summary: text(2000).nullable() }),
  problems: [...REFUSALS, 'referral-no-consent'],
})

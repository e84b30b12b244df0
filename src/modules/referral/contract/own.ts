import { z } from 'zod'
import { get, post, put, remove } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import {
  AttachmentRow,
  Changed,
  FileKind,
  FilePage,
  id,
  Lack,
  LackField,
  Named,
  params,
  reason,
  ReferralChannel,
  ReferralFields,
  ReferralRow,
  ReferralStatus,
  ReferralType,
  Round,
  Slip,
  version,
} from './codes.ts'

/** What an institution does with its own referrals, and a clerk for one that calls or sends a fax. */
const FILE_BYTES = 6 * 1024 * 1024

export const referralForm = get('/api/referral-form', {
  id: 'referral.form',
  summary: 'What a referral asks for: institutions of the caller, departments, required fields by type',
  access: 'referral:submit',
  returns: z.strictObject({
    institutions: z.array(Named),
    units: z.array(Named),
    required: z.record(ReferralType, z.array(LackField)),
    guardianBelowAge: z.int(),
    files: z.int(),
    fileBytes: z.int(),
  }),
})

export const draftReferral = post('/api/referrals', {
  id: 'referral.draft',
  summary: 'Begin a referral: an institution on its page, or a clerk for one that calls or sends a fax',
  access: 'referral:submit',
  body: z.strictObject({ institutionId: id, channel: ReferralChannel, fields: ReferralFields }),
  returns: Changed,
  status: 201,
  problems: ['not-found', 'referral-channel'],
})

export const saveReferral = put('/api/referrals/:id', {
  id: 'referral.save',
  summary: 'Write on in a referral that is not sent yet, or was returned',
  access: 'referral:submit',
  params,
  body: z.strictObject({ version, fields: ReferralFields }),
  returns: Changed,
  problems: ['not-found', 'stale-version', 'referral-status'],
})

export const attachPage = post('/api/referrals/:id/attachments', {
  id: 'referral.attach',
  summary: 'Add a page: PDF, JPEG or PNG (base64)',
  access: 'referral:submit',
  params,
  body: z.strictObject({ name: text(120), type: FileKind, data: z.base64().min(1).max(FILE_BYTES) }),
  returns: z.strictObject({ id, version }),
  status: 201,
  problems: ['not-found', 'referral-status', 'referral-files-full', 'referral-file-large', 'referral-file-kind'],
  bodyLimit: FILE_BYTES + 4096,
})

export const detachPage = remove('/api/referrals/:id/attachments/:attachmentId', {
  id: 'referral.detach',
  summary: 'Take a page away again',
  access: 'referral:submit',
  params: { id, attachmentId: id },
  returns: z.strictObject({ id, version }),
  problems: ['not-found', 'referral-status'],
})

export const submitReferral = post('/api/referrals/:id/submit', {
  id: 'referral.submit',
  summary: 'Submit: what lacks something is returned with the fields, what is complete gets its number',
  access: 'referral:submit',
  params,
  body: z.strictObject({ version }),
  returns: Changed.extend({ lacks: z.array(Lack) }),
  problems: ['not-found', 'stale-version', 'referral-status'],
})

export const withdrawReferral = post('/api/referrals/:id/withdraw', {
  id: 'referral.withdraw',
  summary: 'Take a referral back, as long as nothing is booked',
  access: 'referral:submit',
  params,
  body: z.strictObject({ version, reason }),
  returns: Changed,
  problems: ['not-found', 'stale-version', 'referral-status', 'referral-placing'],
})

export const listOwnReferrals = get('/api/my-referrals', {
  id: 'referral.list-own',
  summary: 'The referrals of the own institution, the newest first',
  access: 'referral:own',
  query: z.strictObject({
    show: z.enum(['open', 'over', 'all']).default('all'),
    after: z.string().max(160).optional(),
  }),
  returns: z.strictObject({ items: z.array(ReferralRow), next: z.string().nullable() }),
})

export const OwnReferral = z
  .strictObject({
    id,
    version,
    number: z.string().nullable(),
    channel: ReferralChannel,
    status: ReferralStatus,
    institution: Named,
    unit: Named.nullable(),
    madeAt: instant,
    fields: ReferralFields,
    lacks: z.array(Lack),
    note: z.string().nullable(),
    attachments: z.array(AttachmentRow),
    rounds: z.array(Round),
    slip: Slip,
    hospital: z.strictObject({ name: z.string(), phone: z.string() }),
  })
  .meta({ id: 'OwnReferral', description: '本机构的转诊' })

export const openOwnReferral = get('/api/my-referrals/:id', {
  id: 'referral.open-own',
  summary: 'One referral of the own institution, with its slip; for a clerk, one that the desk enters',
  access: 'referral:submit',
  params,
  returns: OwnReferral,
  problems: ['not-found'],
})

export const readOwnPage = get('/api/my-referrals/:id/attachments/:attachmentId', {
  id: 'referral.own-attachment',
  summary: 'A page of a referral of the own institution (base64)',
  access: 'referral:submit',
  params: { id, attachmentId: id },
  returns: FilePage,
  problems: ['not-found'],
})

/** Attachments, inbox, notices, links: what stands around a matter. */
import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { Someone, Unit, id, params } from './pieces.ts'
import { Clock, PartStatus, Urgency } from './shapes.ts'

const ATTACHMENT_BYTES = 3 * 1024 * 1024

export const attachFile = post('/api/tickets/:id/attachments', {
  id: 'ticket.attach',
  summary: 'Attach a photo or a PDF (base64, at most 2 MB)',
  access: 'ticket:read',
  params,
  body: z.strictObject({
    name: text(120),
    type: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
    data: z.base64().max(ATTACHMENT_BYTES),
  }),
  returns: z.strictObject({ id }),
  problems: ['attachment-type', 'ticket-status'],
  bodyLimit: ATTACHMENT_BYTES + 4096,
})

export const readAttachment = get('/api/tickets/:id/attachments/:attachmentId', {
  id: 'ticket.attachment',
  summary: 'One attachment (base64)',
  access: 'ticket:read',
  params: { id, attachmentId: id },
  returns: z.strictObject({ name: z.string(), type: z.string(), data: z.string() }),
})

/** So many shares the inbox shows at first, and so many more each time. */
export const INBOX_PAGE = 30
const INBOX_MOST = 600

/** A department's inbox on the phone (TKT-13). */
export const liaisonInbox = get('/api/inbox', {
  id: 'ticket.inbox',
  summary: 'Shares of my units: new, due, overdue',
  access: 'ticket:work',
  query: z.strictObject({ most: z.coerce.number().int().min(1).max(INBOX_MOST).default(INBOX_PAGE) }),
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        ticketId: id,
        partId: id,
        number: z.string(),
        item: z.string(),
        patientMasked: z.string(),
        place: z.string(),
        unit: Unit,
        status: PartStatus,
        urgency: Urgency,
        dispatchedAt: instant,
        clock: Clock.nullable(),
        mine: z.boolean(),
      }),
    ),
    hasMore: z.boolean(),
    now: instant,
  }),
})

export const Notice = z
  .strictObject({
    id,
    /** Null where it is about a department and no matter. */
    ticketId: id.nullable(),
    number: z.string().nullable(),
    step: z.string(),
    level: z.int(),
    at: instant,
    unit: Unit.nullable(),
    seenAt: instant.nullable(),
  })
  .meta({ id: 'Notice', description: '提醒' })

export const listNotices = get('/api/notices', {
  id: 'ticket.notices',
  summary: 'Reminders and escalations for me, the newest first',
  access: 'signed-in',
  returns: z.strictObject({ items: z.array(Notice) }),
})

export const seeNotice = post('/api/notices/:id/seen', {
  id: 'ticket.see-notice',
  summary: 'I have seen it',
  access: 'signed-in',
  params,
  body: z.strictObject({}),
  returns: z.strictObject({ id }),
})

export const bePresent = post('/api/tickets/:id/presence', {
  id: 'ticket.presence',
  summary: 'I have this matter open; who else has?',
  access: 'ticket:read',
  params,
  body: z.strictObject({ here: z.boolean() }),
  returns: z.strictObject({ others: z.array(Someone) }),
})

export const makeLinks = post('/api/tickets/:id/links', {
  id: 'ticket.links',
  summary: 'Signed links to this matter: for the patient, and for the receiver of a share',
  access: 'ticket:read',
  params,
  body: z.strictObject({ partId: id.nullable() }),
  returns: z.strictObject({ url: z.string(), endsAt: instant }),
})

export const unmaskRequester = post('/api/tickets/:id/requester', {
  id: 'ticket.unmask-requester',
  summary: 'The requester’s name and phone, with the reason why they are needed',
  access: 'patient:unmask',
  params,
  body: z.strictObject({ reason: text(200, 2) }),
  returns: z.strictObject({ name: z.string(), phone: z.string().nullable() }),
})

export const listFindings = get('/api/coverage/findings', {
  id: 'ticket.findings',
  summary: 'Gaps that the hourly and nightly check found (无死角)',
  access: 'coverage:read',
  returns: z.strictObject({
    items: z.array(z.strictObject({ id, kind: z.string(), subject: z.string(), foundAt: instant })),
  }),
})

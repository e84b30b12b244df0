/** Taking a request, lists, and one matter whole. */
import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { PaperTick, id, key, params, phone, reason, version } from './pieces.ts'
import { Channel, ContactWay, Difficulty, Ticket, TicketRow, TicketStatus, Urgency } from './shapes.ts'

export const CreateTicket = z
  .strictObject({
    patientId: id.nullable(),
    requester: z.strictObject({ name: text(40), relation: text(20), phone: phone.nullable() }),
    item: text(20),
    description: text(2000),
    difficulty: z.array(Difficulty).max(3),
    /** Units that take part; empty lets the item's rule decide. */
    units: z.array(id).max(12),
    urgency: Urgency,
    channel: Channel,
    wantedAt: instant.nullable(),
    contactWay: ContactWay,
    consent: z.boolean(),
    papers: z.array(PaperTick).max(40),
    /** Why it goes on without a missing paper. */
    papersReason: reason.nullable(),
    /** The typed case of the item (类型), such as 系统未同步. */
    kind: key.nullable().default(null),
    form: z.record(key, z.union([text(500), z.number(), z.array(text(60)).max(30)])).default({}),
  })
  .meta({ id: 'CreateTicket' })

export const createTicket = post('/api/tickets', {
  id: 'ticket.create',
  summary: 'Take a request at the one window and dispatch it (一窗受理)',
  access: 'ticket:create',
  body: CreateTicket,
  returns: z
    .strictObject({
      id,
      number: z.string(),
      version,
      status: TicketStatus,
      trackingCode: z.string(),
      dueAt: instant,
      /** Open matters of the same person and kind from the last 24 hours. */
      similar: z.array(z.strictObject({ id, number: z.string() })),
    })
    .meta({ id: 'TicketCreated' }),
  status: 201,
  problems: [
    'item-unknown',
    'kind-unknown',
    'field-needed',
    'field-wrong',
    'unit-unknown',
    'papers-missing',
    'patient-unknown',
    'rule-without-receiver',
  ],
})

export const TicketView = z.enum([
  'mine',
  'undispatched',
  'due-soon',
  'overdue',
  'promises',
  'open',
  'closed',
  'predicted-overdue',
])

export const listTickets = get('/api/tickets', {
  id: 'ticket.list',
  summary: 'Matters, the next clock first',
  access: 'ticket:read',
  query: z.strictObject({
    view: TicketView.default('mine'),
    unit: id.optional(),
    after: z.string().max(120).optional(),
  }),
  returns: z.strictObject({ items: z.array(TicketRow), next: z.string().nullable(), now: instant }),
})

/** Nobody counts further: a number that is this says so many or more. */
export const COUNTED_TO = 100

export const countTickets = get('/api/tickets/counts', {
  id: 'ticket.counts',
  summary: 'How many matters each view holds; 100 says so many or more',
  access: 'ticket:read',
  returns: z.record(TicketView, z.int()),
})

export const ownedMatters = get('/api/tickets/owned', {
  id: 'ticket.owned',
  summary: 'How many open matters the caller owns',
  access: 'ticket:read',
  returns: z.strictObject({ count: z.int() }),
})

export const leaveMatters = post('/api/tickets/owned/leave', {
  id: 'ticket.leave',
  summary: 'Sign off with open matters: the managers of the centre are told',
  access: 'ticket:read',
  returns: z.strictObject({ count: z.int() }),
})

export const findTickets = get('/api/tickets/find', {
  id: 'ticket.find',
  summary: 'Matters by number, tracking code or patient',
  access: 'ticket:read',
  query: z.strictObject({ q: text(40).optional(), patient: id.optional() }),
  returns: z.strictObject({ items: z.array(TicketRow), now: instant }),
})

export const similarTickets = get('/api/tickets/similar', {
  id: 'ticket.similar',
  summary: 'Open matters of the same patient and kind from the last 24 hours',
  access: 'ticket:create',
  query: z.strictObject({ patient: id, item: text(20) }),
  returns: z.strictObject({ items: z.array(z.strictObject({ id, number: z.string(), openedAt: instant })) }),
})

export const openTicket = get('/api/tickets/:id', {
  id: 'ticket.open',
  summary: 'One matter with its time line',
  access: 'ticket:read',
  params,
  returns: Ticket,
})

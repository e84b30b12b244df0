import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { MessageSegment } from './messages.ts'

const id = z.uuid()
const version = z.int().min(1)

const said = {
  name: text(60),
  host: text(200).regex(/^[A-Za-z0-9._:-]+$/),
  port: z.int().min(1).max(65535),
  /** MSH-3 and MSH-4 of the receiver. */
  application: text(20),
  facility: text(20),
  charset: z.enum(['utf-8', 'gb18030']),
  active: z.boolean(),
}

export const Receiver = z
  .strictObject({
    id,
    ...said,
    version,
    /** Messages that are not answered yet, and when the last answer came. */
    waiting: z.int(),
    lastAnswerAt: instant.nullable(),
  })
  .meta({ id: 'InteropReceiver', description: 'HL7 接收方' })

export const OutgoingState = z
  .enum(['waiting', 'sending', 'taken', 'refused', 'given-up'])
  .meta({ id: 'OutgoingState', description: '发出状态' })

/** One row of the log: nothing of it identifies a person. */
export const OutgoingRow = z
  .strictObject({
    id,
    madeAt: instant,
    receiver: z.string(),
    controlId: z.string(),
    trigger: z.string(),
    state: OutgoingState,
    attempts: z.int(),
    dueAt: instant.nullable(),
    answeredAt: instant.nullable(),
    /** MSA-1: AA, AE or AR. */
    answerCode: z.string().nullable(),
    fault: z.enum(['no-connection', 'no-answer', 'other-answer', 'restored']).nullable(),
    resentAt: instant.nullable(),
  })
  .meta({ id: 'OutgoingRow', description: '发出的接口消息' })

export const OutgoingOpened = OutgoingRow.extend({
  bookingNumber: z.string().nullable(),
  patient: z.strictObject({ id, nameMasked: z.string() }).nullable(),
  segments: z.array(MessageSegment),
  answer: z.array(MessageSegment),
  canResend: z.boolean(),
}).meta({ id: 'OutgoingOpened', description: '发出的接口消息明细（脱敏）' })

export const listReceivers = get('/api/interop/receivers', {
  id: 'interop.receivers',
  summary: 'Who is told of bookings by HL7 (接收方), and how it goes',
  access: 'interop:read',
  returns: z.strictObject({ items: z.array(Receiver) }),
})

export const addReceiver = post('/api/interop/receivers', {
  id: 'interop.add-receiver',
  summary: 'Add a receiver of scheduling messages',
  access: 'interop:manage',
  body: z.strictObject(said),
  returns: Receiver,
  status: 201,
  problems: ['receiver-name-taken'],
})

export const changeReceiver = put('/api/interop/receivers/:id', {
  id: 'interop.change-receiver',
  summary: 'Change a receiver; one that is not active is told nothing, and what waits for it waits on',
  access: 'interop:manage',
  params: { id },
  body: z.strictObject({ ...said, version }),
  returns: Receiver,
  problems: ['receiver-name-taken', 'stale-version'],
})

export const listOutgoing = get('/api/interop/outgoing', {
  id: 'interop.outgoing',
  summary: 'Messages to other systems, the newest first (发出的消息)',
  access: 'interop:read',
  query: z.strictObject({
    state: OutgoingState.optional(),
    day: day.refine(value => value >= '2000-01-01' && value < '2200-01-01').optional(),
    controlId: text(200).optional(),
    after: id.optional(),
  }),
  returns: z.strictObject({ items: z.array(OutgoingRow), next: id.nullable() }),
})

export const outgoingFigures = get('/api/interop/outgoing-figures', {
  id: 'interop.outgoing-figures',
  summary: 'How many messages of a day went out in which state',
  access: 'interop:read',
  query: z.strictObject({ day: day.refine(value => value >= '2000-01-01' && value < '2200-01-01').optional() }),
  returns: z.strictObject({
    day,
    ofDay: z.strictObject({
      waiting: z.int(),
      sending: z.int(),
      taken: z.int(),
      refused: z.int(),
      'given-up': z.int(),
    }),
    receivers: z.int(),
    now: instant,
  }),
})

export const openOutgoing = get('/api/interop/outgoing/:id', {
  id: 'interop.open-outgoing',
  summary: 'One message to another system, its segments readable and what identifies a person masked',
  access: 'interop:read',
  params: { id },
  returns: OutgoingOpened,
})

export const resendOutgoing = post('/api/interop/outgoing/:id/resend', {
  id: 'interop.resend',
  summary: 'Send a message again that was refused or given up, with the same MSH-10 (重发)',
  access: 'interop:replay',
  params: { id },
  body: z.strictObject({ reason: text(200, 2) }),
  returns: OutgoingOpened,
  problems: ['outgoing-settled'],
})

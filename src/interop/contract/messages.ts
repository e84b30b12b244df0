import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'

const id = z.uuid()
/** A day of the hospital within the life of a database. */
const logDay = day.refine(value => value >= '2000-01-01' && value < '2200-01-01')

export const MessageState = z
  .enum(['received', 'applied', 'refused', 'parked', 'repeated'])
  .meta({ id: 'MessageState', description: '消息状态' })

/** One row of the log: nothing of it identifies a person. */
export const MessageRow = z
  .strictObject({
    id,
    receivedAt: instant,
    sender: z.string(),
    controlId: z.string(),
    /** `ADT`. */
    type: z.string(),
    /** `A04`. */
    trigger: z.string(),
    state: MessageState,
    /** Why it was refused, in the caller's language. */
    reason: z.string().nullable(),
    sameIdOtherBytes: z.boolean(),
    /** Was an answer sent? */
    answered: z.boolean(),
    replayedAt: instant.nullable(),
  })
  .meta({ id: 'MessageRow', description: '接口消息' })

export const MessageSegment = z
  .strictObject({
    name: z.string(),
    fields: z.array(z.strictObject({ number: z.int(), value: z.string(), masked: z.boolean() })),
  })
  .meta({ id: 'MessageSegment', description: '消息段（脱敏）' })

export const MessageOpened = MessageRow.extend({
  peer: z.string(),
  length: z.int(),
  charset: z.string(),
  processingId: z.string(),
  version: z.string(),
  occurredAt: instant.nullable(),
  appliedAt: instant.nullable(),
  /** What of the message the refusal points at: `PID-3`. */
  place: z.string().nullable(),
  repeatOf: id.nullable(),
  attempts: z.int(),
  /** When the house tries it again by itself. */
  dueAt: instant.nullable(),
  /** Whom it is about, for those who may see patients. */
  patient: z.strictObject({ id, nameMasked: z.string() }).nullable(),
  /** Empty when the bytes could not be read as a message. */
  segments: z.array(MessageSegment),
  answer: z.array(MessageSegment),
  canReplay: z.boolean(),
}).meta({ id: 'MessageOpened', description: '接口消息明细（脱敏）' })

export const listMessages = get('/api/interop/messages', {
  id: 'interop.messages',
  summary: 'Messages of other systems, the newest first (消息日志)',
  access: 'interop:read',
  query: z.strictObject({
    state: MessageState.optional(),
    day: logDay.optional(),
    controlId: text(200).optional(),
    /** The last message of the page before. */
    after: id.optional(),
  }),
  returns: z.strictObject({ items: z.array(MessageRow), next: id.nullable() }),
})

export const messageFigures = get('/api/interop/message-figures', {
  id: 'interop.message-figures',
  summary: 'How many messages of a day are in which state, how many are parked whatever their day',
  access: 'interop:read',
  query: z.strictObject({ day: logDay.optional() }),
  returns: z.strictObject({
    /** The hospital's today where none was asked for. */
    day,
    ofDay: z.strictObject({
      received: z.int(),
      applied: z.int(),
      refused: z.int(),
      parked: z.int(),
      repeated: z.int(),
    }),
    parked: z.int(),
    lastReceivedAt: instant.nullable(),
    now: instant,
  }),
})

export const openMessage = get('/api/interop/messages/:id', {
  id: 'interop.message',
  summary: 'One message, its segments readable and what identifies a person masked',
  access: 'interop:read',
  params: { id },
  returns: MessageOpened,
})

export const replayMessage = post('/api/interop/messages/:id/replay', {
  id: 'interop.replay',
  summary: 'Try a message again that was refused or is parked; a parked one makes the visit that it names (重放)',
  access: 'interop:replay',
  params: { id },
  body: z.strictObject({ reason: text(200, 2) }),
  returns: MessageOpened,
  problems: ['message-settled'],
})

import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { HalfDay, id } from './codes.ts'

const settings = {
  on: z.boolean(),
  name: text(40),
  endpoint: z.url({ protocol: /^https?$/ }).max(200),
}
export const BookingPlatform = z
  .strictObject({
    ...settings,
    keySetAt: instant.nullable(),
    /** Where the platform sends bookings and cancellations. */
    bookingsUrl: z.string(),
    cancellationsUrl: z.string(),
  })
  .meta({ id: 'BookingPlatform', description: '外部预约平台' })

export const readPlatform = get('/api/booking-platform', {
  id: 'appointment.read-platform',
  summary: 'How the outside booking platform is set up',
  access: 'setting:read',
  returns: BookingPlatform,
})
export const setPlatform = put('/api/booking-platform', {
  id: 'appointment.set-platform',
  summary: 'Set up the outside booking platform; an empty key keeps the one before',
  access: 'setting:write',
  body: z.strictObject({ ...settings, key: text(200, 16).nullable() }),
  returns: BookingPlatform,
  problems: ['platform-without-key'],
})

/** A slot that the platform does not know as it is. */
export const PendingTransfer = z
  .strictObject({
    slotId: id,
    sessionId: id,
    unit: z.string(),
    doctor: z.string(),
    day,
    halfDay: HalfDay,
    startsAt: instant,
    stopped: z.boolean(),
    state: z.enum(['waiting', 'failed']),
    attempts: z.int(),
    /** When it is tried again. */
    dueAt: instant.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'PendingTransfer', description: '未传送的号源' })

export const readTransfers = get('/api/booking-platform/slots', {
  id: 'appointment.read-transfers',
  summary: 'What the outside platform knows, and the slots that it could not be told',
  access: 'appointment:read',
  returns: z.strictObject({
    on: z.boolean(),
    name: z.string(),
    sent: z.int(),
    withdrawn: z.int(),
    waiting: z.int(),
    failed: z.int(),
    lastSentAt: instant.nullable(),
    /** The first of those that wait or failed, the next to come first. */
    pending: z.array(PendingTransfer),
  }),
})
export const retryTransfers = post('/api/booking-platform/retry', {
  id: 'appointment.retry-transfers',
  summary: 'Try at once what could not be transferred',
  access: 'appointment:manage',
  body: z.strictObject({}),
  returns: z.strictObject({ slots: z.int() }),
})

import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { BookingChannel, ContactWay, HalfDay, id, NamedDoctor, params, reason, version } from './codes.ts'

const ExtraStatus = z.enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired'])

/** A time with places that somebody who gets no extra number is shown. */
const Alternative = z.strictObject({ slotId: id, doctorId: id, startsAt: instant, free: z.int() })

export const ExtraRequest = z
  .strictObject({
    id,
    number: z.string(),
    sessionId: id,
    unitId: id,
    doctorId: id,
    day,
    halfDay: HalfDay,
    patientId: id,
    patientMasked: z.string(),
    status: ExtraStatus,
    askedAt: instant,
    dueAt: instant,
    escalatedAt: instant.nullable(),
    decidedAt: instant.nullable(),
    /** The n-th extra number of the session, where it was approved. */
    extraNumber: z.int().nullable(),
    appointmentNumber: z.string().nullable(),
    version,
  })
  .meta({ id: 'ExtraRequest', description: '加号申请' })

const Opened = ExtraRequest.extend({
  reason: z.string(),
  refusal: z.string().nullable(),
  alternatives: z.array(Alternative),
  doctors: z.array(NamedDoctor),
})
const Changed = z.strictObject({ id, status: ExtraStatus, extraNumber: z.int().nullable(), version })

export const askExtra = post('/api/extra-requests', {
  id: 'appointment.ask-extra',
  summary: 'Ask the doctor of a session for an extra number (加号申请)',
  access: 'appointment:book',
  body: z.strictObject({
    sessionId: id,
    patientId: id,
    channel: BookingChannel,
    contactWay: ContactWay,
    reason: text(500, 4),
  }),
  returns: z.strictObject({ id, number: z.string(), dueAt: instant, version }),
  status: 201,
  problems: [
    'session-unknown',
    'extra-session-over',
    'extra-not-needed',
    'patient-unknown',
    'booked-already',
    'extra-asked-already',
  ],
})

export const listExtras = get('/api/extra-requests', {
  id: 'appointment.list-extras',
  summary: 'Requests for extra numbers: those that wait, by their clock, then the newest',
  access: 'appointment:read',
  returns: z.strictObject({ items: z.array(ExtraRequest), doctors: z.array(NamedDoctor) }),
})

export const openExtra = get('/api/extra-requests/:id', {
  id: 'appointment.open-extra',
  summary: 'One request with its reason, and the other times where it was refused',
  access: 'appointment:read',
  params,
  returns: Opened,
  problems: ['not-found'],
})

export const withdrawExtra = post('/api/extra-requests/:id/withdraw', {
  id: 'appointment.withdraw-extra',
  summary: 'Take a request back',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: Changed,
  problems: ['not-found', 'extra-answered'],
})

export const listAskedExtras = get('/api/asked-extras', {
  id: 'appointment.list-asked-extras',
  summary: 'The requests that wait for me',
  access: 'extra-request:read',
  returns: z.strictObject({ items: z.array(ExtraRequest), doctors: z.array(NamedDoctor) }),
})

export const openAskedExtra = get('/api/asked-extras/:id', {
  id: 'appointment.open-asked-extra',
  summary: 'One request that I was asked for: the reason, how full the session is, and other times',
  access: 'extra-request:read',
  params,
  returns: Opened.extend({
    unit: z.string(),
    sex: z.string(),
    birthYear: z.int().nullable(),
    /** What the session has already. */
    booked: z.int(),
    capacity: z.int(),
    extras: z.int(),
  }),
  problems: ['not-found'],
})

export const approveExtra = post('/api/asked-extras/:id/approve', {
  id: 'appointment.approve-extra',
  summary: 'Admit the patient: an extra number outside the pool, and its booking',
  access: 'extra-request:answer',
  params,
  body: z.strictObject({}),
  returns: Changed,
  problems: ['not-found', 'extra-answered', 'extra-session-over', 'booked-already'],
})

export const refuseExtra = post('/api/asked-extras/:id/refuse', {
  id: 'appointment.refuse-extra',
  summary: 'Refuse, with the reason and other times',
  access: 'extra-request:answer',
  params,
  body: z.strictObject({ reason: text(500, 2), alternatives: z.array(id).max(5) }),
  returns: Changed,
  problems: ['not-found', 'extra-answered', 'extra-wants-alternative'],
})

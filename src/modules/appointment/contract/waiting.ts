import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { BookingChannel, ContactWay, HalfDay, id, NamedDoctor, params, reason, version } from './codes.ts'

const WaitingStatus = z.enum(['waiting', 'offered', 'booked', 'cancelled', 'expired'])
const urgency = z.union([z.literal(1), z.literal(2), z.literal(3)])
const WaitingChanged = z.strictObject({ id, status: WaitingStatus, version })

export const Waiting = z
  .strictObject({
    id,
    unitId: id,
    doctorId: id.nullable(),
    dayFrom: day,
    dayTo: day,
    halfDay: HalfDay.nullable(),
    patientId: id,
    patientMasked: z.string(),
    contactWay: ContactWay,
    urgency,
    isReferred: z.boolean(),
    status: WaitingStatus,
    madeAt: instant,
    appointmentId: id.nullable(),
    offerUntil: instant.nullable(),
    version,
    /** The place in the order of the department, from 1, and why it is behind the one before. */
    place: z.int(),
    behind: z.enum(['urgency', 'referral', 'time']).nullable(),
    offer: z.strictObject({ startsAt: instant, doctorId: id, offeredAt: instant, until: instant }).nullable(),
  })
  .meta({ id: 'Waiting', description: '候补' })

export const joinWaitingList = post('/api/waiting', {
  id: 'appointment.join-waiting-list',
  summary: 'Put a patient on the waiting list of a department',
  access: 'appointment:book',
  body: z.strictObject({
    unitId: id,
    doctorId: id.nullable(),
    dayFrom: day,
    dayTo: day,
    halfDay: HalfDay.nullable(),
    patientId: id,
    channel: BookingChannel,
    contactWay: ContactWay,
    urgency,
  }),
  returns: WaitingChanged,
  status: 201,
  problems: ['waiting-days', 'patient-unknown', 'waiting-already', 'booking-limited'],
})

export const listWaiting = get('/api/waiting', {
  id: 'appointment.list-waiting',
  summary: 'The waiting list of a department, or of all, in its order and with why',
  access: 'appointment:read',
  query: z.strictObject({ unit: id.optional() }),
  returns: z.strictObject({ items: z.array(Waiting), doctors: z.array(NamedDoctor) }),
  problems: ['not-found'],
})

export const answerOffer = post('/api/waiting/:id/answer', {
  id: 'appointment.answer-offer',
  summary: 'Accept or decline the place that is offered',
  access: 'appointment:book',
  params,
  body: z.strictObject({ accept: z.boolean() }),
  returns: WaitingChanged,
  problems: ['not-found', 'offer-over'],
})

export const leaveWaitingList = post('/api/waiting/:id/leave', {
  id: 'appointment.leave-waiting-list',
  summary: 'Take a patient off the waiting list',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: WaitingChanged,
  problems: ['not-found', 'waiting-status'],
})

import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { BookingChannel, ContactWay, HalfDay, id, NamedDoctor, params, reason, version } from './codes.ts'

const ReservationStatus = z.enum(['reserved', 'to_call', 'booked', 'cancelled', 'unreached'])
const urgency = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const Reservation = z
  .strictObject({
    id,
    number: z.string(),
    /** The Monday of the week. */
    week: day,
    unitId: id,
    doctorId: id.nullable(),
    halfDay: HalfDay.nullable(),
    patientId: id,
    patientMasked: z.string(),
    channel: BookingChannel,
    contactWay: ContactWay,
    urgency,
    status: ReservationStatus,
    madeAt: instant,
    callDueAt: instant,
    callBecause: z.enum(['no-places', 'week-full']).nullable(),
    calledAt: instant.nullable(),
    attempts: z.int(),
    appointmentNumber: z.string().nullable(),
    appointmentStartsAt: instant.nullable(),
    version,
  })
  .meta({ id: 'Reservation', description: '中长期预约' })

const Changed = z.strictObject({
  id,
  number: z.string(),
  status: ReservationStatus,
  appointmentNumber: z.string().nullable(),
  version,
})

export const makeReservation = post('/api/reservations', {
  id: 'appointment.make-reservation',
  summary: 'Reserve a review for a week whose places are not published yet; it becomes a booking when they are',
  access: 'appointment:book',
  body: z.strictObject({
    patientId: id,
    unitId: id,
    doctorId: id.nullable(),
    /** Any day of the week that is meant. */
    week: day,
    halfDay: HalfDay.nullable(),
    urgency,
    reason,
    channel: BookingChannel,
    contactWay: ContactWay,
  }),
  returns: Changed,
  status: 201,
  problems: ['patient-unknown', 'reservation-week', 'reservation-already'],
})

export const listReservations = get('/api/reservations', {
  id: 'appointment.list-reservations',
  summary: 'Reservations: those to call about, those that wait for places, or those that are over',
  access: 'appointment:read',
  query: z.strictObject({ view: z.enum(['calls', 'waiting', 'over']).default('calls'), unit: id.optional() }),
  returns: z.strictObject({
    items: z.array(Reservation),
    doctors: z.array(NamedDoctor),
    counts: z.strictObject({ calls: z.int(), waiting: z.int() }),
  }),
})

export const openReservation = get('/api/reservations/:id', {
  id: 'appointment.open-reservation',
  summary: 'One reservation with its reason and its reminders',
  access: 'appointment:read',
  params,
  returns: Reservation.extend({
    reason: z.string(),
    reminders: z.array(z.strictObject({ daysBefore: z.int(), dueAt: instant, doneAt: instant.nullable() })),
    doctors: z.array(NamedDoctor),
  }),
  problems: ['not-found'],
})

export const bookReserved = post('/api/reservations/:id/book', {
  id: 'appointment.book-reserved',
  summary: 'A person gives the reservation a place that is free',
  access: 'appointment:book',
  params,
  body: z.strictObject({ slotId: id }),
  returns: Changed,
  problems: ['not-found', 'reservation-status', 'slot-unknown', 'slot-past', 'slot-full', 'booked-already'],
})

export const moveReservation = post('/api/reservations/:id/week', {
  id: 'appointment.move-reservation',
  summary: 'Wait for another week instead',
  access: 'appointment:book',
  params,
  body: z.strictObject({ week: day, reason }),
  returns: Changed,
  problems: ['not-found', 'reservation-status', 'reservation-week', 'reservation-already'],
})

export const noteReservationCall = post('/api/reservations/:id/attempts', {
  id: 'appointment.note-reservation-call',
  summary: 'The patient of a reservation without a place could not be reached',
  access: 'appointment:book',
  params,
  returns: z.strictObject({ id, attempts: z.int(), unreached: z.boolean(), version }),
  problems: ['not-found', 'reservation-status'],
})

export const cancelReservation = post('/api/reservations/:id/cancel', {
  id: 'appointment.cancel-reservation',
  summary: 'Take a reservation back',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: Changed,
  problems: ['not-found', 'reservation-status'],
})

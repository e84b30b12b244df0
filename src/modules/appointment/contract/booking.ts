import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import {
  AppointmentStatus,
  BookingChannel,
  ContactWay,
  FeeLevel,
  HalfDay,
  id,
  NamedDoctor,
  params,
  reason,
  Told,
  version,
} from './codes.ts'

export const Slot = z
  .strictObject({
    id,
    sessionId: id,
    unitId: id,
    doctorId: id,
    day,
    halfDay: HalfDay,
    startsAt: instant,
    endsAt: instant,
    feeLevel: FeeLevel,
    capacity: z.int(),
    /** What the channel that asked may still take. */
    free: z.int(),
    stopped: z.boolean(),
  })
  .meta({ id: 'BookableSlot', description: '号源时段' })

export const Appointment = z
  .strictObject({
    id,
    number: z.string(),
    slotId: id,
    unitId: id,
    doctorId: id,
    day,
    halfDay: HalfDay,
    startsAt: instant,
    endsAt: instant,
    channel: BookingChannel,
    status: AppointmentStatus,
    patientId: id,
    patientMasked: z.string(),
    changes: z.int(),
    holdUntil: instant.nullable(),
    version,
  })
  .meta({ id: 'Appointment', description: '预约' })

/** Late, the order of who registered on site, and the guide who did it in the person's name. */
const marks = { late: z.boolean(), order: z.int().nullable(), helper: z.string().nullable() }

/** A booking with what the patient was told last. */
export const DayBooking = Appointment.extend({ told: Told.nullable(), ...marks }).meta({ id: 'DayBooking' })

const Booked = z.strictObject({
  id,
  number: z.string(),
  slotId: id,
  status: z.enum(['booked', 'held']),
  startsAt: instant,
  holdUntil: instant.nullable(),
  version,
})
const Changed = z.strictObject({ id, number: z.string(), status: AppointmentStatus, version })

const wish = z.strictObject({
  slotId: id,
  patientId: id,
  channel: BookingChannel,
  contactWay: ContactWay,
  readBack: z.boolean(),
  consent: z.boolean(),
  doubledBecause: reason.nullable(),
  /** The document that the caller said or showed, to be compared with the record; it is not kept. */
  document: text(30).nullable().optional(),
})
const NOT_NOW = [
  'check-in-other-day',
  'check-in-early',
  'checked-in-already',
  'check-in-missed',
  'check-in-stopped',
  'check-in-other-zone',
] as const
const REFUSALS = [
  'slot-unknown',
  'slot-past',
  'slot-too-far',
  'slot-full',
  'patient-unknown',
  'booked-already',
  'booking-limited',
] as const

export const listSlots = get('/api/slots', {
  id: 'appointment.list-slots',
  summary: 'Slots with places of some days, for a channel',
  access: 'appointment:read',
  query: z.strictObject({ from: day, to: day, unit: id.optional(), doctor: id.optional(), channel: BookingChannel }),
  returns: z.strictObject({ slots: z.array(Slot), doctors: z.array(NamedDoctor), now: instant }),
})

export const bookAppointment = post('/api/appointments', {
  id: 'appointment.book',
  summary: 'Book a place',
  access: 'appointment:book',
  body: wish,
  returns: Booked,
  status: 201,
  problems: [...REFUSALS, 'read-back-missing', 'assistance-incomplete', 'document-invalid', 'document-other'],
})

export const holdPlace = post('/api/appointments/holds', {
  id: 'appointment.hold',
  summary: 'Keep a place for some minutes while the rest is entered',
  access: 'appointment:book',
  body: wish,
  returns: Booked,
  status: 201,
  problems: [...REFUSALS],
})

export const confirmHold = post('/api/appointments/:id/confirm', {
  id: 'appointment.confirm',
  summary: 'Make a kept place a booking',
  access: 'appointment:book',
  params,
  body: z.strictObject({ readBack: z.boolean(), consent: z.boolean() }),
  returns: Changed,
  problems: ['not-found', 'hold-lapsed', 'appointment-status', 'read-back-missing', 'assistance-incomplete'],
})

export const moveAppointment = post('/api/appointments/:id/move', {
  id: 'appointment.move',
  summary: 'Change a booking to another slot, in one step',
  access: 'appointment:book',
  params,
  body: z.strictObject({ slotId: id, reason }),
  returns: Changed,
  problems: ['not-found', 'appointment-status', 'change-too-late', 'changed-too-often', 'same-slot', ...REFUSALS],
})

export const cancelAppointment = post('/api/appointments/:id/cancel', {
  id: 'appointment.cancel',
  summary: 'Cancel a booking or a kept place',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason, by: z.enum(['patient', 'hospital']) }),
  returns: Changed,
  problems: ['not-found', 'appointment-status', 'change-too-late'],
})

export const checkIn = post('/api/appointments/:id/check-in', {
  id: 'appointment.check-in',
  summary: 'The patient is here',
  access: 'appointment:book',
  params,
  body: z.strictObject({
    place: text(60),
    /** A guide does it for somebody who cannot, who agreed to it. */
    assisted: z.strictObject({ consent: z.boolean() }).nullable().default(null),
  }),
  returns: Changed.extend({ late: z.boolean() }),
  problems: ['not-found', 'appointment-status', ...NOT_NOW, 'assistance-incomplete'],
})

export const listDay = get('/api/appointments', {
  id: 'appointment.list-day',
  summary: 'The bookings of a department and day',
  access: 'appointment:read',
  query: z.strictObject({ unit: id, day, after: text(200).optional() }),
  returns: z.strictObject({
    items: z.array(DayBooking),
    doctors: z.array(NamedDoctor),
    next: z.string().nullable(),
  }),
  problems: ['not-found'],
})

export const listOfPatient = get('/api/patients/:id/appointments', {
  id: 'appointment.list-of-patient',
  summary: 'The bookings of a patient',
  access: 'appointment:read',
  params,
  returns: z.strictObject({ items: z.array(Appointment), doctors: z.array(NamedDoctor) }),
})

export const openAppointment = get('/api/appointments/:id', {
  id: 'appointment.open',
  summary: 'One booking',
  access: 'appointment:read',
  params,
  returns: Appointment,
  problems: ['not-found'],
})

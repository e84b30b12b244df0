import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'

const id = z.uuid()
const params = { id }
const version = z.int().min(1).max(1_000_000)
const reason = text(500)

/** Where a booking comes from (预约渠道). */
export const BookingChannel = z.enum([
  'phone',
  'desk',
  'web',
  'wechat',
  'kiosk',
  'consulting-room',
  'assisted',
  'referral',
  'platform',
])
/** How the patient is told (通知方式). */
export const ContactWay = z.enum(['sms', 'wechat', 'phone', 'paper'])
export const AppointmentStatus = z.enum([
  'held',
  'booked',
  'notified',
  'checked_in',
  'in_consultation',
  'completed',
  'lapsed',
  'cancelled_by_patient',
  'cancelled_by_hospital',
  'stopped',
  'left',
  'no_show',
])
const HalfDay = z.enum(['morning', 'afternoon', 'evening'])
const FeeLevel = z.enum(['ordinary', 'associate', 'expert', 'special'])

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

/** Who sees patients, by name (医生). */
const NamedDoctor = z.strictObject({ id, name: z.string(), title: z.string() })

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
})
const REFUSALS = [
  'slot-unknown',
  'slot-past',
  'slot-too-far',
  'slot-full',
  'patient-unknown',
  'booked-already',
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
  problems: [...REFUSALS, 'read-back-missing', 'assistance-incomplete'],
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
  problems: ['not-found', 'appointment-status', 'change-too-late', 'changed-too-often', ...REFUSALS],
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
  body: z.strictObject({ place: text(60) }),
  returns: Changed,
  problems: ['not-found', 'appointment-status', 'check-in-other-day'],
})

export const listDay = get('/api/appointments', {
  id: 'appointment.list-day',
  summary: 'The bookings of a department and day',
  access: 'appointment:read',
  query: z.strictObject({ unit: id, day, after: text(200).optional() }),
  returns: z.strictObject({ items: z.array(Appointment), doctors: z.array(NamedDoctor), next: z.string().nullable() }),
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
    urgency,
    isReferred: z.boolean(),
    status: WaitingStatus,
    madeAt: instant,
    appointmentId: id.nullable(),
    offerUntil: instant.nullable(),
    version,
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
  problems: ['waiting-days', 'patient-unknown', 'waiting-already'],
})

export const listWaiting = get('/api/waiting', {
  id: 'appointment.list-waiting',
  summary: 'The waiting list of a department in its order',
  access: 'appointment:read',
  query: z.strictObject({ unit: id }),
  returns: z.strictObject({ items: z.array(Waiting) }),
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

export const stopSession = post('/api/sessions/:id/stop', {
  id: 'appointment.stop-session',
  summary: 'Stop a session and list everybody who is booked',
  access: 'appointment:manage',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ id, bookings: z.int() }),
  problems: ['session-unknown', 'session-state'],
})

export const StopContact = z.strictObject({
  appointmentId: id,
  number: z.string(),
  startsAt: instant,
  patientId: id,
  patientMasked: z.string(),
  contactWay: ContactWay,
  status: AppointmentStatus,
  outcome: z.enum(['moved', 'cancelled', 'unreached']).nullable(),
  attempts: z.int(),
})
export const StopCase = z
  .strictObject({
    id,
    sessionId: id,
    unitId: id,
    doctorId: id,
    day,
    halfDay: HalfDay,
    reason: z.string(),
    stoppedAt: instant,
    closedAt: instant.nullable(),
    contacts: z.array(StopContact),
  })
  .meta({ id: 'StopCase', description: '停诊处置' })

export const listStopCases = get('/api/stop-cases', {
  id: 'appointment.list-stop-cases',
  summary: 'Stopped sessions that are not answered to the last patient yet, then the newest closed ones',
  access: 'appointment:read',
  returns: z.strictObject({ cases: z.array(StopCase) }),
})

export const noteStopAttempt = post('/api/appointments/:id/stop-attempts', {
  id: 'appointment.note-stop-attempt',
  summary: 'A patient of a stopped session could not be reached',
  access: 'appointment:book',
  params,
  returns: z.strictObject({ appointmentId: id, attempts: z.int(), unreached: z.boolean() }),
  problems: ['not-found'],
})

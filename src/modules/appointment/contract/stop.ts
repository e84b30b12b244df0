import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { AppointmentStatus, ContactWay, HalfDay, id, NamedDoctor, params, reason, Told, version } from './codes.ts'

export const stopSession = post('/api/sessions/:id/stop', {
  id: 'appointment.stop-session',
  summary: 'Stop a session and list everybody who is booked',
  access: 'appointment:manage',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ id, bookings: z.int() }),
  problems: ['session-unknown', 'session-state'],
})

export const stopImpact = get('/api/sessions/:id/stop-impact', {
  id: 'appointment.stop-impact',
  summary: 'Whom stopping a session would touch: booked, kept, waiting for a place of it',
  access: 'appointment:manage',
  params,
  returns: z.strictObject({
    unitId: id,
    doctor: NamedDoctor.nullable(),
    day,
    halfDay: HalfDay,
    mayStop: z.boolean(),
    booked: z.int(),
    held: z.int(),
    here: z.int(),
    waiting: z.int(),
  }),
  problems: ['session-unknown'],
})

const Outcome = z.enum(['moved', 'cancelled', 'unreached', 'answered'])
export const ReplacementKind = z.enum(['substitute', 'own-doctor', 'same-day', 'other-time'])
const Proposal = z.strictObject({
  slotId: id,
  doctorId: id,
  startsAt: instant,
  kind: ReplacementKind,
  costsMore: z.boolean(),
})
export const StopContact = z.strictObject({
  appointmentId: id,
  number: z.string(),
  /** When the patient was to come, and where to the booking stands now. */
  wasAt: instant,
  startsAt: instant,
  doctorId: id,
  patientId: id,
  patientMasked: z.string(),
  contactWay: ContactWay,
  status: AppointmentStatus,
  /** The patient had checked in when the session was stopped. */
  wasHere: z.boolean(),
  outcome: Outcome.nullable(),
  note: z.string().nullable(),
  attempts: z.int(),
  /** When the patient asked by the link to be called. */
  callAskedAt: instant.nullable(),
  told: Told.nullable(),
  proposals: z.array(Proposal),
})
const StopCaseRow = z
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
    patients: z.int(),
    answered: z.int(),
    /** Who had checked in and has no answer yet: in the house, waiting. */
    here: z.int(),
  })
  .meta({ id: 'StopCaseRow', description: '停诊处置（列表）' })
export const StopCase = StopCaseRow.extend({
  contacts: z.array(StopContact),
  /** Sessions of the department with places, the best replacement first. */
  sessions: z.array(
    z.strictObject({ sessionId: id, doctorId: id, day, halfDay: HalfDay, kind: ReplacementKind, free: z.int() }),
  ),
  doctors: z.array(NamedDoctor),
}).meta({ id: 'StopCase', description: '停诊处置' })

export const listStopCases = get('/api/stop-cases', {
  id: 'appointment.list-stop-cases',
  summary: 'Stopped sessions that are not answered to the last patient yet, then the newest closed ones',
  access: 'appointment:read',
  returns: z.strictObject({ cases: z.array(StopCaseRow), doctors: z.array(NamedDoctor) }),
})

export const openStopCase = get('/api/stop-cases/:id', {
  id: 'appointment.open-stop-case',
  summary: 'A stopped session with all its patients, what they were told, and what may be proposed to each',
  access: 'appointment:read',
  params,
  returns: StopCase,
})

export const moveAllStopped = post('/api/stop-cases/:id/move-all', {
  id: 'appointment.move-all-stopped',
  summary: 'Move everybody who has no answer yet to a session; a row for each says what became of it',
  access: 'appointment:book',
  params,
  body: z.strictObject({ sessionId: id, reason }),
  returns: z.strictObject({
    rows: z.array(
      z.strictObject({
        appointmentId: id,
        number: z.string(),
        startsAt: instant.nullable(),
        problem: z.strictObject({ code: z.string(), title: z.string() }).nullable(),
      }),
    ),
  }),
  problems: ['session-unknown'],
})

export const moveStopped = post('/api/appointments/:id/stop-move', {
  id: 'appointment.move-stopped',
  summary:
    'Give the patient of a stopped session another time; who had checked in gets a new booking, checked in where one may',
  access: 'appointment:book',
  params,
  body: z.strictObject({ slotId: id, reason }),
  returns: z.strictObject({ id, number: z.string(), status: AppointmentStatus, version }),
  problems: [
    'not-found',
    'appointment-status',
    'slot-unknown',
    'slot-past',
    'slot-too-far',
    'slot-full',
    'booked-already',
  ],
})

export const answerStop = post('/api/appointments/:id/stop-answer', {
  id: 'appointment.answer-stop',
  summary: 'The patient of a stopped session was told and wants no other place now',
  access: 'appointment:book',
  params,
  body: z.strictObject({ note: reason }),
  returns: z.strictObject({ appointmentId: id }),
})

export const noteStopAttempt = post('/api/appointments/:id/stop-attempts', {
  id: 'appointment.note-stop-attempt',
  summary: 'A patient of a stopped session could not be reached',
  access: 'appointment:book',
  params,
  returns: z.strictObject({ appointmentId: id, attempts: z.int(), unreached: z.boolean() }),
  problems: ['not-found'],
})

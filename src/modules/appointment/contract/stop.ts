import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { AppointmentStatus, ContactWay, HalfDay, id, params, reason } from './codes.ts'

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

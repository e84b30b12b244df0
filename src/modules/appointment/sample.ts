import { Temporal } from '#kernel/time.ts'
import type { BookAppointment } from './server/book-appointment.ts'
import type { PublishSession } from './server/publish-session.ts'

/** A morning of a week from now at 08:00, four places in each half-hour. */
export const sampleSession = (
  given: Pick<PublishSession, 'sessionId' | 'unitId' | 'doctorId'>,
  day: string,
): PublishSession => ({
  ...given,
  day,
  halfDay: 'morning',
  from: Temporal.Instant.from(`${day}T08:00:00+08:00`),
  to: Temporal.Instant.from(`${day}T12:00:00+08:00`),
  slotMinutes: 30,
  capacity: 32,
  feeLevel: 'expert',
})

/** A caller on the phone, whose wish was read back. */
export const sampleBooking = (slotId: string, patientId: string): BookAppointment => ({
  slotId,
  patientId,
  channel: 'phone',
  contactWay: 'sms',
  readBack: true,
  consent: true,
  doubledBecause: null,
})

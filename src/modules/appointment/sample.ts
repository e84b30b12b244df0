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

/** Physiotherapy: hours of forty-five minutes' treatment and a quarter to change, on workdays. */
export const sampleResource = (unitId: string) => ({
  code: 'PT',
  name: '物理治疗床',
  kind: 'physiotherapy' as const,
  unitId,
  place: '二楼康复大厅',
  capacity: 4,
  slotMinutes: 60,
  hours: [
    { weekdays: [1, 2, 3, 4, 5], from: 8 * 60, to: 12 * 60 },
    { weekdays: [1, 2, 3, 4, 5], from: 14 * 60, to: 17 * 60 },
  ],
  onHolidays: false,
  preparation: '穿宽松衣裤，带上次的治疗记录。',
  consent: false,
  isActive: true,
  effectiveFrom: '2026-01-01',
})

import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { AppointmentStatus, HalfDay, id, NamedDoctor, params, version } from './codes.ts'
import { Registered } from './onsite.ts'
import { bookableDays, bookableTimes, bookableUnits } from './places.ts'

/** All of a kiosk (自助机): what a paired machine may, and nobody else. */
const access = 'kiosk:use'
const OVER = ['not-found', 'kiosk-visit-over'] as const
const number = text(40, 4)

export const KioskVisit = z
  .strictObject({
    id,
    nameMasked: z.string(),
    /** Under 14: a guardian comes along. */
    isMinor: z.boolean(),
  })
  .meta({ id: 'KioskVisit', description: '自助机办理' })

export const readZoneCode = get('/api/kiosk/zone-code', {
  id: 'kiosk.zone-code',
  summary: 'The address that a phone reads here to check in within the zone; another one every few minutes',
  access,
  returns: z.strictObject({ url: z.string(), until: instant }),
})

export const beginKioskVisit = post('/api/kiosk/visits', {
  id: 'kiosk.begin',
  summary: 'Somebody says who they are: by resident ID, a card, or a booking with the last four of their phone',
  access,
  body: z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('document'), number }),
    z.strictObject({ way: z.literal('card'), number }),
    z.strictObject({ way: z.literal('booking'), number, phoneTail: z.string().regex(/^\d{4}$/) }),
  ]),
  returns: KioskVisit,
  status: 201,
  problems: [
    'document-old',
    'document-invalid',
    'kiosk-person-unknown',
    'kiosk-booking-unknown',
    'person-unclear',
    'too-many-requests',
  ],
})
export const registerAtKiosk = post('/api/kiosk/people', {
  id: 'kiosk.register-person',
  summary: 'Somebody whom the house does not know is registered: resident ID, name, telephone',
  access,
  body: z.strictObject({ number, name: text(100), phone: number }),
  returns: KioskVisit,
  status: 201,
  problems: ['document-old', 'document-invalid', 'name-unreadable', 'phone-unreadable', 'person-unclear'],
})
export const endKioskVisits = post('/api/kiosk/visits/end', {
  id: 'kiosk.end',
  summary: 'Whoever stood at this machine has left; a place that was kept is free again',
  access,
  body: z.strictObject({ because: z.enum(['finished', 'left', 'idle', 'reload']) }),
  returns: z.strictObject({ ended: z.int() }),
})

export const KioskBooking = z
  .strictObject({
    id,
    number: z.string(),
    unit: z.string(),
    doctor: z.string(),
    building: z.string().nullable(),
    floor: z.string().nullable(),
    room: z.string().nullable(),
    day,
    halfDay: HalfDay,
    startsAt: instant,
    endsAt: instant,
    status: AppointmentStatus,
    /** Whether to check in now, and what to do where not. */
    arrival: z.enum(['open', 'late', 'early', 'other-day', 'other-zone', 'here', 'missed', 'stopped', 'closed']),
    /** From when on, where it is too early. */
    opensAt: instant.nullable(),
    order: z.int().nullable(),
    version,
  })
  .meta({ id: 'KioskBooking', description: '自助机所见预约' })

export const readKioskVisit = get('/api/kiosk/visits/:id', {
  id: 'kiosk.bookings',
  summary: 'The bookings of who stands here, from today on',
  access,
  params,
  returns: z.strictObject({ visit: KioskVisit, today: day, bookings: z.array(KioskBooking), now: instant }),
  problems: [...OVER],
})
export const checkInAtKiosk = post('/api/kiosk/visits/:id/check-in', {
  id: 'kiosk.check-in',
  summary: 'The patient is here, said at the machine of the zone',
  access,
  params,
  body: z.strictObject({ appointmentId: id }),
  returns: z.strictObject({ id, number: z.string(), late: z.boolean(), order: z.int().nullable() }),
  problems: [
    ...OVER,
    'appointment-status',
    'check-in-other-day',
    'check-in-early',
    'checked-in-already',
    'check-in-missed',
    'check-in-stopped',
    'check-in-other-zone',
  ],
})

export const kioskDepartments = get('/api/kiosk/departments', {
  id: 'kiosk.departments',
  summary: 'Departments with places for a kiosk, by name, pinyin or complaint',
  access,
  query: z.strictObject({ q: text(200, 0).optional() }),
  returns: bookableUnits,
})
export const kioskDays = get('/api/kiosk/departments/:unitId', {
  id: 'kiosk.days',
  summary: 'The days and doctors of a department with their places for a kiosk',
  access,
  params: { unitId: id },
  returns: bookableDays,
  problems: ['not-found'],
})
export const kioskTimes = get('/api/kiosk/departments/:unitId/times', {
  id: 'kiosk.times',
  summary: 'The times of one day of a department with their places for a kiosk',
  access,
  params: { unitId: id },
  query: z.strictObject({ day, doctor: id.optional() }),
  returns: bookableTimes,
  problems: ['not-found'],
})

const REFUSALS = [
  ...OVER,
  'slot-unknown',
  'slot-past',
  'slot-too-far',
  'slot-full',
  'booked-already',
  'patient-unknown',
] as const

export const holdAtKiosk = post('/api/kiosk/visits/:id/hold', {
  id: 'kiosk.hold',
  summary: 'Keep a place while it is read back; the one kept before is free again',
  access,
  params,
  body: z.strictObject({ slotId: id }),
  returns: z.strictObject({
    appointmentId: id,
    number: z.string(),
    holdUntil: instant,
    doctor: NamedDoctor.nullable(),
  }),
  status: 201,
  problems: [...REFUSALS],
})
export const confirmAtKiosk = post('/api/kiosk/visits/:id/confirm', {
  id: 'kiosk.confirm',
  summary: 'Make the kept place a booking',
  access,
  params,
  body: z.strictObject({ appointmentId: id }),
  returns: z.strictObject({ id, number: z.string(), receipt: z.enum(['sms', 'paper']) }),
  problems: [...OVER, 'hold-lapsed', 'appointment-status'],
})
export const releaseAtKiosk = post('/api/kiosk/visits/:id/release', {
  id: 'kiosk.release',
  summary: 'The kept place is not wanted; it is free again',
  access,
  params,
  returns: z.strictObject({ released: z.boolean() }),
  problems: [...OVER],
})
export const registerOnSiteAtKiosk = post('/api/kiosk/visits/:id/register', {
  id: 'kiosk.register',
  summary: 'Register a walk-in for today at the machine',
  access,
  params,
  body: z.strictObject({ slotId: id }),
  returns: Registered,
  status: 201,
  problems: [...REFUSALS, 'onsite-other-day', 'hold-lapsed'],
})

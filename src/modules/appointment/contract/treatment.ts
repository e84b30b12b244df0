import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { BookingChannel, ContactWay, id, params, reason, version } from './codes.ts'

const ResourceKind = z.enum(['infusion', 'dialysis', 'physiotherapy', 'chemotherapy', 'other'])
const TreatmentStatus = z.enum(['booked', 'done', 'missed', 'cancelled'])
const minute = z
  .int()
  .min(0)
  .max(24 * 60)
const Hours = z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), from: minute, to: minute })
const starts = z.array(instant).min(1).max(60)

const resource = {
  code: text(20),
  name: text(40),
  kind: ResourceKind,
  unitId: id,
  place: text(40),
  capacity: z.int().min(1).max(500),
  slotMinutes: z.int().min(5).max(720),
  hours: z.array(Hours).min(1).max(14),
  onHolidays: z.boolean(),
  /** What the patient does before, as it is read out. */
  preparation: text(500, 0),
  /** Is the patient's signed consent asked for? */
  consent: z.boolean(),
  isActive: z.boolean(),
  /** From which day on this version holds. */
  effectiveFrom: day,
}
export const TreatmentResource = z
  .strictObject({ id, version, ...resource })
  .meta({ id: 'TreatmentResource', description: '治疗资源' })

const Conflict = z.enum(['past', 'closed', 'full', 'patient-busy'])
export const PlannedSession = z
  .strictObject({
    ordinal: z.int(),
    startsAt: instant,
    endsAt: instant,
    conflict: Conflict.nullable(),
    alternatives: z.array(instant),
  })
  .meta({ id: 'PlannedSession', description: '疗程里的一次，含冲突与替代时间' })

export const Treatment = z
  .strictObject({
    id,
    seriesId: id,
    ordinal: z.int(),
    startsAt: instant,
    endsAt: instant,
    status: TreatmentStatus,
    /** Where it was planned first. */
    firstStartsAt: instant,
    moves: z.int(),
    version,
  })
  .meta({ id: 'Treatment', description: '一次治疗' })

const Series = z
  .strictObject({
    id,
    number: z.string(),
    resourceId: id,
    resourceName: z.string(),
    place: z.string(),
    patientId: id,
    patientMasked: z.string(),
    reason: z.string(),
    every: z.int(),
    step: z.enum(['day', 'week']),
    consentAt: instant.nullable(),
    preparation: z.string(),
    madeAt: instant,
    sessions: z.array(Treatment),
  })
  .meta({ id: 'TreatmentSeries', description: '疗程' })
const Changed = z.strictObject({ id, status: TreatmentStatus, startsAt: instant, version })

export const listResources = get('/api/treatment-resources', {
  id: 'appointment.list-resources',
  summary: 'Treatment resources as they hold today, and versions to come',
  access: 'appointment:read',
  returns: z.strictObject({ items: z.array(TreatmentResource), toCome: z.array(TreatmentResource) }),
})

export const writeResource = put('/api/treatment-resources', {
  id: 'appointment.write-resource',
  summary: 'A new resource, or the next version of one',
  access: 'appointment:manage',
  body: z.strictObject({ id: id.nullable(), ...resource }),
  returns: z.strictObject({ id, version }),
  problems: ['resource-hours', 'resource-code', 'not-found'],
})

export const readCalendar = get('/api/treatment-resources/:id/calendar', {
  id: 'appointment.read-calendar',
  summary: 'The times of a resource for seven days, and who has them',
  access: 'appointment:read',
  params,
  query: z.strictObject({ from: day }),
  returns: z.strictObject({
    resource: TreatmentResource,
    slots: z.array(
      z.strictObject({
        startsAt: instant,
        endsAt: instant,
        capacity: z.int(),
        booked: z.int(),
        sessions: z.array(
          z.strictObject({
            id,
            seriesId: id,
            ordinal: z.int(),
            of: z.int(),
            patientMasked: z.string(),
            status: TreatmentStatus,
            moved: z.boolean(),
          }),
        ),
      }),
    ),
  }),
  problems: ['not-found'],
})

export const planSeries = post('/api/treatment-plans', {
  id: 'appointment.plan-series',
  summary: 'The sessions of a series, each conflict with other times; nothing is booked',
  access: 'appointment:book',
  body: z.strictObject({
    resourceId: id,
    patientId: id,
    /** The first session; the others follow at the same time of the day. */
    first: instant,
    count: z.int().min(1).max(60),
    every: z.int().min(1).max(30),
    step: z.enum(['day', 'week']),
  }),
  returns: z.strictObject({ sessions: z.array(PlannedSession) }),
  problems: ['not-found', 'patient-unknown'],
})

export const bookSeries = post('/api/treatment-series', {
  id: 'appointment.book-series',
  summary: 'Book all sessions of a series, or none',
  access: 'appointment:book',
  body: z.strictObject({
    resourceId: id,
    patientId: id,
    starts,
    every: z.int().min(1).max(30),
    step: z.enum(['day', 'week']),
    /** The consent form was signed and seen. */
    consent: z.boolean(),
    reason,
    channel: BookingChannel,
    contactWay: ContactWay,
  }),
  returns: z.strictObject({ id, number: z.string(), sessions: z.int() }),
  status: 201,
  problems: ['not-found', 'patient-unknown', 'treatment-consent', 'treatment-conflict'],
})

export const openSeries = get('/api/treatment-series/:id', {
  id: 'appointment.open-series',
  summary: 'One series with its sessions',
  access: 'appointment:read',
  params,
  returns: Series,
  problems: ['not-found'],
})

export const cancelRest = post('/api/treatment-series/:id/cancel', {
  id: 'appointment.cancel-rest',
  summary: 'Cancel what is left of a series',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ id, cancelled: z.int() }),
  problems: ['not-found', 'treatment-over'],
})

export const otherTimes = get('/api/treatments/:id/other-times', {
  id: 'appointment.other-times',
  summary: 'Free times near a session, to move it alone',
  access: 'appointment:read',
  params,
  returns: z.strictObject({ times: z.array(instant) }),
  problems: ['not-found'],
})

export const moveTreatment = post('/api/treatments/:id/move', {
  id: 'appointment.move-treatment',
  summary: 'Move one session alone',
  access: 'appointment:book',
  params,
  body: z.strictObject({ startsAt: instant, reason }),
  returns: Changed,
  problems: ['not-found', 'treatment-over', 'treatment-conflict'],
})

export const cancelTreatment = post('/api/treatments/:id/cancel', {
  id: 'appointment.cancel-treatment',
  summary: 'Cancel one session',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: Changed,
  problems: ['not-found', 'treatment-over'],
})

export const markTreatment = post('/api/treatments/:id/mark', {
  id: 'appointment.mark-treatment',
  summary: 'The session took place, or the patient did not come',
  access: 'appointment:book',
  params,
  body: z.strictObject({ status: z.enum(['done', 'missed']) }),
  returns: Changed,
  problems: ['not-found', 'treatment-over', 'treatment-ahead'],
})

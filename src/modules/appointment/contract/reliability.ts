import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { COUNTED, ONLINE } from '../rules/booking-limit.ts'
import { id, NamedDoctor, params, reason } from './codes.ts'

const days = z.int().min(1).max(1000)
const weight = z.number().min(0).max(10)

/** A limit on booking for who often does not come (爽约限制). */
export const BookingLimit = z
  .strictObject({
    code: text(30).regex(/^[a-z][a-z0-9-]*$/),
    isOn: z.boolean(),
    windowDays: days,
    threshold: z.number().min(0.5).max(50),
    banDays: days.max(366),
    /** Online channels only: whoever comes, calls, or is an emergency is never turned away. */
    scope: z.array(z.enum(ONLINE)).min(1).max(ONLINE.length),
    counts: z.strictObject({ noShow: weight, sameDayCancel: weight, cancel: weight }),
  })
  .meta({ id: 'BookingLimit', description: '爽约限制' })

export const readStanding = get('/api/patients/:id/booking-standing', {
  id: 'appointment.read-standing',
  summary: 'How reliably a patient came: the hint, where each limit stands, and what it comes from',
  access: 'appointment:read',
  params,
  returns: z
    .strictObject({
      hint: z.strictObject({ count: z.int(), withinDays: z.int(), isShown: z.boolean() }),
      limits: z.array(BookingLimit.extend({ count: z.number(), until: instant.nullable() })),
      missed: z.array(
        z.strictObject({
          id,
          number: z.string(),
          unitId: id,
          doctorId: id,
          startsAt: instant,
          kind: z.enum(COUNTED),
          isAppealed: z.boolean(),
          decision: z.enum(['excused', 'kept']).nullable(),
        }),
      ),
      doctors: z.array(NamedDoctor),
    })
    .meta({ id: 'BookingStanding', description: '爽约记录' }),
})

export const appealMissed = post('/api/appointments/:id/appeal', {
  id: 'appointment.appeal',
  summary: 'Say why a missed booking should not count',
  access: 'appointment:book',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ id }),
  problems: ['appeal-nothing', 'appealed-already'],
})

export const listAppeals = get('/api/appeals', {
  id: 'appointment.list-appeals',
  summary: 'Appeals to be decided, and those decided last',
  access: 'appointment:manage',
  returns: z.strictObject({
    items: z.array(
      z
        .strictObject({
          id,
          appointmentId: id,
          number: z.string(),
          unitId: id,
          doctorId: id,
          startsAt: instant,
          status: z.enum(['no_show', 'cancelled_by_patient']),
          patientId: id,
          patientMasked: z.string(),
          reason: z.string(),
          note: z.string().nullable(),
          madeBy: z.string().nullable(),
          madeAt: instant,
          decision: z.enum(['excused', 'kept']).nullable(),
          decidedBy: z.string().nullable(),
          decidedAt: instant.nullable(),
          isOwn: z.boolean(),
        })
        .meta({ id: 'Appeal', description: '爽约申诉' }),
    ),
    doctors: z.array(NamedDoctor),
  }),
})

export const decideAppeal = post('/api/appeals/:id/decide', {
  id: 'appointment.decide-appeal',
  summary: 'Excuse a missed booking, or leave it as it is; by another person than the one who appealed',
  access: 'appointment:manage',
  params,
  body: z.strictObject({ excused: z.boolean(), note: reason }),
  returns: z.strictObject({ id, decision: z.enum(['excused', 'kept']) }),
  problems: ['appeal-decided', 'appeal-own'],
})

const Limits = z.strictObject({ version: z.int().min(0), limits: z.array(BookingLimit) })

export const readBookingLimits = get('/api/booking-limits', {
  id: 'appointment.read-limits',
  summary: 'The limits on booking for who often does not come; none is on unless the hospital turned it on',
  access: 'setting:read',
  returns: Limits,
})

export const setBookingLimits = put('/api/booking-limits', {
  id: 'appointment.set-limits',
  summary: 'Write the next version of the limits on booking',
  access: 'setting:write',
  body: z.strictObject({ version: z.int().min(0), limits: z.array(BookingLimit).min(1).max(5) }),
  returns: Limits,
  problems: ['stale-version'],
})

import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { AppointmentStatus, FeeLevel, HalfDay, id, params } from './codes.ts'

/** One booking as the patient sees it (我的就诊): what it is, where, and what may still be done with it. */
export const Visit = z
  .strictObject({
    id,
    number: z.string(),
    status: AppointmentStatus,
    unitId: id,
    unit: z.string(),
    doctorId: id,
    doctor: z.string(),
    day,
    halfDay: HalfDay,
    startsAt: instant,
    endsAt: instant,
    feeLevel: FeeLevel,
    building: z.string().nullable(),
    floor: z.string().nullable(),
    room: z.string().nullable(),
    /** What the department asks of those who come. */
    visitingNotes: z.string().nullable(),
    patientId: id,
    patientMasked: z.string(),
    isChild: z.boolean(),
    holdUntil: instant.nullable(),
    /** Until when the patient may cancel or change it, and how often still. */
    changeUntil: instant,
    changesLeft: z.int(),
    mayCancel: z.boolean(),
    mayMove: z.boolean(),
  })
  .meta({ id: 'Visit', description: '就诊预约' })

/** A wish on the waiting list as the patient sees it, with the place that is offered now. */
export const MyWaiting = z
  .strictObject({
    id,
    unitId: id,
    unit: z.string(),
    doctor: z.string().nullable(),
    dayFrom: day,
    dayTo: day,
    halfDay: HalfDay.nullable(),
    patientId: id,
    patientMasked: z.string(),
    status: z.enum(['waiting', 'offered']),
    madeAt: instant,
    offer: Visit.nullable(),
  })
  .meta({ id: 'MyWaiting', description: '我的候补' })

const REFUSALS = [
  'not-found',
  'slot-unknown',
  'slot-past',
  'slot-too-far',
  'slot-full',
  'has-number-already',
  'booking-limited',
] as const

export const holdMine = post('/api/portal/holds', {
  id: 'portal.hold',
  summary: 'Keep a place for one of the own people; one at a time (占号)',
  access: 'patient',
  body: z.strictObject({ slotId: id, patientId: id }),
  returns: Visit,
  status: 201,
  problems: [...REFUSALS, 'guardian-needed'],
})

export const releaseMine = post('/api/portal/holds/:id/release', {
  id: 'portal.release',
  summary: 'Give a kept place back before its time (放回占号)',
  access: 'patient',
  params,
  returns: z.strictObject({}),
  problems: ['not-found'],
})

export const confirmMine = post('/api/portal/bookings/:id/confirm', {
  id: 'portal.confirm',
  summary: 'Make a kept place a booking (确认预约)',
  access: 'patient',
  params,
  returns: Visit,
  problems: ['not-found', 'hold-lapsed', 'appointment-status'],
})

export const moveMine = post('/api/portal/bookings/:id/move', {
  id: 'portal.move',
  summary: 'Change a booking to another time, in one step (改约)',
  access: 'patient',
  params,
  body: z.strictObject({ slotId: id, reason: text(200) }),
  returns: Visit,
  problems: [...REFUSALS, 'appointment-status', 'change-too-late', 'changed-too-often', 'same-slot'],
})

export const cancelMine = post('/api/portal/bookings/:id/cancel', {
  id: 'portal.cancel',
  summary: 'Cancel a booking (取消预约)',
  access: 'patient',
  params,
  body: z.strictObject({ reason: text(200) }),
  returns: Visit,
  problems: ['not-found', 'appointment-status', 'change-too-late'],
})

export const listVisits = get('/api/portal/visits', {
  id: 'portal.visits',
  summary: 'Bookings of the own people, coming and past, and what they wait for (我的就诊)',
  access: 'patient',
  returns: z.strictObject({ coming: z.array(Visit), past: z.array(Visit), waiting: z.array(MyWaiting) }),
})

export const openVisit = get('/api/portal/bookings/:id', {
  id: 'portal.visit',
  summary: 'One booking of the own people',
  access: 'patient',
  params,
  returns: Visit,
  problems: ['not-found'],
})

export const arriveMine = post('/api/portal/bookings/:id/check-in', {
  id: 'portal.check-in',
  summary: 'One of the own people is here: with the code that a machine of the zone shows (手机报到)',
  access: 'patient',
  params,
  body: z.strictObject({ code: text(200) }),
  returns: z.strictObject({ id, number: z.string(), late: z.boolean(), order: z.int().nullable() }),
  problems: [
    'not-found',
    'zone-code-over',
    'appointment-status',
    'check-in-other-day',
    'check-in-early',
    'checked-in-already',
    'check-in-missed',
    'check-in-stopped',
    'check-in-other-zone',
  ],
})

const Waited = z.strictObject({ id, status: z.enum(['waiting', 'offered', 'booked', 'cancelled', 'expired']) })

export const joinMine = post('/api/portal/waiting', {
  id: 'portal.wait',
  summary: 'Wait for a place of a department (登记候补)',
  access: 'patient',
  body: z.strictObject({
    unitId: id,
    doctorId: id.nullable(),
    dayFrom: day,
    dayTo: day,
    halfDay: HalfDay.nullable(),
    patientId: id,
  }),
  returns: Waited,
  status: 201,
  problems: ['not-found', 'guardian-needed', 'waiting-days', 'waiting-already'],
})

export const answerMine = post('/api/portal/waiting/:id/answer', {
  id: 'portal.answer-offer',
  summary: 'Accept or decline the place that is offered (候补答复)',
  access: 'patient',
  params,
  body: z.strictObject({ accept: z.boolean() }),
  returns: Waited,
  problems: ['not-found', 'offer-over'],
})

export const leaveMine = post('/api/portal/waiting/:id/leave', {
  id: 'portal.stop-waiting',
  summary: 'Wait no longer (取消候补)',
  access: 'patient',
  params,
  returns: Waited,
  problems: ['not-found', 'waiting-status'],
})

import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { FeeLevel, HalfDay, id, NamedDoctor, params, reason } from './codes.ts'

/** The shares of a slot's places (配额). */
export const Share = z.enum(['open', 'onsite', 'primary-care', 'consulting-room', 'platform', 'extra'])
const KeptShare = Share.exclude(['open', 'extra'])
const count = z.int().min(0).max(500)

/** Where places are: together they are what was published (APT-03). */
export const PlaceSum = z
  .strictObject({
    published: z.int(),
    free: z.int(),
    held: z.int(),
    booked: z.int(),
    used: z.int(),
    expired: z.int(),
    stopped: z.int(),
  })
  .meta({ id: 'PlaceSum', description: '号源去向' })

const Session = z.strictObject({
  id,
  unitId: id,
  doctorId: id,
  seenBy: id,
  day,
  halfDay: HalfDay,
  from: instant,
  to: instant,
  room: z.string().nullable(),
  feeLevel: FeeLevel,
  slotMinutes: z.int(),
  capacity: z.int(),
  state: z.enum(['planned', 'open', 'stopped', 'substituted']),
  isPublished: z.boolean(),
  sum: PlaceSum,
})
export const ScheduledSession = Session.meta({ id: 'ScheduledSession', description: '出诊日历中的一次出诊' })

export const readSchedule = get('/api/schedule', {
  id: 'appointment.read-schedule',
  summary: 'A week of a department: its sessions and where their places are',
  access: 'appointment:read',
  query: z.strictObject({ unit: id, from: day }),
  returns: z.strictObject({ sessions: z.array(ScheduledSession), doctors: z.array(NamedDoctor) }),
  problems: ['not-found'],
})

const ShareCount = z.strictObject({
  quota: Share,
  capacity: z.int(),
  booked: z.int(),
  held: z.int(),
  stopped: z.int(),
  releaseAt: instant.nullable(),
})
export const readPlaces = get('/api/sessions/:id/places', {
  id: 'appointment.read-places',
  summary: 'The slots of a session with their shares',
  access: 'appointment:read',
  params,
  returns: z.strictObject({
    session: ScheduledSession,
    slots: z.array(
      z.strictObject({
        id,
        startsAt: instant,
        endsAt: instant,
        stopped: z.boolean(),
        sum: PlaceSum,
        shares: z.array(ShareCount),
      }),
    ),
  }),
  problems: ['not-found'],
})

const minute = z
  .int()
  .min(0)
  .max(24 * 60)
export const giveOutPlaces = post('/api/place-lists', {
  id: 'appointment.give-out-places',
  summary: 'Give out the places of a session, planned or new',
  access: 'appointment:manage',
  body: z.strictObject({
    doctorId: id,
    unitId: id,
    day,
    halfDay: HalfDay,
    from: minute,
    to: minute,
    slotMinutes: z.int().min(1).max(120).nullable(),
    places: z.int().min(1).max(500).nullable(),
    feeLevel: FeeLevel,
    room: text(60).nullable(),
    kept: z
      .array(z.strictObject({ quota: KeptShare, places: count }))
      .max(4)
      .nullable(),
  }),
  returns: z.strictObject({ sessionId: id, outcome: z.enum(['added', 'changed', 'same']), places: z.int() }),
  status: 201,
  problems: [
    'not-found',
    'doctor-not-of-unit',
    'session-clash',
    'session-published',
    'list-times',
    'list-past',
    'list-too-far',
    'list-without-places',
    'list-of-stopped',
    'slot-too-long',
    'session-too-short',
    'quotas-over-capacity',
  ],
})

export const changePlaces = post('/api/sessions/:id/places', {
  id: 'appointment.change-places',
  summary: 'Change how many places the slots of a session have, and for whom they are kept',
  access: 'appointment:manage',
  params,
  body: z.strictObject({
    reason,
    /** `was` is what the screen showed: another number is refused. */
    changes: z
      .array(z.strictObject({ slotId: id, quota: Share.exclude(['extra']), was: count, capacity: count }))
      .min(1)
      .max(400)
      .refine(changes => new Set(changes.map(one => `${one.slotId} ${one.quota}`)).size === changes.length),
  }),
  returns: z.strictObject({ sessionId: id, places: z.int() }),
  problems: [
    'not-found',
    'places-changed',
    'places-taken',
    'places-range',
    'share-released',
    'list-of-stopped',
    'slot-past',
  ],
})

export const releaseShare = post('/api/sessions/:id/release', {
  id: 'appointment.release-share',
  summary: 'Open to all, before its time, what is kept of a session',
  access: 'appointment:manage',
  params,
  body: z.strictObject({ reason, quota: KeptShare }),
  returns: z.strictObject({ sessionId: id, places: z.int() }),
  problems: ['not-found', 'nothing-to-release'],
})

/** One step in the life of a slot (号源轨迹). */
export const SlotStep = z
  .strictObject({
    id,
    at: instant,
    what: z.enum([
      'published',
      'places-changed',
      'released',
      'held',
      'booked',
      'offered',
      'offer-ended',
      'lapsed',
      'moved-in',
      'moved-out',
      'cancelled',
      'checked-in',
      'no-show',
      'stopped',
      'session-stopped',
      'session-reopened',
      'session-substituted',
    ]),
    /** Who did it; null for the house itself. */
    who: z.string().nullable(),
    by: z.enum(['staff', 'patient', 'system', 'other']),
    number: z.string().nullable(),
    channel: z.string().nullable(),
    quota: z.string().nullable(),
    places: z.int().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SlotStep' })

export const readSlotLife = get('/api/slots/:id/life', {
  id: 'appointment.read-slot-life',
  summary: 'What happened to the places of a slot, and who did it',
  access: 'appointment:read',
  params,
  returns: z.strictObject({ slotId: id, startsAt: instant, sum: PlaceSum, steps: z.array(SlotStep) }),
  problems: ['not-found'],
})

const listRules = {
  cutOffHour: z.int().min(0).max(23),
  horizonDays: z.int().min(1).max(60),
  slotMinutes: z.int().min(1).max(30),
  releaseMinutes: z
    .int()
    .min(0)
    .max(60 * 24 * 60),
}
/** How lists of places are taken (号源上传规则), with the version that holds. */
export const ListRules = z.strictObject({ ...listRules, version: z.int() }).meta({ id: 'ListRules' })

export const readListRules = get('/api/place-lists/rules', {
  id: 'appointment.read-list-rules',
  summary: 'Until when lists of places are expected, for which day, and how they are read',
  access: 'setting:read',
  returns: ListRules,
})
export const setListRules = put('/api/place-lists/rules', {
  id: 'appointment.set-list-rules',
  summary: 'Set the cut-off, the horizon and how lists are read',
  access: 'setting:write',
  body: z.strictObject({ ...listRules, version: z.int() }),
  returns: ListRules,
  problems: ['stale-version'],
})

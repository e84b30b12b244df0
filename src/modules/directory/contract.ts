import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { FEE_LEVELS, TITLES } from './rules/doctor.ts'
import { HALF_DAYS, SESSION_STATES } from './rules/session.ts'

const unitId = z.uuid()
const version = z.int().min(0).max(1_000_000)
const Someone = z.strictObject({ id: z.uuid(), name: z.string() })

/** One row of the directory: where it is and who answers. */
export const DirectoryRow = z
  .strictObject({
    unitId,
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    building: z.string().nullable(),
    floor: z.string().nullable(),
    room: z.string().nullable(),
    phone: z.string().nullable(),
    hours: z.string().nullable(),
    aliases: z.array(z.string()),
    liaison: Someone.nullable(),
    /** Is the liaison there now? */
    liaisonIsHere: z.boolean(),
  })
  .meta({ id: 'DirectoryRow', description: '科室' })

export const MapPoint = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) })

export const DirectoryEntry = DirectoryRow.extend({
  version,
  unitPhone: z.string().nullable(),
  introduction: z.string().nullable(),
  mapPoint: MapPoint.nullable(),
  services: z.array(z.string()),
  visitingNotes: z.string().nullable(),
  isPublic: z.boolean(),
  deputy: Someone.nullable(),
  mayEdit: z.boolean(),
}).meta({ id: 'DirectoryEntry', description: '科室介绍' })

/** What anybody may know. */
export const PublicRow = DirectoryRow.pick({
  unitId: true,
  name: true,
  building: true,
  floor: true,
  room: true,
  phone: true,
  hours: true,
}).meta({ id: 'PublicDirectoryRow' })
export const PublicEntry = PublicRow.extend({
  introduction: z.string().nullable(),
  mapPoint: MapPoint.nullable(),
  services: z.array(z.string()),
  visitingNotes: z.string().nullable(),
}).meta({ id: 'PublicDirectoryEntry' })

const query = z.strictObject({ q: text(60, 0).optional() })

export const findUnits = get('/api/directory', {
  id: 'directory.find',
  summary: 'Departments by name, pinyin initials, alias, floor (科室查询)',
  access: 'directory:read',
  query,
  returns: z.strictObject({ items: z.array(DirectoryRow) }),
})
export const openUnit = get('/api/directory/:unitId', {
  id: 'directory.open',
  summary: 'All that the directory tells about a department (科室介绍)',
  access: 'directory:read',
  params: { unitId },
  returns: DirectoryEntry,
})
export const describeUnit = put('/api/directory/:unitId', {
  id: 'directory.describe',
  summary: 'Write what the directory tells about a department of one’s own',
  access: 'directory:write',
  params: { unitId },
  body: z
    .strictObject({
      version,
      introduction: text(2000).nullable(),
      building: text(40).nullable(),
      floor: text(10).nullable(),
      room: text(40).nullable(),
      mapPoint: MapPoint.nullable(),
      phone: text(40, 3)
        .regex(/^[0-9+\-、 ()转]+$/)
        .nullable(),
      hours: text(200).nullable(),
      services: z.array(text(60)).max(40),
      visitingNotes: text(1000).nullable(),
      aliases: z.array(text(40)).max(20),
      isPublic: z.boolean(),
    })
    .meta({ id: 'DescribeUnit' }),
  returns: DirectoryEntry,
  problems: ['stale-version', 'floor-unreadable'],
})

export const findPublicUnits = get('/api/public/directory', {
  id: 'directory.find-public',
  summary: 'Departments that a patient may look for, without sign-in',
  access: 'public',
  query,
  returns: z.strictObject({ items: z.array(PublicRow) }),
})
export const openPublicUnit = get('/api/public/directory/:unitId', {
  id: 'directory.open-public',
  summary: 'One department for patients, without sign-in',
  access: 'public',
  params: { unitId },
  returns: PublicEntry,
})

const doctorId = z.uuid()
const Named = z.strictObject({ id: z.uuid(), name: z.string() })
const feeLevel = z.enum(FEE_LEVELS)
const halfDay = z.enum(HALF_DAYS)
const slotMinutes = z.int().min(1).max(120)
const capacity = z.int().min(1).max(500)

/** One clinic session (出诊). */
export const SessionRow = z
  .strictObject({
    id: z.uuid(),
    doctor: Named,
    /** Who sees the patients: the doctor, or the substitute. */
    seenBy: Named,
    unit: Named,
    day,
    halfDay,
    from: instant,
    to: instant,
    room: z.string().nullable(),
    feeLevel,
    slotMinutes,
    capacity,
    state: z.enum(SESSION_STATES),
    reason: z.string().nullable(),
    version,
    /** Can a patient still come to it? */
    isAvailable: z.boolean(),
  })
  .meta({ id: 'SessionRow', description: '出诊' })

/** What anybody may know of a doctor. */
export const PublicDoctorRow = z
  .strictObject({
    doctorId,
    name: z.string(),
    title: z.enum(TITLES),
    feeLevel,
    strengths: z.array(z.string()),
    languages: z.array(z.string()),
    units: z.array(Named),
    /** Comes from another hospital (外聘). */
    isVisiting: z.boolean(),
    /** The next that a patient can come to. */
    next: z.array(SessionRow),
  })
  .meta({ id: 'PublicDoctorRow', description: '医生' })
export const DoctorRow = PublicDoctorRow.extend({ code: z.string(), isPublic: z.boolean(), version }).meta({
  id: 'DoctorRow',
})
const card = { photo: z.string().nullable(), sessions: z.array(SessionRow) }
export const PublicDoctorCard = PublicDoctorRow.extend(card).meta({ id: 'PublicDoctor', description: '医生主页' })
export const DoctorCard = DoctorRow.extend({ ...card, personId: z.uuid().nullable(), mayEdit: z.boolean() }).meta({
  id: 'Doctor',
})

const doctorQuery = z.strictObject({ q: text(60, 0).optional(), unitId: z.uuid().optional() })
const WeeklySession = z
  .strictObject({
    unitId,
    weekday: z.int().min(1).max(7),
    halfDay,
    weeks: z.enum(['every', 'odd', 'even']),
    room: text(40).nullable(),
    feeLevel,
    slotMinutes,
    capacity,
  })
  .meta({ id: 'WeeklySession', description: '周模板' })

export const findDoctors = get('/api/doctors', {
  id: 'doctor.find',
  summary: 'Doctors by name, pinyin, department, strength, with their next sessions (医生查询)',
  access: 'directory:read',
  query: doctorQuery,
  returns: z.strictObject({ items: z.array(DoctorRow), more: z.boolean() }),
})
export const openDoctor = get('/api/doctors/:doctorId', {
  id: 'doctor.open',
  summary: 'A doctor and the sessions that are given out (医生主页)',
  access: 'directory:read',
  params: { doctorId },
  returns: DoctorCard,
})
export const upsertDoctor = put('/api/doctors', {
  id: 'doctor.write',
  summary: 'Write a doctor by code, new or known (医生登记)',
  access: 'directory:write',
  body: z
    .strictObject({
      code: text(32),
      personId: z.uuid().nullable(),
      isVisiting: z.boolean().optional(),
      name: text(40),
      title: z.enum(TITLES),
      feeLevel,
      strengths: z.array(text(40)).max(20),
      languages: z.array(text(20)).max(10),
      unitIds: z.array(z.uuid()).min(1).max(10),
      isPublic: z.boolean(),
      version: version.optional(),
    })
    .meta({ id: 'UpsertDoctor' }),
  returns: z.strictObject({ id: z.uuid(), code: z.string(), outcome: z.enum(['added', 'changed', 'same']) }),
  problems: ['stale-version', 'doctor-unit-unknown', 'doctor-person-unknown', 'doctor-person-taken'],
})
export const doctorLeaves = post('/api/doctors/:doctorId/leave', {
  id: 'doctor.leave',
  summary: 'A doctor sees patients here no longer',
  access: 'directory:write',
  params: { doctorId },
  body: z.strictObject({ version }),
  returns: z.strictObject({ doctorId }),
  problems: ['stale-version'],
})
export const changePhoto = put('/api/doctors/:doctorId/photo', {
  id: 'doctor.photo',
  summary: 'Another portrait of a doctor, JPEG or PNG, at most 300 KB',
  access: 'directory:write',
  params: { doctorId },
  body: z.strictObject({ type: z.enum(['image/jpeg', 'image/png']), data: z.base64().max(400_000) }),
  bodyLimit: 450 * 1024,
  returns: z.strictObject({ doctorId }),
  problems: ['photo-type'],
})
export const readWeek = get('/api/doctors/:doctorId/week', {
  id: 'doctor.week',
  summary: 'A doctor’s usual week from today on (周模板)',
  access: 'directory:read',
  params: { doctorId },
  returns: z.strictObject({ items: z.array(WeeklySession.extend({ fromDay: day, toDay: day.nullable() })) }),
})
export const writeWeek = put('/api/doctors/:doctorId/week', {
  id: 'doctor.write-week',
  summary: 'Write a doctor’s usual week from a day on; sessions are made from it',
  access: 'directory:write',
  params: { doctorId },
  body: z.strictObject({ from: day, sessions: z.array(WeeklySession).max(40) }).meta({ id: 'WriteWeek' }),
  returns: z.strictObject({ doctorId }),
  problems: ['session-twice', 'session-too-full', 'session-past', 'doctor-unit-unknown'],
})
export const listSessions = get('/api/sessions', {
  id: 'session.list',
  summary: 'Clinic sessions of the days from one on, of a department or of all (出诊表)',
  access: 'directory:read',
  query: z.strictObject({
    from: day.optional(),
    days: z.coerce.number().int().min(1).max(14).optional(),
    unitId: z.uuid().optional(),
  }),
  returns: z.strictObject({ items: z.array(SessionRow) }),
})
export const addSession = post('/api/sessions', {
  id: 'session.add',
  summary: 'A session beside the usual week (加诊)',
  access: 'directory:write',
  status: 201,
  body: WeeklySession.omit({ weekday: true, weeks: true }).extend({ doctorId, day }).meta({ id: 'AddSession' }),
  returns: z.strictObject({ sessionId: z.uuid() }),
  problems: ['session-too-full', 'session-past', 'session-clash', 'doctor-unit-unknown'],
})
export const substituteSession = post('/api/sessions/:sessionId/substitute', {
  id: 'session.substitute',
  summary: 'Another doctor sees the patients of a session (替诊), or the own one again',
  access: 'directory:write',
  params: { sessionId: z.uuid() },
  body: z.strictObject({ version, doctorId, reason: text(200) }),
  returns: z.strictObject({ sessionId: z.uuid() }),
  problems: ['stale-version', 'session-state', 'session-past', 'session-clash'],
})
export const findPublicDoctors = get('/api/public/doctors', {
  id: 'doctor.find-public',
  summary: 'Doctors whom a patient may look for, without sign-in',
  access: 'public',
  query: doctorQuery,
  returns: z.strictObject({ items: z.array(PublicDoctorRow), more: z.boolean() }),
})
export const openPublicDoctor = get('/api/public/doctors/:doctorId', {
  id: 'doctor.open-public',
  summary: 'One doctor for patients, without sign-in',
  access: 'public',
  params: { doctorId },
  returns: PublicDoctorCard,
})

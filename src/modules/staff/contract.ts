import { z } from 'zod'
import { get, post, put, remove } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { Post, Someone } from './contract/words.ts'

export * from './contract/device.ts'
export * from './contract/positions.ts'
export * from './contract/register.ts'
export * from './contract/standing.ts'
export * from './contract/statement.ts'
export { Post } from './contract/words.ts'

const id = z.uuid()
const params = { id }
const version = z.int().min(1).max(1_000_000)
const reason = text(200)
const minute = z.int().min(0).max(1440)
const phone = text(20, 3).regex(/^[0-9+\- ]+$/)
const code = text(20).regex(/^[A-Za-z0-9-]+$/)
const login = text(40, 2).regex(/^[A-Za-z0-9._-]+$/)
const secret = z.string().min(1).max(200)

/** Kinds of units, and in which of them each post exists. */
export const UNIT_KINDS = [
  'hospital',
  'campus',
  'service-department',
  'centre',
  'desk',
  'group',
  'clinical',
  'technical',
  'administrative',
  'office',
  'community',
] as const
export const ABSENCE_REASONS = ['leave', 'sick', 'training', 'meeting', 'away', 'other'] as const

export const UnitKind = z.enum(UNIT_KINDS).meta({ id: 'UnitKind' })
const Hours = z.enum(['calendar', 'always'])

export const Duty = z
  .strictObject({
    id,
    kind: z.enum(['on-duty', 'absent']),
    from: instant,
    to: instant,
    reason: z.enum(ABSENCE_REASONS).nullable(),
  })
  .meta({ id: 'Duty' })

/** Who is signed in, for the frame of every screen. */
export const Me = z
  .strictObject({
    person: Someone,
    posts: z.array(z.strictObject({ post: Post, unitId: id, unitName: z.string() })),
    permissions: z.array(z.string()),
    position: z.string().nullable(),
    idleMinutes: z.int(),
    /** Until a password of one's own is set, nothing else is allowed. */
    mustChangePassword: z.boolean(),
    /** From a community hospital: sees its own pages and nothing of the house. */
    isPartner: z.boolean(),
    hasPin: z.boolean(),
    hasFactor: z.boolean(),
    /** The absence that holds now, so that the person can end it. */
    absence: Duty.nullable(),
    hospital: z.strictObject({ name: z.string(), phone: z.string(), zone: z.string() }),
  })
  .meta({ id: 'Me' })

/** Six digits of an authenticator (动态口令). */
const otp = z.string().regex(/^\d{6}$/)

export const signIn = post('/api/session', {
  id: 'staff.sign-in',
  summary: 'Sign in with login and password; the session comes as a cookie',
  access: 'public',
  body: z.strictObject({ login: text(40), password: secret, code: otp.optional() }),
  returns: Me,
  problems: ['wrong-credentials', 'locked-out', 'code-needed', 'wrong-code'],
  callsPerMinute: 120,
})
export const whoAmI = get('/api/session', {
  id: 'staff.who-am-i',
  summary: 'Who is signed in, with posts and permissions',
  access: 'account',
  returns: Me,
})
export const signOut = remove('/api/session', {
  id: 'staff.sign-out',
  summary: 'Sign out: the session ends everywhere',
  access: 'account',
  returns: z.strictObject({}),
})
export const quickSwitch = post('/api/session/switch', {
  id: 'staff.quick-switch',
  summary: 'Another person takes over a shared position with badge and PIN',
  access: 'public',
  body: z.strictObject({ badge: text(64, 4), pin: secret }),
  returns: Me,
  problems: ['wrong-pin', 'locked-out', 'unknown-desk', 'no-induction', 'position-beyond-range'],
  callsPerMinute: 60,
})
export const choosePosition = put('/api/session/position', {
  id: 'staff.choose-position',
  summary: 'Say at which service position one sits; this machine may then be switched by badge and PIN',
  access: 'signed-in',
  body: z.strictObject({ position: text(20).nullable(), reason: text(200).nullable().default(null) }),
  returns: Me,
  problems: ['unknown-position', 'no-induction', 'position-beyond-range'],
})
export const listPositions = get('/api/positions', {
  id: 'staff.positions',
  summary: 'The service positions of the desks',
  access: 'signed-in',
  returns: z.strictObject({ positions: z.array(z.string()) }),
})
export const changePassword = put('/api/account/password', {
  id: 'staff.change-password',
  summary: 'Set a new password; other sessions of the person end',
  access: 'account',
  body: z.strictObject({ current: secret, next: z.string().min(1).max(128) }),
  returns: Me,
  problems: ['wrong-password', 'locked-out', 'weak-password', 'same-password'],
  callsPerMinute: 30,
})
export const setPin = put('/api/account/pin', {
  id: 'staff.set-pin',
  summary: 'Register the own badge and set its PIN',
  access: 'signed-in',
  body: z.strictObject({ password: secret, badge: text(64, 4), pin: z.string().max(12) }),
  returns: z.strictObject({}),
  problems: ['wrong-password', 'locked-out', 'weak-pin', 'badge-taken', 'must-change-password'],
  callsPerMinute: 30,
})

export const beginFactor = post('/api/account/factor', {
  id: 'staff.begin-factor',
  summary: 'Begin a second factor: the secret for an authenticator',
  access: 'account',
  body: z.strictObject({ password: secret }),
  returns: z.strictObject({ secret: z.string(), uri: z.string() }),
  problems: ['wrong-password', 'locked-out', 'factor-on'],
  callsPerMinute: 30,
})
export const turnFactor = put('/api/account/factor', {
  id: 'staff.turn-factor',
  summary: 'Turn the second factor on with a first code, or off with one',
  access: 'account',
  body: z.strictObject({ on: z.boolean(), code: otp }),
  returns: z.strictObject({}),
  problems: ['factor-none', 'wrong-code', 'locked-out'],
  callsPerMinute: 30,
})

const Holder = z.strictObject({ assignmentId: id, person: Someone, from: instant, onDuty: z.boolean() })
export const UnitView = z
  .strictObject({
    id,
    code: z.string(),
    name: z.string(),
    kind: UnitKind,
    parentId: id.nullable(),
    place: z.string().nullable(),
    phone: z.string().nullable(),
    hours: Hours,
    version,
    posts: z.array(z.strictObject({ post: Post, single: z.boolean(), vacant: z.boolean(), holders: z.array(Holder) })),
  })
  .meta({ id: 'Unit' })
export const readUnits = get('/api/units', {
  id: 'staff.units',
  summary: 'The unit tree with posts, holders and vacancies, parents before children',
  access: 'signed-in',
  returns: z.strictObject({ units: z.array(UnitView) }),
})
const unitFields = {
  code,
  name: text(60),
  place: text(60).nullable(),
  phone: phone.nullable(),
  hours: Hours,
  parentId: id.nullable(),
}
const UnitRow = UnitView.omit({ posts: true })
export const addUnit = post('/api/units', {
  id: 'staff.add-unit',
  summary: 'Add a unit to the tree',
  access: 'staff:write',
  body: z.strictObject({ ...unitFields, kind: UnitKind }),
  returns: UnitRow,
  status: 201,
  problems: ['code-taken', 'unit-needs-parent', 'unit-unfit-parent', 'centre-is-full'],
})
export const changeUnit = put('/api/units/:id', {
  id: 'staff.change-unit',
  summary: 'Rename or move a unit, or change its telephone, place or hours',
  access: 'staff:write',
  params,
  body: z.strictObject({ ...unitFields, version }),
  returns: UnitRow,
  problems: ['code-taken', 'unit-needs-parent', 'unit-circle', 'unit-unfit-parent', 'centre-is-full'],
})
export const closeUnit = post('/api/units/:id/close', {
  id: 'staff.close-unit',
  summary: 'Close a unit; refused with the list of its open matters',
  access: 'staff:write',
  params,
  body: z.strictObject({ version, reason }),
  returns: UnitRow,
  problems: ['unit-needs-parent', 'unit-has-units', 'unit-has-open-matters', 'last-administrator'],
})

export const Assignment = z
  .strictObject({ id, personId: id, post: Post, unitId: id, from: instant, to: instant.nullable() })
  .meta({ id: 'Assignment' })
export const appoint = post('/api/assignments', {
  id: 'staff.appoint',
  summary: 'Give a person a post in a unit from now on',
  access: 'staff:write',
  body: z.strictObject({
    personId: id,
    post: Post,
    unitId: id,
    /** At follow-up, with few clinical years: whoever appoints accepts it, and is recorded. */
    acceptsFewYears: z.boolean().default(false),
  }),
  returns: Assignment,
  status: 201,
  problems: [
    'few-clinical-years',
    'post-taken',
    'post-held-already',
    'post-unfit',
    'own-deputy',
    'own-appointment',
    'guarded-post',
    'person-left',
  ],
})
export const endAssignment = post('/api/assignments/:id/end', {
  id: 'staff.end-assignment',
  summary: 'End a term now',
  access: 'staff:write',
  params,
  body: z.strictObject({ reason }),
  returns: Assignment,
  problems: ['last-administrator', 'guarded-post'],
})

export const setDuty = post('/api/people/:id/duties', {
  id: 'staff.set-duty',
  summary:
    'Put a person on duty, or say that they are absent: what comes new goes to the deputy meanwhile. Everyone for themselves',
  access: 'signed-in',
  params,
  body: z.strictObject({
    kind: z.enum(['on-duty', 'absent']),
    from: instant,
    to: instant,
    reason: z.enum(ABSENCE_REASONS).nullable(),
  }),
  returns: Duty,
  status: 201,
  problems: ['duty-order', 'duty-overlaps', 'duty-past', 'not-cleared'],
})
export const planDuty = post('/api/people/:id/duties/by-calendar', {
  id: 'staff.plan-duty',
  summary: 'Put a person on duty for the working days between two days, by the hospital calendar',
  access: 'staff:write',
  params,
  body: z.strictObject({ first: day, last: day }),
  returns: z.strictObject({ days: z.int() }),
  problems: ['duty-order', 'duty-past', 'not-cleared'],
})
export const endDuty = post('/api/people/:id/duties/:dutyId/end', {
  id: 'staff.end-duty',
  summary: 'End a duty or an absence now, or take it away before it began',
  access: 'signed-in',
  params: { id, dutyId: id },
  returns: z.strictObject({}),
  problems: ['duty-past'],
})

const Standing = z.strictObject({ assignmentId: id, person: Someone, onDuty: z.boolean(), absence: Duty.nullable() })
export const CoverageRow = z
  .strictObject({
    unit: z.strictObject({ id, code: z.string(), name: z.string(), kind: UnitKind }),
    state: z.enum(['vacant', 'nobody', 'unattended', 'deputy', 'duty-office', 'covered']),
    gap: z.boolean(),
    liaison: Standing.nullable(),
    deputy: Standing.nullable(),
    receiver: z.strictObject({ person: Someone, as: Post }),
  })
  .meta({ id: 'Coverage' })
export const readCoverage = get('/api/coverage', {
  id: 'staff.coverage',
  summary: 'The 1+3+N coverage: every department with its liaison, deputy and who receives now, the worst first',
  access: 'coverage:read',
  returns: z.strictObject({
    at: instant,
    desk: z.strictObject({ id, name: z.string(), onDuty: z.int() }).nullable(),
    groups: z.array(z.strictObject({ id, name: z.string(), lead: Someone.nullable(), onDuty: z.int() })),
    dutyOffice: z.array(z.strictObject({ person: Someone, as: Post })),
    departments: z.array(CoverageRow),
  }),
})

export const PersonRow = z
  .strictObject({
    id,
    name: z.string(),
    staffNumber: z.string(),
    phoneMasked: z.string().nullable(),
    onDuty: z.boolean(),
    posts: z.array(z.strictObject({ post: Post, unitId: id, unitName: z.string() })),
    login: z.string().nullable(),
    version,
  })
  .meta({ id: 'StaffMember' })
export const listPeople = get('/api/people', {
  id: 'staff.people',
  summary: 'Members of staff by name, spelling, initials or staff number; telephones are masked',
  access: 'staff:read',
  query: z.strictObject({ q: text(40, 0).optional(), unitId: id.optional(), after: text(200).optional() }),
  returns: z.strictObject({ people: z.array(PersonRow), next: z.string().nullable() }),
})
export const readPerson = get('/api/people/:id', {
  id: 'staff.person',
  summary: 'One member of staff: terms, duty of these days, account',
  access: 'staff:read',
  params,
  returns: PersonRow.extend({
    terms: z.array(Assignment.extend({ unitName: z.string() })),
    duties: z.array(Duty),
    account: z
      .strictObject({ login: z.string(), disabled: z.boolean(), mustChangePassword: z.boolean(), hasPin: z.boolean() })
      .nullable(),
    leftAt: instant.nullable(),
  }),
})
export const unmaskPhone = post('/api/people/:id/phone', {
  id: 'staff.unmask-phone',
  summary: 'The private telephone of a member of staff, for a reason that is kept',
  access: 'staff:read',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ phone: z.string().nullable() }),
})
const personFields = { name: text(40), staffNumber: code, phone: phone.nullable() }
export const addPerson = post('/api/people', {
  id: 'staff.add-person',
  summary: 'Add a member of staff',
  access: 'staff:write',
  body: z.strictObject(personFields),
  returns: PersonRow,
  status: 201,
  problems: ['number-taken'],
})
export const changePerson = put('/api/people/:id', {
  id: 'staff.change-person',
  summary: 'Change name or staff number, or set a new telephone (left out: unchanged)',
  access: 'staff:write',
  params,
  body: z.strictObject({ name: text(40), staffNumber: code, phone: phone.nullable().optional(), version }),
  returns: PersonRow,
  problems: ['number-taken'],
})
export const personLeaves = post('/api/people/:id/leave', {
  id: 'staff.person-leaves',
  summary: 'A member of staff leaves: terms end, the account is closed, sessions end',
  access: 'staff:write',
  params,
  body: z.strictObject({ version, reason }),
  returns: z.strictObject({}),
  problems: ['person-left', 'last-administrator', 'guarded-post'],
})
const OneTime = z.strictObject({ login: z.string(), code: z.string(), endsAt: instant })
export const openAccount = post('/api/people/:id/account', {
  id: 'staff.open-account',
  summary: 'Open a personal account; answers a one-time code that must be replaced by a password',
  access: 'account:write',
  params,
  body: z.strictObject({ login }),
  returns: OneTime,
  status: 201,
  problems: ['login-taken', 'account-exists', 'person-left'],
})
export const renewCode = post('/api/people/:id/account/code', {
  id: 'staff.renew-code',
  summary:
    'A new one-time code for somebody who forgot the password; unlocks and enables the account, ends its sessions',
  access: 'account:write',
  params,
  body: z.strictObject({ reason }),
  returns: OneTime,
  problems: ['person-left'],
})
export const disableAccount = post('/api/people/:id/account/disable', {
  id: 'staff.disable-account',
  summary: 'Close an account; its sessions end',
  access: 'account:write',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
  problems: ['last-administrator'],
})

const Days = z.array(day).max(1000)
const calendarFields = {
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  holidays: Days,
  makeUpDays: Days,
  sessions: z.array(z.strictObject({ from: minute, to: minute })).max(6),
}
export const CalendarVersion = z
  .strictObject({
    version: z.int(),
    effectiveFrom: day.nullable(),
    ...calendarFields,
    author: z.string().nullable(),
    writtenAt: instant.nullable(),
  })
  .meta({ id: 'Calendar' })
export const readCalendar = get('/api/calendar', {
  id: 'staff.calendar',
  summary: 'The hospital calendar: the version that holds today and all others, newest first',
  access: 'signed-in',
  returns: z.strictObject({
    today: day,
    holds: z.int(),
    versions: z.array(CalendarVersion),
    /** Years of which no holiday is known yet. */
    unknownYears: z.array(z.int()),
  }),
})
export const writeCalendar = post('/api/calendar', {
  id: 'staff.write-calendar',
  summary: 'Write a new version of the hospital calendar that holds from a day on',
  access: 'setting:write',
  body: z.strictObject({ effectiveFrom: day, ...calendarFields }),
  returns: CalendarVersion,
  status: 201,
  problems: ['calendar-sessions', 'calendar-both', 'calendar-no-workday', 'calendar-past'],
})

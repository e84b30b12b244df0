import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { Duty } from './duty.ts'
import { Assignment } from './posts.ts'
import { code, id, params, phone, Post, reason, version } from './words.ts'

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

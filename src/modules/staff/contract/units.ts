import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { code, id, params, phone, Post, reason, Someone, version } from './words.ts'

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

export const UnitKind = z.enum(UNIT_KINDS).meta({ id: 'UnitKind' })
const Hours = z.enum(['calendar', 'always'])
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

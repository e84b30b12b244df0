import { z } from 'zod'
import { get, put } from '#kernel/endpoint.ts'
import { text } from '#kernel/text.ts'

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

import { type Instant, Temporal } from '#kernel/time.ts'
import type { Assignment, Duty, Organisation, Person, Post, Unit, UnitKind } from './rules/organisation.ts'
import { INITIAL_CALENDAR, inZone } from './rules/work-calendar.ts'

/** A small hospital in the 1+3+N shape, for tests and for the papers. Sunday 2026-11-22 is closed, Monday the 23rd is open. */

const id = (kind: number, n: number) => `00000000-0000-7000-8${kind}00-${String(n).padStart(12, '0')}`
const at = (text: string): Instant => Temporal.Instant.from(`${text}+08:00`)

/** Monday morning, within hours. */
export const MONDAY = at('2026-11-23T10:00')
/** The same evening, outside hours. */
export const EVENING = at('2026-11-23T20:00')

const kinds: readonly (readonly [code: string, name: string, kind: UnitKind, parent: string | null])[] = [
  ['YY', '示范医院', 'hospital', null],
  ['KF', '门诊客服部', 'service-department', 'YY'],
  ['ZBS', '值班室', 'office', 'KF'],
  ['DZT', '导诊台', 'office', 'KF'],
  ['YGJ', '医管家一站式服务中心', 'centre', 'KF'],
  ['ZT', '服务总台', 'desk', 'YGJ'],
  ['ZQ', '诊前服务组', 'group', 'YGJ'],
  ['ZZ', '诊中协调组', 'group', 'YGJ'],
  ['ZH', '诊后跟踪组', 'group', 'YGJ'],
  ['FSK', '放射科', 'technical', 'YY'],
  ['YBK', '医保科', 'administrative', 'YY'],
  ['SJN', '神经内科', 'clinical', 'YY'],
  ['JZ', '急诊科', 'clinical', 'YY'],
]

const posts: readonly (readonly [name: string, post: Post, unit: string])[] = [
  ['林建国', 'administrator', 'YY'],
  ['何秀英', 'director', 'KF'],
  ['吴海燕', 'deputy-director', 'KF'],
  ['周敏', 'centre-manager', 'YGJ'],
  ['王芳', 'desk-agent', 'ZT'],
  ['李静', 'desk-agent', 'ZT'],
  ['郑洁', 'group-lead', 'ZQ'],
  ['赵磊', 'liaison', 'YBK'],
  ['钱红', 'head', 'YBK'],
  ['孙涛', 'liaison', 'FSK'],
  ['马丽', 'deputy-liaison', 'FSK'],
  ['胡军', 'head', 'FSK'],
  ['朱琳', 'liaison', 'SJN'],
  ['高强', 'head', 'SJN'],
  ['罗兰', 'liaison', 'JZ'],
  ['梁勇', 'duty-officer', 'ZBS'],
  ['宋平', 'duty-manager', 'YY'],
  ['唐慧', 'privacy-officer', 'YY'],
]

/** The ids of the sample, by code of the unit and name of the person. */
export const unitId = (code: string): string => id(1, kinds.findIndex(one => one[0] === code) + 1)
export const personId = (name: string): string => id(2, posts.findIndex(one => one[0] === name) + 1)

const units = kinds.map(([code, name, kind, parent]): [string, Unit] => [
  unitId(code),
  {
    id: unitId(code),
    code,
    name,
    kind,
    parentId: parent === null ? null : unitId(parent),
    phone: null,
    hours: code === 'JZ' || code === 'ZBS' ? 'always' : 'calendar',
  },
])
const people = posts.map(([name]): [string, Person] => [personId(name), { id: personId(name), name }])
const assignments = posts.map(
  ([name, post, unit], n): Assignment => ({
    id: id(3, n + 1),
    personId: personId(name),
    post,
    unitId: unitId(unit),
    from: at('2026-01-01T00:00'),
    to: null,
  }),
)
/** By day everybody but the two of the night, who take over at 17:30. */
const duties = posts.map(([name]): Duty => {
  const night = name === '梁勇' || name === '宋平'
  return {
    personId: personId(name),
    kind: 'on-duty',
    from: at(night ? '2026-11-23T17:30' : '2026-11-23T07:45'),
    to: at(night ? '2026-11-24T08:00' : '2026-11-23T17:30'),
  }
})

export const sampleOrganisation: Organisation = {
  units: new Map(units),
  people: new Map(people),
  assignments,
  duties,
  calendar: inZone(INITIAL_CALENDAR, 'Asia/Shanghai'),
}

/** The same without whoever `leaves` says. */
export const without = (org: Organisation, leaves: (one: Assignment) => boolean): Organisation => ({
  ...org,
  assignments: org.assignments.filter(one => !leaves(one)),
})

/** The same with the person absent all that day. */
export const withAbsence = (org: Organisation, name: string): Organisation => ({
  ...org,
  duties: [
    ...org.duties,
    { personId: personId(name), kind: 'absent', from: at('2026-11-23T00:00'), to: at('2026-11-24T12:00') },
  ],
})

/** The same as a plan to import; staff numbers count from 1001. Nobody has duty yet. */
export const samplePlan = {
  units: kinds.map(([code, name, kind, parent]) => ({
    code,
    name,
    kind,
    parent,
    hours: code === 'JZ' || code === 'ZBS' ? ('always' as const) : ('calendar' as const),
  })),
  people: posts.map(([name, post, unit], n) => ({
    staffNumber: String(1001 + n),
    name,
    phone: `1380013${String(8001 + n)}`,
    posts: [{ post, unit }],
  })),
}

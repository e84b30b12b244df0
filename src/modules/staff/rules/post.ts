import type { Instant } from '#kernel/time.ts'
import type { Assignment, Post, UnitKind } from './organisation.ts'

/** Every post (岗位), in the order in which people read them. */
export const POSTS = [
  'director',
  'deputy-director',
  'centre-manager',
  'head',
  'liaison',
  'deputy-liaison',
  'group-lead',
  'group-member',
  'desk-agent',
  'duty-officer',
  'duty-manager',
  'privacy-officer',
  'administrator',
  'doctor',
  'member',
  'referrer',
] as const satisfies readonly Post[]

/** Kinds of units that answer for patients' matters with a liaison of their own: the N of 1+3+N (ORG-02). */
export const DEPARTMENTS: ReadonlySet<UnitKind> = new Set(['clinical', 'technical', 'administrative'])

const ANYWHERE: readonly UnitKind[] = [
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
]
const OF_A_DEPARTMENT: readonly UnitKind[] = ['clinical', 'technical', 'administrative']

/** In which kinds of units a post exists. */
export const POST_FITS: Readonly<Record<Post, readonly UnitKind[]>> = {
  director: ['service-department'],
  'deputy-director': ['service-department'],
  'centre-manager': ['centre'],
  head: ['clinical', 'technical', 'administrative', 'office'],
  liaison: OF_A_DEPARTMENT,
  'deputy-liaison': OF_A_DEPARTMENT,
  'group-lead': ['group'],
  'group-member': ['group'],
  'desk-agent': ['desk', 'office'],
  'duty-officer': ['office'],
  'duty-manager': ['hospital', 'campus', 'administrative'],
  'privacy-officer': ['hospital', 'campus', 'administrative'],
  administrator: ['hospital', 'campus', 'administrative'],
  doctor: ['clinical', 'technical'],
  member: ANYWHERE,
  referrer: ['community'],
}

/** Posts of people who belong to another institution (合作机构): they are let in to their own pages only. */
export const PARTNER_POSTS: ReadonlySet<Post> = new Set(['referrer'])

/** Posts that one person at a time holds in a unit; the database guards the same (ORG-01, ORG-02). */
export const HELD_BY_ONE: ReadonlySet<Post> = new Set([
  'director',
  'deputy-director',
  'centre-manager',
  'head',
  'liaison',
  'deputy-liaison',
  'group-lead',
])

/** Posts whose emptiness is shown as a vacancy (空缺), by kind of unit. */
export const EXPECTED: Readonly<Partial<Record<UnitKind, readonly Post[]>>> = {
  'service-department': ['director', 'deputy-director'],
  centre: ['centre-manager'],
  group: ['group-lead'],
  clinical: ['head', 'liaison', 'deputy-liaison'],
  technical: ['head', 'liaison', 'deputy-liaison'],
  administrative: ['head', 'liaison', 'deputy-liaison'],
}

export const holdsAt = (assignment: Assignment, at: Instant): boolean =>
  assignment.from.epochMilliseconds <= at.epochMilliseconds &&
  (assignment.to === null || at.epochMilliseconds < assignment.to.epochMilliseconds)

export const longestFirst = (a: Assignment, b: Assignment): number =>
  a.from.epochMilliseconds - b.from.epochMilliseconds || (a.id < b.id ? -1 : 1)

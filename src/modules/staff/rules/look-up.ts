import { type HospitalCalendar, isWorkingTime } from '#kernel/calendar.ts'
import type { Instant } from '#kernel/time.ts'
import type { Assignment, Duty, Organisation, Post } from './organisation.ts'
import { longestFirst } from './post.ts'

/** Look-ups over an organisation, made once for each snapshot: dispatch asks them for every ticket. */

const NONE: readonly never[] = []

/** A duty in milliseconds: asking an instant for them costs more than comparing. */
interface Span {
  readonly kind: Duty['kind']
  readonly from: number
  readonly to: number
}

const postsOf = onceFor((assignments: readonly Assignment[]) =>
  grouped(assignments.toSorted(longestFirst), one => one.post),
)
const unitPostsOf = onceFor((assignments: readonly Assignment[]) =>
  grouped(assignments.toSorted(longestFirst), one => `${one.post} ${one.unitId}`),
)
const peopleOf = onceFor((assignments: readonly Assignment[]) => grouped(assignments, one => one.personId))
const dutiesOf = onceFor((duties: readonly Duty[]) => {
  const found = new Map<string, Span[]>()
  for (const [personId, own] of grouped(duties, one => one.personId))
    found.set(
      personId,
      own.map(one => ({ kind: one.kind, from: one.from.epochMilliseconds, to: one.to.epochMilliseconds })),
    )
  return found
})

/** Assignments of a post, the longest held first. */
export const ofPost = (org: Organisation, post: Post): readonly Assignment[] =>
  postsOf(org.assignments).get(post) ?? NONE

/** Assignments of a post in one unit, the longest held first. */
export const ofPostIn = (org: Organisation, post: Post, unitId: string): readonly Assignment[] =>
  unitPostsOf(org.assignments).get(`${post} ${unitId}`) ?? NONE

export const ofPerson = (org: Organisation, personId: string): readonly Assignment[] =>
  peopleOf(org.assignments).get(personId) ?? NONE

/** Duties and absences of a person. */
export const dutyOf = (org: Organisation, personId: string): readonly Span[] =>
  dutiesOf(org.duties).get(personId) ?? NONE

const minutesOf = onceFor((_calendar: HospitalCalendar) => new Map<number, boolean>())
const REMEMBERED_AT_MOST = 2000
const MINUTE_MS = 60_000

/** Is it working time, remembered by the minute: reckoning in the hospital's zone takes longer than all the rest of a dispatch. */
export function isWorkingMinute(calendar: HospitalCalendar, at: Instant): boolean {
  const known = minutesOf(calendar)
  const minute = Math.floor(at.epochMilliseconds / MINUTE_MS)
  const before = known.get(minute)
  if (before !== undefined) return before
  if (known.size >= REMEMBERED_AT_MOST) known.clear()
  const works = isWorkingTime(at, calendar)
  known.set(minute, works)
  return works
}

function grouped<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const group = found.get(key(one))
    if (group === undefined) found.set(key(one), [one])
    else group.push(one)
  }
  return found
}

function onceFor<A extends object, R>(make: (of: A) => R): (of: A) => R {
  const made = new WeakMap<A, R>()
  return of => {
    const known = made.get(of)
    if (known !== undefined) return known
    const fresh = make(of)
    made.set(of, fresh)
    return fresh
  }
}

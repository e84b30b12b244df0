import type { Assignment, Duty, Organisation, Post } from './organisation.ts'
import { longestFirst } from './post.ts'

/** Look-ups over an organisation, made once for each snapshot: dispatch asks them for every ticket. */

const NONE: readonly never[] = []

const postsOf = onceFor((assignments: readonly Assignment[]) =>
  grouped(assignments.toSorted(longestFirst), one => one.post),
)
const peopleOf = onceFor((assignments: readonly Assignment[]) => grouped(assignments, one => one.personId))
const dutiesOf = onceFor((duties: readonly Duty[]) => grouped(duties, one => one.personId))

/** Assignments of a post, the longest held first. */
export const ofPost = (org: Organisation, post: Post): readonly Assignment[] =>
  postsOf(org.assignments).get(post) ?? NONE

export const ofPerson = (org: Organisation, personId: string): readonly Assignment[] =>
  peopleOf(org.assignments).get(personId) ?? NONE

export const dutyOf = (org: Organisation, personId: string): readonly Duty[] =>
  dutiesOf(org.duties).get(personId) ?? NONE

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

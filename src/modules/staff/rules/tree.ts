import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { holdersOf, lineOf } from './coverage.ts'
import { ofPerson } from './look-up.ts'
import type { Assignment, Organisation, Post, Unit, UnitKind } from './organisation.ts'
import { EXPECTED, HELD_BY_ONE, holdsAt, POST_FITS } from './post.ts'
import { STANDS_UNDER } from './stands-under.ts'

/** How many units of a kind a one-stop centre may have (ORG-02): one desk, three groups. */
const OF_A_CENTRE: Readonly<Partial<Record<UnitKind, number>>> = { desk: 1, group: 3 }

/** May `unit` stand where it says (ORG-01)? Refuses a missing or unfit parent, a circle, a second root, a fourth group. */
export function mustPlace(org: Pick<Organisation, 'units'>, unit: Pick<Unit, 'id' | 'kind' | 'parentId'>): void {
  if (unit.parentId === null) {
    const root = [...org.units.values()].find(one => one.parentId === null)
    if (unit.kind !== 'hospital' || (root !== undefined && root.id !== unit.id)) throw new Problem('unit-needs-parent')
    return
  }
  const parent = org.units.get(unit.parentId)
  if (parent === undefined) throw new Problem('not-found')
  if (lineOf(org, parent).some(one => one.id === unit.id)) throw new Problem('unit-circle', { parent: parent.name })
  if (!STANDS_UNDER[unit.kind].includes(parent.kind)) throw new Problem('unit-unfit-parent', { parent: parent.name })
  const limit = parent.kind === 'centre' ? OF_A_CENTRE[unit.kind] : undefined
  const others = [...org.units.values()].filter(
    one => one.parentId === parent.id && one.kind === unit.kind && one.id !== unit.id,
  )
  if (limit !== undefined && others.length >= limit) throw new Problem('centre-is-full', { limit, parent: parent.name })
}

/** May this person take this post (ORG-01, ORG-02)? A post that one person holds is refused with the name of the holder. */
export function mustAppoint(
  org: Organisation,
  asked: { readonly personId: string; readonly post: Post; readonly unitId: string },
  at: Instant,
): void {
  const unit = org.units.get(asked.unitId)
  const person = org.people.get(asked.personId)
  if (unit === undefined || person === undefined) throw new Problem('not-found')
  if (!POST_FITS[asked.post].includes(unit.kind)) throw new Problem('post-unfit', { unit: unit.name, post: asked.post })
  const holders = holdersOf(org, unit.id, asked.post, at)
  if (holders.includes(person.id)) throw new Problem('post-held-already', { holder: person.name, unit: unit.name })
  const [holder] = holders
  if (holder !== undefined && HELD_BY_ONE.has(asked.post))
    throw new Problem('post-taken', { post: asked.post, unit: unit.name, holder: org.people.get(holder)?.name ?? '' })
  const other = OTHER_OF_PAIR[asked.post]
  if (other !== undefined && holdersOf(org, unit.id, other, at).includes(person.id))
    throw new Problem('own-deputy', { holder: person.name, unit: unit.name })
}

/** Nobody is their own deputy. */
const OTHER_OF_PAIR: Readonly<Partial<Record<Post, Post>>> = {
  director: 'deputy-director',
  'deputy-director': 'director',
  liaison: 'deputy-liaison',
  'deputy-liaison': 'liaison',
}

/** May these assignments end? The house keeps one administrator, so that there is always somebody who receives. */
export function mustEnd(org: Organisation, ending: readonly Assignment[], at: Instant): void {
  const gone = new Set(ending.map(one => one.id))
  const left = org.assignments.some(one => one.post === 'administrator' && holdsAt(one, at) && !gone.has(one.id))
  if (!left && ending.some(one => one.post === 'administrator')) throw new Problem('last-administrator')
}

/** Something open that stands in the way of closing a unit, said by the module whose it is. */
export interface OpenMatter {
  readonly kind: string
  readonly id: string
  /** The number that people read; never a name. */
  readonly number: string
}

/** May the unit close (ORG-01)? Not with open matters, which are listed, nor with units under it. */
export function mustClose(org: Organisation, unitId: string, open: readonly OpenMatter[]): void {
  const unit = org.units.get(unitId)
  if (unit === undefined) throw new Problem('not-found')
  if (unit.parentId === null) throw new Problem('unit-needs-parent')
  const below = [...org.units.values()].filter(one => one.parentId === unitId)
  if (below.length > 0) throw new Problem('unit-has-units', { units: below.map(one => one.name) })
  if (open.length > 0) throw new Problem('unit-has-open-matters', { count: open.length, matters: open })
}

export interface Vacancy {
  readonly unitId: string
  readonly post: Post
}

/** Posts that somebody should hold and nobody does (空缺), in the order of the tree. */
export const vacancies = (org: Organisation, at: Instant): readonly Vacancy[] =>
  [...org.units.values()].flatMap(unit =>
    (EXPECTED[unit.kind] ?? [])
      .filter(post => holdersOf(org, unit.id, post, at).length === 0)
      .map(post => ({ unitId: unit.id, post })),
  )

/** The unit and everything below it. */
export function withBelow(org: Pick<Organisation, 'units'>, unitId: string): readonly string[] {
  const found = [unitId]
  for (const id of found)
    for (const one of org.units.values()) if (one.parentId === id && !found.includes(one.id)) found.push(one.id)
  return found
}

/** Does the person hold any post in the unit, or in one below it? */
export function worksIn(org: Organisation, personId: string, unitId: string, at: Instant): boolean {
  const units = withBelow(org, unitId)
  return ofPerson(org, personId).some(held => holdsAt(held, at) && units.includes(held.unitId))
}

import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { type readUnits as endpoint, UNIT_KINDS } from '../contract.ts'
import { onDuty } from '../rules/coverage.ts'
import type { Organisation, Post, Unit } from '../rules/organisation.ts'
import { EXPECTED, HELD_BY_ONE, holdsAt, longestFirst, POSTS } from '../rules/post.ts'
import { unitView } from './add-unit.ts'
import { organisation } from './organisation.ts'
import { openUnits, type UnitRow } from './store.ts'

type Units = Answer<typeof endpoint>
type UnitView = Units['units'][number]

/** The tree as people read it (组织架构): parents before children, each unit with its posts, holders and vacancies. */
export const readUnits = (house: House) => async (): Promise<Units> => {
  const at = house.clock.now()
  const org = await organisation(house, { fresh: true })
  const rows = await house.database.transact(tx => openUnits(tx, house.hospital.id))
  const held = byUnit(org, at)
  const children = Map.groupBy(rows, row => row.parentId)
  const units: UnitView[] = []
  const walk = (parentId: string | null) => {
    for (const row of (children.get(parentId) ?? []).toSorted(byKind)) {
      units.push({ ...unitView(row), posts: postsOf(org, row, held.get(row.id) ?? [], at) })
      walk(row.id)
    }
  }
  walk(null)
  return { units }
}

/** Those who serve patients' matters first, then departments; each kind by code. */
const byKind = (a: UnitRow, b: UnitRow): number => UNIT_KINDS.indexOf(a.kind) - UNIT_KINDS.indexOf(b.kind)

const byUnit = (org: Organisation, at: Instant) =>
  Map.groupBy(org.assignments.filter(one => holdsAt(one, at)).toSorted(longestFirst), one => one.unitId)

function postsOf(
  org: Organisation,
  unit: Pick<Unit, 'kind'>,
  held: Organisation['assignments'],
  at: Instant,
): UnitView['posts'] {
  const expected = new Set<Post>(EXPECTED[unit.kind] ?? [])
  return POSTS.filter(post => expected.has(post) || held.some(one => one.post === post)).map(post => {
    const holders = held.filter(one => one.post === post)
    return {
      post,
      single: HELD_BY_ONE.has(post),
      vacant: holders.length === 0,
      holders: holders.map(one => ({
        assignmentId: one.id,
        person: { id: one.personId, name: org.people.get(one.personId)?.name ?? '' },
        from: one.from.toString(),
        onDuty: onDuty(org, one.personId, at),
      })),
    }
  })
}

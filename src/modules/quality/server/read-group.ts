import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { onDuty, type Organisation, organisation } from '#modules/staff/index.ts'
import { matterRows, type UnitShare, unitShares } from '#modules/ticket/index.ts'
import type { House } from '#platform/house.ts'
import type { readGroup as endpoint } from '../contract.ts'

/** My group (组长看板): who is there with how much, and what is before it by the clock that ends next. */
export const readGroup =
  (house: House) =>
  async (caller: Caller, asked: { unit?: string | undefined }): Promise<Answer<typeof endpoint>> => {
    const at = house.clock.now()
    const who = await organisation(house, { fresh: true })
    const scope = caller.permissions.get('group:lead')
    const groups = [...who.units.values()]
      .filter(
        unit => (unit.kind === 'group' || unit.kind === 'desk') && (scope === 'hospital' || scope?.includes(unit.id)),
      )
      .toSorted((a, b) => Number(b.kind === 'desk') - Number(a.kind === 'desk') || (a.code < b.code ? -1 : 1))
    const unit = asked.unit === undefined ? groups[0] : groups.find(one => one.id === asked.unit)
    if (unit === undefined && asked.unit !== undefined) throw new Problem('not-found')
    const shares = unit === undefined ? [] : await unitShares(house, unit.id)
    const matters = await matterRows(house, [...new Set(shares.map(share => share.ticketId))])
    return {
      at: at.toString(),
      groups: groups.map(({ id, name }) => ({ id, name })),
      unit: unit === undefined ? null : { id: unit.id, name: unit.name },
      people: unit === undefined ? [] : peopleOf(who, unit.id, shares, at),
      shares: shares.flatMap(share => {
        const matter = matters.get(share.ticketId)
        if (matter === undefined) return []
        return [
          {
            partId: share.id,
            state: share.accepted ? ('in-work' as const) : ('unaccepted' as const),
            late: isBefore(share.dueAt, at),
            unattended: !onDuty(who, share.assigneeId, at),
            dueAt: share.dueAt.toString(),
            assignee: { id: share.assigneeId, name: who.people.get(share.assigneeId)?.name ?? '—' },
            matter,
          },
        ]
      }),
    }
  }

const RANK = ['group-lead', 'group-member', 'desk-agent', 'member']

function peopleOf(who: Organisation, unitId: string, shares: readonly UnitShare[], at: Instant) {
  const held = who.assignments.filter(
    one => one.unitId === unitId && !isBefore(at, one.from) && (one.to === null || isBefore(at, one.to)),
  )
  const posts = new Map(held.map(one => [one.personId, one.post]))
  return [...posts]
    .map(([id, post]) => {
      const own = shares.filter(share => share.assigneeId === id)
      return {
        person: { id, name: who.people.get(id)?.name ?? '—' },
        post,
        onDuty: onDuty(who, id, at),
        shares: own.length,
        late: own.filter(share => isBefore(share.dueAt, at)).length,
      }
    })
    .toSorted((a, b) => Number(b.onDuty) - Number(a.onDuty) || RANK.indexOf(a.post) - RANK.indexOf(b.post))
}

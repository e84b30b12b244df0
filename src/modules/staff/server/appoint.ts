import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import type { appoint as endpoint } from '../contract.ts'
import { mustGivePost, mustManageUnit, mustTakePost } from '../rules/authority.ts'
import type { Post } from '../rules/organisation.ts'
import { mustAppoint, mustEnd } from '../rules/tree.ts'
import { changeOrganisation } from './organisation.ts'
import { clinicalSince, followsUp, mayFollowUp } from './save-record.ts'
import { type AssignmentRow, endAssignments, insertAssignment, presentPerson } from './store.ts'

type AssignmentView = Answer<typeof endpoint>

export const assignmentView = (row: AssignmentRow): AssignmentView => ({
  id: row.id,
  personId: row.personId,
  post: row.post,
  unitId: row.unitId,
  from: row.fromAt.toString(),
  to: row.toAt?.toString() ?? null,
})

export interface Appoint {
  readonly personId: string
  readonly post: Post
  readonly unitId: string
  /** At follow-up, with few clinical years: the caller accepts it, and is recorded. */
  readonly acceptsFewYears?: boolean
}

/** Gives a person a post from now on (任命, ORG-01, ORG-02). */
export const appoint =
  (house: House) =>
  (caller: Caller, asked: Appoint): Promise<AssignmentView> =>
    changeOrganisation(house, caller, async work => {
      const { tx, tell, org, at } = work
      if (!org.units.has(asked.unitId)) throw new Problem('not-found')
      mustManageUnit(caller, asked.unitId)
      mustGivePost(caller, asked.personId, asked.post)
      await presentPerson(tx, house.hospital.id, asked.personId)
      mustAppoint(org, asked, at)
      if (await followsUp(house, org.units.get(asked.unitId)?.code))
        await mayFollowUp(house, work, {
          personId: asked.personId,
          since: await clinicalSince(tx, house.hospital.id, asked.personId),
          isAccepted: asked.acceptsFewYears ?? false,
        })
      const row = await insertAssignment(tx, {
        hospitalId: house.hospital.id,
        id: house.ids.next(),
        personId: asked.personId,
        unitId: asked.unitId,
        post: asked.post,
        fromAt: at.toString(),
        toAt: null,
      })
      tell({
        action: 'staff.appointed',
        subject: { kind: 'coverage', id: row.id },
        unitId: asked.unitId,
        facts: { person: asked.personId, post: asked.post, unit: asked.unitId },
      })
      return assignmentView(row)
    })

/** Ends a term now (免去): a single post is vacant from then on. */
export const endAssignment =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<AssignmentView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const held = org.assignments.find(one => one.id === asked.id)
      if (held === undefined) throw new Problem('not-found')
      mustManageUnit(caller, held.unitId)
      mustTakePost(caller, held.post)
      mustEnd(org, [held], at)
      const [row] = await endAssignments(tx, house.hospital.id, [held.id], at)
      if (row === undefined) throw new Problem('not-found')
      tell({
        action: 'staff.term-ended',
        subject: { kind: 'coverage', id: row.id },
        unitId: held.unitId,
        facts: { person: held.personId, post: held.post, unit: held.unitId },
        detail: { reason: asked.reason },
      })
      return assignmentView(row)
    })

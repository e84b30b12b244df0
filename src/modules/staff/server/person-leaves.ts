import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mustManageUnit, mustTakePost } from '../rules/authority.ts'
import { ofPerson } from '../rules/look-up.ts'
import { mustEnd } from '../rules/tree.ts'
import { endSessions } from './account-store.ts'
import { changeOrganisation } from './organisation.ts'
import { leaveSeat } from './seat.ts'
import { mustBeNewest } from './stale.ts'
import { endAssignments, presentPerson, savePerson } from './store.ts'

/** A member of staff leaves (离职): terms and sessions end, and the account opens nothing any more. */
export const personLeaves =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly version: number; readonly reason: string },
  ): Promise<Record<never, never>> =>
    changeOrganisation(house, caller, async work => {
      const { tx, tell, org, at } = work
      mustManageUnit(caller, null)
      const before = await presentPerson(tx, house.hospital.id, asked.id)
      mustBeNewest(before, asked.version, {})
      const terms = ofPerson(org, asked.id)
      for (const term of terms) mustTakePost(caller, term.post)
      mustEnd(org, terms, at)
      await endAssignments(
        tx,
        house.hospital.id,
        terms.map(one => one.id),
        at,
      )
      await leaveSeat(house, work, asked.id)
      await savePerson(tx, before, { leftAt: at.toString() })
      await endSessions(tx, house.hospital.id, { personId: asked.id }, at)
      tell({
        action: 'staff.person-left',
        subject: { kind: 'staff', id: asked.id },
        version: before.version + 1,
        facts: { staffNumber: before.staffNumber },
        detail: { reason: asked.reason, terms: terms.map(one => ({ post: one.post, unit: one.unitId })) },
      })
      return {}
    })

import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { closeUnit as endpoint } from '../contract.ts'
import { mustManageUnit } from '../rules/authority.ts'
import { holdsAt } from '../rules/post.ts'
import { mustClose, mustEnd, type OpenMatter } from '../rules/tree.ts'
import { unitView } from './add-unit.ts'
import { changeOrganisation } from './organisation.ts'
import { mustBeNewest } from './stale.ts'
import { endAssignments, saveUnit, unitOf } from './store.ts'

/** Says what is still open in a unit, for the module whose matters they are. */
export type OpenMatters = (house: House, tx: Tx, unitId: string) => Promise<readonly OpenMatter[]>

const askers = new Map<string, OpenMatters>()

/** A module that keeps matters of units says here which are open; a unit closes only without any (ORG-01). */
export const onCloseUnit = (module: string, asker: OpenMatters): void => void askers.set(module, asker)

/** Closes a unit (撤销组织): its terms end, it stays in the past. */
export const closeUnit =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly version: number; readonly reason: string },
  ): Promise<Answer<typeof endpoint>> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const before = await unitOf(tx, house.hospital.id, asked.id)
      mustManageUnit(caller, before.parentId)
      mustBeNewest(before, asked.version, {})
      const open = await Promise.all([...askers.values()].map(ask => ask(house, tx, asked.id)))
      mustClose(org, asked.id, open.flat())
      const terms = org.assignments.filter(one => one.unitId === asked.id && holdsAt(one, at))
      mustEnd(org, terms, at)
      await endAssignments(
        tx,
        house.hospital.id,
        terms.map(one => one.id),
        at,
      )
      const unit = await saveUnit(tx, before, { closedAt: at.toString() })
      tell({
        action: 'staff.unit-closed',
        subject: { kind: 'coverage', id: asked.id },
        version: unit.version,
        unitId: asked.id,
        facts: { code: unit.code },
        detail: { reason: asked.reason },
      })
      return unitView(unit)
    })

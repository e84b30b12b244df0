import type { Caller } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import type { House } from '#platform/house.ts'
import type { changeUnit as changing, addUnit as endpoint } from '../contract.ts'
import { mustManageUnit } from '../rules/authority.ts'
import { mustPlace } from '../rules/tree.ts'
import { changeOrganisation } from './organisation.ts'
import { mustBeNewest } from './stale.ts'
import { insertUnit, saveUnit, type UnitRow, unitOf } from './store.ts'

type UnitView = Answer<typeof endpoint>
export type AddUnit = Sending<typeof endpoint>['body']
export type ChangeUnit = Sending<typeof changing>['body'] & { readonly id: string }

export const unitView = ({ id, code, name, kind, parentId, place, phone, hours, version }: UnitRow): UnitView => ({
  id,
  code,
  name,
  kind,
  parentId,
  place,
  phone,
  hours,
  version,
})

/** Adds a unit to the tree (新增组织, ORG-01). */
export const addUnit =
  (house: House) =>
  (caller: Caller, asked: AddUnit): Promise<UnitView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustManageUnit(caller, asked.parentId)
      const id = house.ids.next()
      mustPlace(org, { id, kind: asked.kind, parentId: asked.parentId })
      const unit = await insertUnit(tx, {
        hospitalId: house.hospital.id,
        id,
        ...asked,
        openedAt: at.toString(),
        closedAt: null,
        version: 1,
      })
      tell({
        action: 'staff.unit-added',
        subject: { kind: 'coverage', id },
        version: 1,
        unitId: id,
        facts: { code: unit.code, kind: unit.kind },
        detail: { name: unit.name },
      })
      return unitView(unit)
    })

/** Renames or moves a unit, or changes where and when it is reached (修改组织, ORG-01). */
export const changeUnit =
  (house: House) =>
  (caller: Caller, { id, version, ...asked }: ChangeUnit): Promise<UnitView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org }) => {
      const before = await unitOf(tx, house.hospital.id, id)
      mustManageUnit(caller, id)
      if (asked.parentId !== before.parentId) mustManageUnit(caller, asked.parentId)
      mustBeNewest(before, version, asked)
      mustPlace(org, { id, kind: before.kind, parentId: asked.parentId })
      const unit = await saveUnit(tx, before, asked)
      tell({
        action: 'staff.unit-changed',
        subject: { kind: 'coverage', id },
        version: unit.version,
        unitId: id,
        facts: { code: unit.code },
        detail: { before: unitView(before), after: unitView(unit) },
      })
      return unitView(unit)
    })

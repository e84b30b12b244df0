import type { Caller } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import type { House } from '#platform/house.ts'
import type { changePerson as changing, addPerson as endpoint } from '../contract.ts'
import { mustManageUnit } from '../rules/authority.ts'
import { changeOrganisation } from './organisation.ts'
import { personView } from './read-people.ts'
import { spellingOf } from './spelling.ts'
import { mustBeNewest } from './stale.ts'
import { insertPerson, type PersonRow, presentPerson, savePerson } from './store.ts'

type PersonView = Answer<typeof endpoint>
export type AddPerson = Sending<typeof endpoint>['body']
export type ChangePerson = Sending<typeof changing>['body'] & { readonly id: string }

/** Adds a member of staff (新增人员). */
export const addPerson =
  (house: House) =>
  (caller: Caller, asked: AddPerson): Promise<PersonView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustManageUnit(caller, null)
      const row = await insertPerson(tx, {
        hospitalId: house.hospital.id,
        id: house.ids.next(),
        name: asked.name,
        staffNumber: asked.staffNumber,
        ...spellingOf(asked.name),
        phone: asked.phone === null ? null : house.cipher.encipher(asked.phone),
        joinedAt: at.toString(),
        leftAt: null,
        version: 1,
      })
      tell({
        action: 'staff.person-added',
        subject: { kind: 'staff', id: row.id },
        version: 1,
        facts: { staffNumber: row.staffNumber },
        detail: { name: row.name },
      })
      return personView(house, org, row, null, at)
    })

/** Changes name, staff number or telephone of a member of staff. */
export const changePerson =
  (house: House) =>
  (caller: Caller, { id, version, ...asked }: ChangePerson): Promise<PersonView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustManageUnit(caller, null)
      const before = await presentPerson(tx, house.hospital.id, id)
      mustBeNewest(before, version, { name: asked.name, staffNumber: asked.staffNumber })
      const row: PersonRow = await savePerson(tx, before, {
        name: asked.name,
        staffNumber: asked.staffNumber,
        ...spellingOf(asked.name),
        ...(asked.phone === undefined
          ? {}
          : { phone: asked.phone === null ? null : house.cipher.encipher(asked.phone) }),
      })
      tell({
        action: 'staff.person-changed',
        subject: { kind: 'staff', id },
        version: row.version,
        facts: { staffNumber: row.staffNumber },
        detail: {
          before: { name: before.name, staffNumber: before.staffNumber },
          after: { name: row.name, staffNumber: row.staffNumber },
          phoneChanged: asked.phone !== undefined,
        },
      })
      return personView(house, org, row, null, at)
    })

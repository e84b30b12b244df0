import { type Caller, systemCaller } from '#kernel/caller.ts'
import { addPerson, addUnit, appoint, organisation, permissionsOf } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { builder } from './hospital.ts'

export interface Community {
  readonly id: string
  readonly personId: string
  /** The referrer, with the rights of this moment. */
  as(): Promise<Caller>
}

/** A community hospital beside the small one, with a referrer. */
export async function communityHospital(house: House, code: string, name: string): Promise<Community> {
  const root = [...(await organisation(house, { fresh: true })).units.values()].find(unit => unit.parentId === null)
  const caller = builder(house)
  const { id } = await addUnit(house)(caller, {
    code,
    name,
    kind: 'community',
    parentId: root?.id ?? null,
    place: null,
    phone: '0592-7120001',
    hours: 'calendar',
  })
  const person = await addPerson(house)(caller, { name: `${name.slice(0, 2)}转诊`, staffNumber: code, phone: null })
  await appoint(house)(caller, { personId: person.id, post: 'referrer', unitId: id })
  return {
    id,
    personId: person.id,
    as: async () => ({
      ...systemCaller(house.hospital.id),
      kind: 'partner',
      personId: person.id,
      permissions: permissionsOf(await organisation(house, { fresh: true }), person.id, house.clock.now()),
    }),
  }
}

/** A clinical department of the small hospital, to which patients can be referred. */
export async function clinicalUnit(house: House, code: string, name: string): Promise<string> {
  const root = [...(await organisation(house, { fresh: true })).units.values()].find(unit => unit.parentId === null)
  const { id } = await addUnit(house)(builder(house), {
    code,
    name,
    kind: 'clinical',
    parentId: root?.id ?? null,
    place: null,
    phone: null,
    hours: 'calendar',
  })
  return id
}

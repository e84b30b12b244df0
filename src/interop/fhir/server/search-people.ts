import type { Patient, Practitioner } from 'fhir/r4.js'
import { Problem } from '#kernel/problem.ts'
import { findDoctors, type ListedDoctor, listDoctors } from '#modules/directory/index.ts'
import { type OutwardPerson, outwardPersons, personsWithNumber } from '#modules/patient/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Page } from '../resource/bundle.ts'
import type { Base } from '../resource/common.ts'
import { doctorCodeSystem, identifiersOf, patientResource, practitionerResource } from '../resource/person.ts'
import { type Asked, cursorOf, idsOf, pageSize, readCursor, tokenOf } from '../rules/search.ts'
import { type Call, needs, tellWhomRead } from './call.ts'
import { pageOf } from './search-pool.ts'

/** Doctors who see patients here (医生), by their codes. */
export async function searchPractitioners(house: House, call: Call, asked: Asked): Promise<Page<Practitioner>> {
  const { list } = await listDoctors(house)
  const ids = idsOf(asked)
  const code = tokenOf(asked, 'identifier')
  const name = asked.get('name')?.[0]
  const isMeant = (one: ListedDoctor) =>
    (ids === undefined || ids.includes(one.id)) &&
    (code === undefined ||
      (one.code === code.value && (code.system === null || code.system === doctorCodeSystem(call.base))))
  const found = (name === undefined ? list : findDoctors(list, name))
    .filter(isMeant)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const after = readCursor(asked, 'id')
  const size = pageSize(asked)
  return pageOf(
    found.filter(one => after === undefined || one.id > after.id).slice(0, size + 1),
    size,
    one => cursorOf('', one.id),
    one => practitionerResource(one, call.base),
  )
}

/** Persons by id or by number, for accounts that may read them; each is a row of the journal. */
export async function searchPatients(house: House, call: Call, asked: Asked): Promise<Page<Patient>> {
  await needs(house, call, 'read', 'Patient')
  const token = tokenOf(asked, 'identifier')
  const ids = idsOf(asked)
  if (token === undefined && ids === undefined) throw new Problem('fhir-search-too-wide')
  const found = await house.database.transact(async tx => {
    const named = token === undefined ? null : await personsNumbered(house, tx, token, call.base)
    const wanted = named === null ? null : new Set(named.map(one => one.id))
    if (ids === undefined) return named ?? []
    return (await outwardPersons(house, tx, house.hospital.id, ids)).filter(one => wanted?.has(one.id) ?? true)
  })
  const size = pageSize(asked)
  const after = readCursor(asked, 'id')
  const left = found.filter(one => after === undefined || one.id > after.id)
  await tellWhomRead(
    house,
    call,
    'Patient',
    left.slice(0, size).map(one => one.mergedInto ?? one.id),
  )
  return pageOf(
    left,
    size,
    one => cursorOf('', one.id),
    one => patientResource(one, call.base),
  )
}

/** Whose number it is: with its system, where one is named. */
export async function personsNumbered(
  house: House,
  tx: Tx,
  token: { readonly system: string | null; readonly value: string },
  base: Base,
): Promise<readonly OutwardPerson[]> {
  const ids = await personsWithNumber(house, tx, house.hospital.id, token.value)
  const persons = await outwardPersons(house, tx, house.hospital.id, ids)
  const wanted = token.value.toUpperCase()
  return persons.filter(one =>
    identifiersOf(one, base).some(
      ({ system, value }) => value?.toUpperCase() === wanted && (token.system === null || system === token.system),
    ),
  )
}

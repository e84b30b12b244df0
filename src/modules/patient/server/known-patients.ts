import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { nameKey } from '../rules/name.ts'
import { isChild } from '../rules/person.ts'
import { phoneKey, readPhone } from '../rules/phone.ts'
import { isDialable } from '../rules/phone-check.ts'
import { numberKey } from '../rules/search-keys.ts'
import { findByKeys } from './find.ts'
import { loadPersons, type Stored } from './store.ts'
import { todayOf } from './today.ts'

/** A person as one who may act for him or her sees it: never more than the masked name. */
export interface KnownPatient {
  readonly id: string
  readonly nameMasked: string
  /** Under 14: a guardian acts (rules.md §3.1, §8.1). */
  readonly isChild: boolean
}

/** What somebody knows of a person, to show that he or she may act for that person (身份核验). */
export interface Proof {
  readonly kind: 'birth-date' | 'id-last-four'
  readonly value: string
}

const AT_MOST = 20
const LAST = 4

const knownOf = (house: House, stored: Stored): KnownPatient => ({
  id: stored.id,
  nameMasked: stored.nameMasked,
  isChild: isChild(stored.person.birthDate, todayOf(house)),
})

/** The mobile number that was typed, or null: only those get a code. */
export const readMobile = (typed: string): string | null => {
  const read = readPhone(typed)
  return read?.kind === 'mobile' ? read.number : null
}

/** Whose telephone it is (同号患者): the person's own, or a relative's; numbers at work and wrong ones are nobody's. */
export async function patientsOfPhone(house: House, tx: Tx, phone: string): Promise<KnownPatient[]> {
  const { id: hospitalId } = house.hospital
  const key = phoneKey(phone)
  const hits = await findByKeys(house, tx, hospitalId, [{ use: 'phone', text: key }], AT_MOST)
  const ids = [...new Set(hits.map(hit => hit.id))]
  const people = ids.length === 0 ? [] : await loadPersons(house, tx, hospitalId, ids)
  return people.filter(one => answersTo(one, key)).map(one => knownOf(house, one))
}

const answersTo = ({ person }: Stored, key: string): boolean =>
  person.phones.some(phone => phone.holder !== 'work' && isDialable(phone) && phoneKey(phone.number) === key) ||
  person.relatives.some(relative => relative.phone !== null && phoneKey(relative.phone) === key)

/** The people of these ids, each once, under the id that stands. */
export async function knownPatients(house: House, tx: Tx, ids: readonly string[]): Promise<KnownPatient[]> {
  if (ids.length === 0) return []
  return (await loadPersons(house, tx, house.hospital.id, ids)).map(one => knownOf(house, one))
}

/** Is it right? What is not known of the person proves nothing. */
export async function provesPatient(house: House, tx: Tx, patientId: string, proof: Proof): Promise<boolean> {
  const [stored] = await loadPersons(house, tx, house.hospital.id, [patientId])
  if (stored === undefined) return false
  const { birthDate, document } = stored.person
  if (proof.kind === 'birth-date') return birthDate !== null && birthDate.length === 10 && birthDate === proof.value
  return document !== null && numberKey(document.number).slice(-LAST) === proof.value.normalize('NFKC').toUpperCase()
}

/** Who has this ID number and this name and answers to this telephone: all three, or nobody. */
export async function patientNamed(
  house: House,
  tx: Tx,
  said: { readonly name: string; readonly idNumber: string; readonly phone: string },
): Promise<KnownPatient | null> {
  const number = numberKey(said.idNumber)
  const hits = await findByKeys(house, tx, house.hospital.id, [{ use: 'document', text: number }], AT_MOST)
  const ids = [...new Set(hits.map(hit => hit.id))]
  const people = ids.length === 0 ? [] : await loadPersons(house, tx, house.hospital.id, ids)
  const same = people.find(
    one =>
      one.person.document !== null &&
      numberKey(one.person.document.number) === number &&
      nameKey(one.person.name) === nameKey(said.name) &&
      answersTo(one, phoneKey(said.phone)),
  )
  return same === undefined ? null : knownOf(house, same)
}

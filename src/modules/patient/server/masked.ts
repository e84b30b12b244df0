import type { z } from 'zod'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '#kernel/masking.ts'
import type { PatientRow } from '../contract.ts'
import {
  ageOn,
  type Identifier,
  type Insurance,
  type Person,
  type PersonField,
  type Relative,
} from '../rules/person.ts'
import { isDialable } from '../rules/phone-check.ts'
import type { Stored } from './store.ts'

/** A person as a list shows one on the day `today` (脱敏, SEC-05). */
export const rowOf = (stored: Stored, today: string): z.output<typeof PatientRow> => ({
  id: stored.id,
  nameMasked: stored.nameMasked,
  sex: stored.person.sex,
  age: ageOn(stored.person.birthDate, today),
  phoneMasked: phoneOf(stored.person),
  seenAt: stored.seenAt.toString(),
})

/** The number to reach the person on, masked: not one that is known to be wrong, the person's own before others'. */
function phoneOf({ phones }: Person): string | null {
  const good = phones.filter(isDialable)
  const phone = good.find(one => one.holder === 'self') ?? good[0]
  return phone === undefined ? null : maskPhone(phone.number)
}

export const yearOf = (birthDate: string | null): number | null =>
  birthDate === null ? null : Number(birthDate.slice(0, 4))

/** Numbers of this hospital's systems are shown; what an insurer or the state gave is not. */
export const numbersOf = (identifiers: readonly Identifier[]) =>
  identifiers
    .filter(({ kind }) => kind !== 'resident-id')
    .map(({ system, kind, value }) => ({
      system,
      kind,
      value: kind === 'insurance' || kind === 'other' ? maskIdNumber(value) : value,
    }))

export const insuranceOf = (insurance: Insurance | null) =>
  insurance === null
    ? null
    : { kind: insurance.kind, masked: insurance.number === null ? null : maskIdNumber(insurance.number) }

export const relativesOf = (relatives: readonly Relative[]) =>
  relatives.map(one => ({
    relation: one.relation,
    nameMasked: maskName(one.name),
    phoneMasked: one.phone === null ? null : maskPhone(one.phone),
  }))

/** One field as the page of duplicates shows it beside another; null when it is empty. */
export function fieldOf(person: Person, field: PersonField): string | null {
  switch (field) {
    case 'name':
      return maskName(person.name)
    case 'sex':
      return person.sex === 'unknown' ? null : person.sex
    case 'birthDate':
      return yearOf(person.birthDate)?.toString() ?? null
    case 'document':
      return person.document === null ? null : maskIdNumber(person.document.number)
    case 'phones':
      return person.phones.map(phone => maskPhone(phone.number)).join('、') || null
    case 'address':
      return person.address === null ? null : maskAddress(person.address)
    case 'relatives':
      return person.relatives.map(one => maskName(one.name)).join('、') || null
    case 'insurance':
      return person.insurance?.kind ?? null
    case 'noDocumentReason':
      return person.noDocumentReason
  }
}

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import { WRONG_RESIDENT_ID } from '../rules/entry.ts'
import { readResidentId } from '../rules/resident-id.ts'
import { numberKey, type SearchKey } from '../rules/search-keys.ts'
import { findByKeys } from './find.ts'
import { load, type Stored } from './store.ts'
import { todayOf } from './today.ts'

/** Somebody who said who they are at a machine: masked, and whether a guardian comes along. */
export interface Identified {
  readonly id: string
  readonly nameMasked: string
  /** Under 14. */
  readonly isMinor: boolean
}

const LOOKED_AT = 5
const MINOR_YEARS = 14
const OLD_LENGTH = 15

/**
 * Reads the number of a resident ID card that somebody typed or held to a reader; refuses the 15 digits of the old card, which is
 * no longer valid, and what cannot be a number, each with what to do.
 */
export function readOwnDocument(typed: string, today: string): string {
  if (typed.replaceAll(/\D/g, '').length === OLD_LENGTH && typed.trim().length <= OLD_LENGTH + 3)
    throw new Problem('document-old', { pointer: '/body/number' })
  const read = readResidentId(typed, today)
  if (!read.ok) throw new Problem('document-invalid', { pointer: '/body/number', ...WRONG_RESIDENT_ID[read.why] })
  return read.number
}

/**
 * Whom a number names (本人核对): of a resident ID, or of an insurance or visit card. Null where nobody is known by it; a number of two
 * people is refused. That somebody was shown is a row of the journal.
 */
export async function identifyPatient(
  house: House,
  caller: Caller,
  asked: { readonly way: 'document' | 'card'; readonly number: string },
): Promise<Identified | null> {
  const key: SearchKey =
    asked.way === 'document'
      ? { use: 'document', text: readOwnDocument(asked.number, todayOf(house)) }
      : { use: 'card', text: numberKey(asked.number) }
  const found = await house.database.transact(async tx => {
    const hits = await findByKeys(house, tx, caller.hospitalId, [key], LOOKED_AT)
    const ids = [...new Set(hits.map(hit => hit.id))]
    if (ids.length > 1) throw new Problem('person-unclear')
    return ids[0] === undefined ? null : load(house, tx, caller.hospitalId, ids[0], false)
  })
  if (found === null) return null
  await tellIdentified(house, caller, found.id, asked.way)
  return identified(house, found)
}

const identified = (house: House, { id, nameMasked, person }: Stored): Identified => ({
  id,
  nameMasked,
  isMinor: isMinor(person.birthDate, todayOf(house)),
})

function isMinor(birthDate: string | null, today: string): boolean {
  if (birthDate === null) return false
  const grown = Temporal.PlainDate.from(today).subtract({ years: MINOR_YEARS }).toString()
  return birthDate > grown.slice(0, birthDate.length)
}

const tellIdentified = (house: House, caller: Caller, id: string, by: 'document' | 'card' | 'booking') =>
  tellRead(house, caller, {
    action: 'patient.identified',
    subject: { kind: 'patient', id },
    patientId: id,
    facts: { by },
  })

/** Is this the person whom a booking names? Shown by the last four of one of their telephones; anything else is null. */
export async function identifyByPhone(
  house: House,
  caller: Caller,
  asked: { readonly patientId: string; readonly phoneTail: string },
): Promise<Identified | null> {
  const found = await house.database.transact(tx => load(house, tx, caller.hospitalId, asked.patientId, false))
  if (found === null || !found.person.phones.some(phone => phone.number.endsWith(asked.phoneTail))) return null
  await tellIdentified(house, caller, found.id, 'booking')
  return identified(house, found)
}

/** The person of an id, for whoever is at it already. */
export async function identifiedPatient(house: House, tx: Tx, hospitalId: string, id: string): Promise<Identified> {
  const found = await load(house, tx, hospitalId, id, false)
  if (found === null) throw new Problem('not-found')
  return identified(house, found)
}

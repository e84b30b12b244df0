import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mustBeResidentId } from '../rules/entry.ts'
import { numberKey } from '../rules/search-keys.ts'
import { load } from './store.ts'
import { todayOf } from './today.ts'

/** A number with the length of a resident ID card is read as one: 18 characters, or 15 of the old card. */
const LIKE_RESIDENT = /^[\dX]{15}$|^[\dX]{18}$/

/**
 * Is a document that somebody says or shows this patient's (证件核对)? One that looks like a resident ID must have the right check digit.
 * `unknown` where the record has none. Nothing of the record is given out.
 * @throws Problem `document-invalid` with the `pointer` of the field
 */
export async function matchDocument(
  house: House,
  patientId: string,
  typed: string,
  pointer: string,
): Promise<'same' | 'other' | 'unknown'> {
  const plain = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  if (LIKE_RESIDENT.test(plain)) mustBeResidentId(plain, todayOf(house), pointer)
  const stored = await house.database.transact(tx => load(house, tx, house.hospital.id, patientId, false))
  if (stored === null) throw new Problem('not-found')
  const { document } = stored.person
  if (document === null) return 'unknown'
  return numberKey(document.number) === numberKey(plain) ? 'same' : 'other'
}

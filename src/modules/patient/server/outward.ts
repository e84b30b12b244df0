import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Identifier, Person } from '../rules/person.ts'
import { numberKey } from '../rules/search-keys.ts'
import { findByKeys } from './find.ts'
import { identifiersOf } from './identifier.ts'
import { storedFrom } from './store.ts'

/** A row of the patient index as an entitled system reads it (PAT-02): who it is, whole. An alias says into whom it went. */
export interface OutwardPerson {
  readonly id: string
  readonly version: number
  readonly mergedInto: string | null
  readonly person: Person
  readonly identifiers: readonly Identifier[]
}

/** These rows, aliases as such; a person has the numbers of the aliases too. Whoever asks writes to the journal whom it read. */
export async function outwardPersons(
  house: House,
  tx: Tx,
  hospitalId: string,
  ids: readonly string[],
): Promise<OutwardPerson[]> {
  const rows = await tx
    .selectFrom('patient.patient')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', 'in', ids.length === 0 ? [NOBODY] : [...ids])
    .orderBy('id')
    .execute()
  const aliases = await run<{ id: string; root: string }>(
    tx,
    'select id, merged_into as root from patient.patient where hospital_id = $1 and merged_into = any($2::uuid[])',
    [hospitalId, ids],
  )
  const known = [...rows.map(row => row.id), ...aliases.map(alias => alias.id)]
  const numbers = await identifiersOf(house, tx, hospitalId, known)
  return rows.map(row => {
    const { id, version, mergedInto, person } = storedFrom(house.cipher, row)
    const family = [id, ...aliases.filter(alias => alias.root === id).map(alias => alias.id)]
    return { id, version, mergedInto, person, identifiers: family.flatMap(one => numbers.get(one) ?? []) }
  })
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const LOOKED_AT = 20

/** Whose number this may be: of a document, or of a system. The person of an alias, once each. */
export async function personsWithNumber(
  house: House,
  tx: Tx,
  hospitalId: string,
  value: string,
): Promise<readonly string[]> {
  const text = numberKey(value)
  if (text === '') return []
  const keys = [{ use: 'document', text } as const, { use: 'card', text } as const]
  return [...new Set((await findByKeys(house, tx, hospitalId, keys, LOOKED_AT)).map(hit => hit.id))]
}

import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import type { Identifier } from '../rules/person.ts'
import { replaceKeys } from './find.ts'
import { identifiersOf } from './identifier.ts'
import { lockRows, savePerson } from './store.ts'
import { identifierTokens } from './tokens.ts'

const EVERY_SECONDS = 60
const AT_ONCE = 200

/** After the keys were rotated (密钥轮换, SEC-04), people are enciphered and hashed anew, some at a time, until none is left under an old key. */
export const renewKeys: Sweep = {
  name: 'patient: renew keys',
  every: EVERY_SECONDS,
  run: async house => void (await renewSome(house)),
}

/** Renews the next people, with all that is theirs; returns how many. */
export async function renewSome(house: House): Promise<number> {
  const hospitalId = house.hospital.id
  const { version } = house.keys.current
  return house.database.transact(async tx => {
    const old = await run<{ id: string }>(
      tx,
      'select id from patient.patient where hospital_id = $1 and key_version < $2 order by key_version, id limit $3',
      [hospitalId, version, AT_ONCE],
    )
    if (old.length === 0) return 0
    const rows = await lockRows(
      house,
      tx,
      hospitalId,
      old.map(row => row.id),
    )
    const numbers = await identifiersOf(house, tx, hospitalId, [...rows.keys()])
    for (const stored of rows.values()) {
      const own = numbers.get(stored.id) ?? []
      await savePerson(house, tx, hospitalId, stored, { person: stored.person, keyVersion: version })
      await replaceKeys(house, tx, hospitalId, stored, own)
      for (const one of own) await renewIdentifier(house, tx, stored.id, one)
    }
    await renewWords(house, tx, 'need', 'patient_id', ['note'], [...rows.keys()])
    await renewWords(house, tx, 'phone_check', 'patient_id', ['number'], [...rows.keys()])
    await renewWords(house, tx, 'correction', 'patient_id', ['number'], [...rows.keys()])
    await renewWords(house, tx, 'merge', 'survivor_id', ['gained', 'reason'], [...rows.keys()])
    return rows.size
  })
}

const renewIdentifier = (house: House, tx: Tx, patientId: string, one: Identifier) => {
  const tokens = identifierTokens(house.cipher, one)
  return run(
    tx,
    `update patient.identifier set token = $5, value = $6
     where hospital_id = $1 and patient_id = $2 and system = $3 and kind = $4 and token = any($7::bytea[])`,
    [house.hospital.id, patientId, one.system, one.kind, tokens[0], house.cipher.encipher(one.value), tokens],
  )
}

/** Enciphered words beside the person: notes of needs, what a merge brought. */
async function renewWords(
  house: House,
  tx: Tx,
  table: 'need' | 'merge' | 'phone_check' | 'correction',
  owner: 'patient_id' | 'survivor_id',
  columns: readonly string[],
  ids: readonly string[],
): Promise<void> {
  for (const column of columns) {
    const rows = await run<{ id: string; words: Buffer }>(
      tx,
      `select id, ${column} as words from patient.${table} where hospital_id = $1 and ${owner} = any($2::uuid[]) and ${column} is not null`,
      [house.hospital.id, [...ids]],
    )
    for (const { id, words } of rows)
      await run(tx, `update patient.${table} set ${column} = $3 where hospital_id = $1 and id = $2`, [
        house.hospital.id,
        id,
        house.cipher.encipher(house.cipher.decipher(words)),
      ])
  }
}

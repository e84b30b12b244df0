import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
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

export async function renewSome(house: House): Promise<number> {
  const hospitalId = house.hospital.id
  return house.database.transact(async tx => {
    const old = await run<{ id: string }>(
      tx,
      'select id from patient.patient where hospital_id = $1 and key_version < $2 order by key_version, id limit $3',
      [hospitalId, house.keys.current.version, AT_ONCE],
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
      await savePerson(house, tx, hospitalId, stored, { person: stored.person })
      await replaceKeys(house, tx, hospitalId, stored, own)
      for (const one of own)
        await run(
          tx,
          `update patient.identifier set token = $5, value = $6
           where hospital_id = $1 and patient_id = $2 and system = $3 and kind = $4 and token = any($7::bytea[])`,
          [
            hospitalId,
            stored.id,
            one.system,
            one.kind,
            identifierTokens(house.cipher, one)[0],
            house.cipher.encipher(one.value),
            identifierTokens(house.cipher, one),
          ],
        )
    }
    return rows.size
  })
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { cipherWith } from '#platform/cipher.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { journalWith } from '#platform/journal.ts'
import { type Keys, openKeys, rotateKeys } from '#platform/keys.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { importPatients, touch, upsertFromSystem } from '../index.ts'
import { personNamed } from '../rules/person.ts'
import { searchPatients } from './search-patients.ts'
import { renewSome } from './sweeps.ts'

let at: TestHouse
let folder: string
beforeAll(async () => {
  at = await testHouse()
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
})
afterAll(async () => {
  await at.close()
  await rm(folder, { recursive: true, force: true })
})

const caller = () => systemCaller(at.house.hospital.id)
const withKeys = (keys: Keys): House => {
  const cipher = cipherWith(keys)
  return { ...at.house, keys, cipher, journal: journalWith(cipher, at.house.ids) }
}
const found = async (house: House, q: string) => (await searchPatients(house, caller(), { q })).items.map(row => row.id)
const someone = (name: string, number: string, more = {}) => ({
  person: { ...personNamed(name), ...more },
  identifiers: [{ system: 'HIS', kind: 'patient-number' as const, value: number }],
})

test('SEC-04 (part): after the keys are rotated everybody is still found, and soon lies under the new key only', async () => {
  const file = join(folder, 'key.json')
  const before = withKeys(await openKeys(file, true))
  const [id] = await importPatients(before)(caller(), 'HIS', [someone('钥匙', 'K0001'), someone('换新', 'K0002')])
  const after = withKeys(await rotateKeys(file))
  expect(await found(after, '钥匙')).toEqual([id])
  expect(await found(after, 'K0001')).toEqual([id])
  // A message for a number that stands under the old key makes no second person.
  const word = {
    source: 'HIS',
    occurredAt: null,
    person: { identifiers: [...someone('', 'K0001').identifiers], address: '同安区1号' },
  }
  expect(await upsertFromSystem(after)(caller(), word)).toMatchObject({ patientId: id, outcome: 'changed' })
  while ((await renewSome(after)) > 0);
  const rows = await at.house.database.transact(tx =>
    run<{ keyVersion: number }>(tx, 'select key_version from patient.patient where hospital_id = $1', [
      at.house.hospital.id,
    ]),
  )
  expect(rows.map(row => row.keyVersion)).toEqual([2, 2])
  const newOnly = withKeys({ ...after.keys, all: [after.keys.current] })
  for (const q of ['钥匙', 'ys', 'K0001']) expect(await found(newOnly, q)).toEqual([id])
  expect(await upsertFromSystem(newOnly)(caller(), word)).toMatchObject({ patientId: id, outcome: 'unchanged' })
})

test('who was met last stands first, also where more are found than are shown', async () => {
  const people = Array.from({ length: 30 }, (_, n) => ({
    ...someone(`同名${'甲乙丙丁戊己庚辛壬癸'[n % 10]}`, `S${1000 + n}`),
    seenAt: at.house.clock.now().subtract({ hours: 24 * (n + 2) }),
  }))
  const ids = await importPatients(at.house)(caller(), 'HIS', people)
  const first = await searchPatients(at.house, caller(), { q: '同名' })
  expect(first.items.map(row => row.id)).toEqual(ids.slice(0, 20))
  expect(first.more).toBe(true)
  const last = ids.at(-1) as string
  await at.house.database.transact(tx => touch(tx, at.house.hospital.id, last, at.house.clock.now()))
  expect((await found(at.house, '同名'))[0]).toBe(last)
  // Within half a day the order among those that are shown still follows the minute.
  const other = ids[5] as string
  await at.house.database.transact(tx =>
    touch(tx, at.house.hospital.id, other, at.house.clock.now().add({ minutes: 1 })),
  )
  expect((await found(at.house, '同名')).slice(0, 2)).toEqual([other, last])
  // An older contact changes nothing.
  await at.house.database.transact(tx =>
    touch(tx, at.house.hospital.id, last, at.house.clock.now().subtract({ hours: 1 })),
  )
  expect((await found(at.house, '同名')).slice(0, 2)).toEqual([other, last])
})

test('a list with a number that is taken is not imported at all', async () => {
  const list = [someone('新来', 'N0001'), someone('旧号', 'S1000')]
  await expect(importPatients(at.house)(caller(), 'CSV', list)).rejects.toThrow('a number of the list is taken')
  expect(await found(at.house, '新来')).toEqual([])
})

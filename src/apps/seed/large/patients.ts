import type { PlainDate } from '#kernel/time.ts'
import { insertKeys } from '#modules/patient/server/find.ts'
import { claimAll } from '#modules/patient/server/identifier.ts'
import { insertPatients } from '#modules/patient/server/store.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { doNotWait } from '../one-transaction.ts'
import { makePatients } from '../patients.ts'

const AT_ONCE = 1000
const SIDE_BY_SIDE = 2
export const LARGE = 'large'

/** Registers people until there are `count`: enciphered and with their search keys as the desk writes them, but untold. */
export async function manyPatients(house: House, count: number, onCount: (count: number) => void): Promise<void> {
  const today = house.clock.now().toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  const there = await countOf(house)
  const numbers = new Map<string, number>()
  const batches = Array.from({ length: Math.ceil((count - there) / AT_ONCE) }, (_, n) => there + n * AT_ONCE).values()
  let done = there
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const from of batches) {
        const size = Math.min(AT_ONCE, count - from)
        await registerSome(house, from, size, today, numbers)
        done += size
        onCount(done)
      }
    }),
  )
}

async function countOf(house: House): Promise<number> {
  const [row] = await house.database.transact(tx =>
    run<{ count: number }>(tx, 'select count(*) as count from patient.patient where hospital_id = $1', [
      house.hospital.id,
    ]),
  )
  return row?.count ?? 0
}

async function registerSome(
  house: House,
  from: number,
  size: number,
  today: PlainDate,
  numbers: Map<string, number>,
): Promise<void> {
  const { id: hospitalId } = house.hospital
  const now = house.clock.now()
  const people = makePatients(size, today, LARGE, from, numbers).map(one => {
    const seenAt = now.subtract({ hours: 24 * one.seenDaysAgo })
    const registeredAt = now.subtract({ hours: 24 * one.registeredDaysAgo })
    return { ...one, id: house.ids.next(), source: LARGE, said: {}, registeredAt, seenAt, rankedAt: seenAt }
  })
  const claims = people.flatMap(({ id, identifiers }) => identifiers.map(identifier => ({ patientId: id, identifier })))
  await house.database.transact(async tx => {
    await doNotWait(tx)
    await insertPatients(house, tx, hospitalId, people)
    await claimAll(house, tx, hospitalId, claims)
    await insertKeys(house, tx, hospitalId, people)
  })
}

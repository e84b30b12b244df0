import { Problem } from '#kernel/problem.ts'
import { type AttemptLimit, countFailure, lockedUntil, type Tried } from '#platform/attempts.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Personal } from './create-ticket.ts'
import { linkTo, mustBeUnlocked, mustCount } from './track-matter.ts'

const LIMIT: AttemptLimit = { failures: 5, lockMinutes: 15 }

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/**
 * Finds a matter by its number and the whole telephone that was left with it (凭单号查询, POR-03): both right gives a link to it. A
 * number that is not there and one that is somebody else's are answered the same; numbers can be guessed, so wrong tries count by the
 * number and by the telephone, and after a few of either nothing is answered for a while.
 */
export const findMatter = (house: House) => async (asked: { number: string; phone: string }) => {
  const at = house.clock.now()
  const hospitalId = house.hospital.id
  const number = asked.number.trim().toUpperCase()
  const phone = digitsOf(asked.phone)
  const tried = [triedBy(house, 'number', number), triedBy(house, 'phone', phone)]
  for (const one of tried) mustBeUnlocked(await lockedUntil(house.database, one, at), at)
  const rows = await house.database.transact(tx =>
    run<{ id: string; personal: Buffer }>(
      tx,
      'select id, personal from ticket.ticket where hospital_id = $1 and number = $2',
      [hospitalId, number],
    ),
  )
  const match = rows.find(row => {
    const known = house.cipher.decipherJson<Personal>(row.personal).phone
    return known !== null && phone !== '' && digitsOf(known) === phone
  })
  if (match === undefined) {
    for (const one of tried) await countFailure(house.database, one, LIMIT, at)
    throw new Problem('find-unknown')
  }
  await mustCount(house, tried, LIMIT, at)
  return linkTo(house, match.id, at)
}

const triedBy = (house: House, by: 'number' | 'phone', value: string): Tried => ({
  hospitalId: house.hospital.id,
  kind: 'track',
  subject: house.cipher.tokens(`ticket.find-${by}`, value)[0]?.toString('base64url') ?? '',
})

import { Problem } from '#kernel/problem.ts'
import { type Instant, minutesBetween } from '#kernel/time.ts'
import { type AttemptLimit, countFailure, countSuccess, lockedUntil, type Tried } from '#platform/attempts.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { normalCode } from '../rules/tracking.ts'
import { whereItLives } from './merged.ts'
import type { Personal } from './create-ticket.ts'

const LIMIT: AttemptLimit = { failures: 5, lockMinutes: 15 }
const LINK_HOURS = 12

/**
 * Finds a matter by tracking code and the last four digits of the phone (凭码查询, TKT-08): both right gives a link to it; anything
 * else says the same, whether the code exists or not, and after a few tries the code is locked for a while.
 */
export const trackMatter = (house: House) => async (asked: { code: string; lastFour: string }) => {
  const now = house.clock.now()
  const tokens = house.cipher.tokens('ticket.tracking', normalCode(asked.code))
  const hospitalId = house.hospital.id
  const tried: Tried = { hospitalId, kind: 'track', subject: tokens[0]?.toString('base64url') ?? '' }
  mustBeUnlocked(await lockedUntil(house.database, tried, now), now)
  const found = await house.database.transact(async tx => {
    const rows = await run<{ id: string; personal: Buffer }>(
      tx,
      'select id, personal from ticket.ticket where hospital_id = $1 and tracking = any($2) limit 5',
      [hospitalId, tokens],
    )
    const match = rows.find(row =>
      house.cipher.decipherJson<Personal>(row.personal).phone?.replaceAll(/\D/g, '').endsWith(asked.lastFour),
    )
    return match === undefined ? null : whereItLives(tx, hospitalId, match.id)
  })
  if (found === null) {
    await countFailure(house.database, tried, LIMIT, now)
    throw new Problem('track-unknown')
  }
  await mustCount(house, [tried], LIMIT, now)
  return linkTo(house, found, now)
}

/** A link to a matter for whoever showed that it is theirs; it ends by itself. */
export const linkTo = (house: House, id: string, at: Instant) => ({
  token: signLink(house.cipher, {
    purpose: 'patient',
    hospitalId: house.hospital.id,
    subjectId: id,
    personId: null,
    endsAt: at.add({ hours: LINK_HOURS }),
  }),
})

const locked = (minutes: number): Problem => new Problem('track-locked', { minutes })

export function mustBeUnlocked(until: Instant | null, at: Instant): void {
  if (until !== null) throw locked(Math.max(1, minutesBetween(at, until) + 1))
}

/** A right answer counts only where wrong ones at the same moment did not lock it meanwhile: guessing all of them at once finds nothing. */
export async function mustCount(
  house: House,
  tried: readonly Tried[],
  limit: AttemptLimit,
  at: Instant,
): Promise<void> {
  for (const one of tried) if (!(await countSuccess(house.database, one, at))) throw locked(limit.lockMinutes)
}

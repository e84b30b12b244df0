import { Problem } from '#kernel/problem.ts'
import { type Instant, minutesBetween } from '#kernel/time.ts'
import { countFailure, forgetFailures, lockedUntil, type Tried } from '#platform/attempts.ts'
import type { House } from '#platform/house.ts'

const LOCK_MINUTES = 60

/** What is counted: by a keyed digest of whose it is. */
const triedAs = (house: House, kind: string, who: string): Tried => ({
  hospitalId: house.hospital.id,
  kind,
  subject: house.cipher.tokens('attempt', `${kind} ${who}`)[0]?.toString('base64url') ?? '',
})

/** One of so many in an hour (频次限制), counted in the database for all processes; refuses whatever comes after. */
export async function countOne(
  house: House,
  counted: { readonly kind: string; readonly who: string; readonly most: number; readonly refusal: string },
  at: Instant,
): Promise<void> {
  const { count, lockedUntil: until } = await countFailure(
    house.database,
    triedAs(house, counted.kind, counted.who),
    { failures: counted.most, lockMinutes: LOCK_MINUTES },
    at,
  )
  if (count > counted.most) throw refused(counted.refusal, at, until)
}

/** What was counted before it was known to be right counts no more. */
export const countNone = (house: House, counted: { readonly kind: string; readonly who: string }): Promise<unknown> =>
  forgetFailures(house.database, triedAs(house, counted.kind, counted.who))

/** Refuses unseen where it was too often already. */
export async function mustBeOpen(
  house: House,
  counted: { readonly kind: string; readonly who: string; readonly refusal: string },
  at: Instant,
): Promise<void> {
  const until = await lockedUntil(house.database, triedAs(house, counted.kind, counted.who), at)
  if (until !== null) throw refused(counted.refusal, at, until)
}

const refused = (code: string, at: Instant, until: Instant | null) =>
  new Problem(code, { minutes: until === null ? LOCK_MINUTES : Math.max(1, minutesBetween(at, until) + 1) })

import { Problem } from '#kernel/problem.ts'
import { type Instant, minutesBetween } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { normalCode } from '../rules/tracking.ts'
import { whereItLives } from './merged.ts'
import type { Personal } from './create-ticket.ts'

const TRIES = 5
const LOCK_MINUTES = 15
const LINK_HOURS = 12

/**
 * Finds a matter by tracking code and the last four digits of the phone (凭码查询, TKT-08): both right gives a link to it; anything
 * else says the same, whether the code exists or not, and after a few tries the code is locked for a while.
 */
export const trackMatter = (house: House) => async (asked: { code: string; lastFour: string }) => {
  const now = house.clock.now()
  const tokens = house.cipher.tokens('ticket.tracking', normalCode(asked.code))
  const hospitalId = house.hospital.id
  const subject = tokens[0]?.toString('base64url') ?? ''
  const answer = await house.database.transact(async tx => {
    const locked = await lockedUntil(tx, hospitalId, subject, now)
    if (locked !== null) return { locked }
    const rows = await run<{ id: string; personal: Buffer }>(
      tx,
      'select id, personal from ticket.ticket where hospital_id = $1 and tracking = any($2) limit 5',
      [hospitalId, tokens],
    )
    const match = rows.find(row =>
      house.cipher.decipherJson<Personal>(row.personal).phone?.replaceAll(/\D/g, '').endsWith(asked.lastFour),
    )
    if (match === undefined) await countFailure(tx, hospitalId, subject, now)
    return { match: match && { id: await whereItLives(tx, hospitalId, match.id) } }
  })
  if (answer.locked !== undefined)
    throw new Problem('track-locked', { minutes: Math.max(1, minutesBetween(now, answer.locked) + 1) })
  if (answer.match === undefined) throw new Problem('track-unknown')
  const endsAt = now.add({ hours: LINK_HOURS })
  return {
    token: signLink(house.cipher, {
      purpose: 'patient',
      hospitalId,
      subjectId: answer.match.id,
      personId: null,
      endsAt,
    }),
  }
}

async function lockedUntil(tx: Tx, hospitalId: string, subject: string, now: Instant): Promise<Instant | null> {
  const [row] = await run<{ lockedUntil: Instant | null }>(
    tx,
    'select locked_until from platform.attempt where hospital_id = $1 and kind = $2 and subject = $3',
    [hospitalId, 'track', subject],
  )
  const until = row?.lockedUntil ?? null
  return until !== null && until.epochMilliseconds > now.epochMilliseconds ? until : null
}

const countFailure = (tx: Tx, hospitalId: string, subject: string, now: Instant) =>
  run(
    tx,
    `insert into platform.attempt as a (hospital_id, kind, subject, failures, first_at) values ($1, 'track', $2, 1, $3)
     on conflict (hospital_id, kind, subject) do update set
       failures = case when a.first_at < $4::timestamptz then 1 else a.failures + 1 end,
       first_at = case when a.first_at < $4::timestamptz then $3::timestamptz else a.first_at end,
       locked_until = case when a.first_at >= $4::timestamptz and a.failures + 1 >= $5 then $6::timestamptz else a.locked_until end`,
    [
      hospitalId,
      subject,
      now.toString(),
      now.subtract({ minutes: LOCK_MINUTES }).toString(),
      TRIES,
      now.add({ minutes: LOCK_MINUTES }).toString(),
    ],
  )

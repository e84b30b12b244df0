import type { Instant } from '#kernel/time.ts'
import type { Database } from '#platform/database.ts'

/** Failed tries at one secret: a password, a PIN, a look-up code. `subject` is never the secret and never what was typed. */
export interface Tried {
  readonly hospitalId: string
  readonly kind: string
  readonly subject: string
}

/** How many failures lock, and for how long. Failures that are older than the lock would last are forgotten. */
export interface AttemptLimit {
  readonly failures: number
  readonly lockMinutes: number
}

/** Until when tries are refused unseen, or null. */
export async function lockedUntil(database: Database, tried: Tried, at: Instant): Promise<Instant | null> {
  const [row] = await database.statement<{ locked_until: Instant }>(
    `select locked_until from platform.attempt
     where hospital_id = $1 and kind = $2 and subject = $3 and locked_until > $4::timestamptz`,
    [tried.hospitalId, tried.kind, tried.subject, at.toString()],
  )
  return row?.locked_until ?? null
}

/**
 * Counts one failure, in one statement, so that tries at the same moment on several processes are all counted: the first
 * `failures` of them are told wrong, whatever comes after is locked. Returns the count and until when it is locked.
 */
export async function countFailure(
  database: Database,
  tried: Tried,
  limit: AttemptLimit,
  at: Instant,
): Promise<{ readonly count: number; readonly lockedUntil: Instant | null }> {
  const [row] = await database.statement<{ failures: number; locked_until: Instant | null }>(
    `insert into platform.attempt as known (hospital_id, kind, subject, failures, first_at, locked_until)
     values ($1, $2, $3, 1, $4::timestamptz, case when $5::int <= 1 then $6::timestamptz end)
     on conflict (hospital_id, kind, subject) do update set (failures, first_at, locked_until) = (
       select count, case when count = 1 then $4::timestamptz else known.first_at end,
         case when known.locked_until > $4::timestamptz then known.locked_until when count >= $5::int then $6::timestamptz end
       from (select case
         when known.locked_until > $4::timestamptz then known.failures + 1
         when known.locked_until is not null or known.first_at <= $7::timestamptz then 1
         else known.failures + 1 end as count) as next)
     returning failures, locked_until`,
    [
      tried.hospitalId,
      tried.kind,
      tried.subject,
      at.toString(),
      limit.failures,
      at.add({ minutes: limit.lockMinutes }).toString(),
      at.subtract({ minutes: limit.lockMinutes }).toString(),
    ],
  )
  return { count: row?.failures ?? 1, lockedUntil: row?.locked_until ?? null }
}

/** Forgets the failures after a success, unless the subject was locked meanwhile: then the success does not count. */
export async function countSuccess(database: Database, tried: Tried, at: Instant): Promise<boolean> {
  const locked = await database.statement(
    `with forgotten as (delete from platform.attempt where hospital_id = $1 and kind = $2 and subject = $3
       and (locked_until is null or locked_until <= $4::timestamptz))
     select 1 from platform.attempt where hospital_id = $1 and kind = $2 and subject = $3 and locked_until > $4::timestamptz`,
    [tried.hospitalId, tried.kind, tried.subject, at.toString()],
  )
  return locked.length === 0
}

/** Takes the lock away: somebody who may has seen to it. */
export const forgetFailures = (database: Database, tried: Tried): Promise<unknown> =>
  database.statement('delete from platform.attempt where hospital_id = $1 and kind = $2 and subject = $3', [
    tried.hospitalId,
    tried.kind,
    tried.subject,
  ])

/** Removes counts that no longer matter, so that tries at made-up names do not fill the disk. */
export const forgetOldFailures = (database: Database, hospitalId: string, before: Instant): Promise<unknown> =>
  database.statement(
    `delete from platform.attempt where hospital_id = $1 and first_at < $2::timestamptz
       and (locked_until is null or locked_until < $2::timestamptz)`,
    [hospitalId, before.toString()],
  )

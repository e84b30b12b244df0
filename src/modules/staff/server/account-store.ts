import type { Insertable, Selectable, Updateable } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Database, Tx } from '#platform/database.ts'
import { taken } from './store.ts'
import type { AccountTable, SessionTable } from './tables.ts'

export type AccountRow = Selectable<AccountTable>

/** An account as signing in needs it. */
export interface Known {
  readonly personId: string
  readonly login: string
  readonly passwordHash: string
  readonly pinHash: string | null
  /** The authenticator's secret, enciphered; in force where `factorOn`. */
  readonly factor: Buffer | null
  readonly factorOn: boolean
  readonly codeEndsAt: Instant | null
  readonly mustChange: boolean
  readonly changedAt: Instant
  readonly isClosed: boolean
}

const KNOWN = `select account.person_id as "personId", account.login, account.password_hash as "passwordHash",
    account.pin_hash as "pinHash", account.factor, account.factor_on as "factorOn", account.code_ends_at as "codeEndsAt",
    account.must_change as "mustChange", account.changed_at as "changedAt",
    (account.disabled_at is not null or person.left_at is not null) as "isClosed"
  from staff.account join staff.person on person.hospital_id = account.hospital_id and person.id = account.person_id
  where account.hospital_id = $1`

export const accountByLogin = (database: Database, hospitalId: string, login: string): Promise<Known | null> =>
  database.statement<Known>(`${KNOWN} and account.login = $2`, [hospitalId, login]).then(first)

/** Under the current key or an older one. */
export const accountByBadge = (
  database: Database,
  hospitalId: string,
  tokens: readonly Buffer[],
): Promise<Known | null> =>
  database.statement<Known>(`${KNOWN} and account.badge_token = any($2)`, [hospitalId, tokens]).then(first)

export const accountByPerson = (database: Database, hospitalId: string, personId: string): Promise<Known | null> =>
  database.statement<Known>(`${KNOWN} and account.person_id = $2`, [hospitalId, personId]).then(first)

const first = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const accountOf = (tx: Tx, hospitalId: string, personId: string): Promise<AccountRow | undefined> =>
  tx
    .selectFrom('staff.account')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('personId', '=', personId)
    .executeTakeFirst()

export const insertAccount = (tx: Tx, account: Insertable<AccountTable>) =>
  tx
    .insertInto('staff.account')
    .values(account)
    .execute()
    .catch(taken({ account_login: ['login-taken', { login: account.login }], account_badge: ['badge-taken', {}] }))

/** Changes an account; the last who writes wins, each change being whole. */
export async function saveAccount(
  tx: Tx,
  hospitalId: string,
  personId: string,
  change: Updateable<AccountTable>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('staff.account')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('hospitalId', '=', hospitalId)
    .where('personId', '=', personId)
    .executeTakeFirst()
    .catch(taken({ account_badge: ['badge-taken', {}] }))
  if (numUpdatedRows === 0n) throw new Problem('not-found')
}

export const insertSession = (tx: Tx, session: Insertable<SessionTable>) =>
  tx.insertInto('staff.session').values(session).execute()

export const savePosition = (tx: Tx, hospitalId: string, id: string, position: string | null) =>
  tx
    .updateTable('staff.session')
    .set({ position })
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()

/** Ends one session, or all of a person but one. Returns the ids of those that were open. */
export async function endSessions(
  tx: Tx,
  hospitalId: string,
  which: { readonly id: string } | { readonly personId: string; readonly but?: string | null },
  at: Instant,
): Promise<readonly string[]> {
  let query = tx
    .updateTable('staff.session')
    .set({ endedAt: at.toString() })
    .where('hospitalId', '=', hospitalId)
    .where('endedAt', 'is', null)
  if ('id' in which) query = query.where('id', '=', which.id)
  else {
    query = query.where('personId', '=', which.personId)
    if (which.but !== undefined && which.but !== null) query = query.where('id', '!=', which.but)
  }
  const ended = await query.returning('id').execute()
  return ended.map(row => row.id)
}

/** A live session with what its caller needs. */
export interface LiveSession {
  readonly id: string
  readonly personId: string
  readonly seenAt: Instant
  readonly position: string | null
  readonly mustChange: boolean
  readonly changedAt: Instant
}

export const liveSession = (database: Database, hospitalId: string, digest: Buffer): Promise<LiveSession | null> =>
  database
    .statement<LiveSession>(
      `select session.id, session.person_id as "personId", session.seen_at as "seenAt", session.position,
         account.must_change as "mustChange", account.changed_at as "changedAt"
       from staff.session
       join staff.account on account.hospital_id = session.hospital_id and account.person_id = session.person_id
       where session.hospital_id = $1 and session.token_digest = $2 and session.ended_at is null and account.disabled_at is null`,
      [hospitalId, digest],
    )
    .then(first)

export const touchSession = (database: Database, hospitalId: string, id: string, at: Instant) =>
  database.statement(
    `update staff.session set seen_at = $3::timestamptz
     where hospital_id = $1 and id = $2 and ended_at is null and seen_at < $3::timestamptz`,
    [hospitalId, id, at.toString()],
  )

/** Ends sessions that nobody has used since `before`. */
export const endIdleSessions = (database: Database, hospitalId: string, before: Instant, at: Instant) =>
  database.statement(
    `update staff.session set ended_at = $3::timestamptz
     where hospital_id = $1 and ended_at is null and seen_at < $2::timestamptz`,
    [hospitalId, before.toString(), at.toString()],
  )

/** Carries live sessions over a jump of the simulated clock. */
export const moveSessions = (database: Database, hospitalId: string, milliseconds: number) =>
  database.statement(
    `update staff.session set seen_at = seen_at + $2::double precision * interval '1 millisecond'
     where hospital_id = $1 and ended_at is null`,
    [hospitalId, milliseconds],
  )

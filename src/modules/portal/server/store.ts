import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { phoneTokens } from './token.ts'

/** An account, its telephone readable. */
export interface Account {
  readonly id: string
  readonly phone: string
}

/** Whom an account acts for. */
export interface Related {
  readonly id: string
  readonly accountId: string
  readonly patientId: string
  readonly relation: 'self' | 'spouse' | 'parent' | 'child' | 'other'
  readonly isGuardian: boolean
  readonly since: Instant
}

const RELATED = 'select id, account_id, patient_id, relation, is_guardian, since from portal.relation'

export async function accountOf(house: House, tx: Tx, id: string): Promise<Account> {
  const [row] = await run<{ id: string; phone: Buffer }>(
    tx,
    'select id, phone from portal.account where hospital_id = $1 and id = $2',
    [house.hospital.id, id],
  )
  if (row === undefined) throw new Error(`there is no account ${id}`)
  return { id: row.id, phone: house.cipher.decipher(row.phone) }
}

/** Locks the account, so that two acts on it go one after the other. */
export const lockAccount = (tx: Tx, hospitalId: string, id: string): Promise<unknown> =>
  run(tx, 'select from portal.account where hospital_id = $1 and id = $2 for update', [hospitalId, id])

/** The open account of a number. */
export async function accountByPhone(house: House, tx: Tx, phone: string): Promise<string | null> {
  const [row] = await run<{ id: string }>(
    tx,
    'select id from portal.account where hospital_id = $1 and phone_token = any($2) and closed_at is null',
    [house.hospital.id, phoneTokens(house, phone)],
  )
  return row?.id ?? null
}

/** Whom an account acts for now, the longest known first. */
export const relationsOf = (tx: Tx, hospitalId: string, accountId: string): Promise<Related[]> =>
  run(tx, `${RELATED} where hospital_id = $1 and account_id = $2 and ended_at is null order by since, id`, [
    hospitalId,
    accountId,
  ])

/** Who acts for any of these people now. */
export const relationsTo = (tx: Tx, hospitalId: string, patientIds: readonly string[]): Promise<Related[]> =>
  run(
    tx,
    `${RELATED} where hospital_id = $1 and patient_id = any($2::uuid[]) and ended_at is null order by since, id`,
    [hospitalId, patientIds],
  )

/** The account's own number and those of relatives that were proved a short while ago. */
export async function provedPhones(house: House, tx: Tx, account: Account, at: Instant): Promise<readonly string[]> {
  const rows = await run<{ phone: Buffer }>(
    tx,
    'select phone from portal.proved_phone where hospital_id = $1 and account_id = $2 and ends_at > $3::timestamptz',
    [house.hospital.id, account.id, at.toString()],
  )
  return [account.phone, ...rows.map(row => house.cipher.decipher(row.phone))]
}

/** Ends relations; which were open. */
export const endRelations = (
  tx: Tx,
  hospitalId: string,
  which: { readonly ids: readonly string[]; readonly because: 'left' | 'withdrawn' | 'closed' | 'lapsed' },
  at: Instant,
): Promise<{ id: string; accountId: string; patientId: string }[]> =>
  run(
    tx,
    `update portal.relation set ended_at = $3, ended_because = $4
     where hospital_id = $1 and id = any($2::uuid[]) and ended_at is null returning id, account_id, patient_id`,
    [hospitalId, which.ids, at.toString(), which.because],
  )

/** Ends one session, or all of an account; which were open. */
export const endSessions = (
  tx: Tx,
  hospitalId: string,
  which: { readonly sessionId: string } | { readonly accountId: string },
  at: Instant,
): Promise<{ id: string }[]> => {
  const [column, value] =
    'sessionId' in which ? (['id', which.sessionId] as const) : (['account_id', which.accountId] as const)
  return run(
    tx,
    `update portal.session set ended_at = $3 where hospital_id = $1 and ${column} = $2 and ended_at is null returning id`,
    [hospitalId, value, at.toString()],
  )
}

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import type { Entry } from '#platform/journal.ts'
import type { ReferralTable, RoundTable } from './tables.ts'

/** PostgreSQL takes instants as ISO text. */
export const sqlInstant = (at: Instant): never => at.toString() as never

/** One referral, its row locked where it is to be changed; null where there is none. */
export async function find(tx: Tx, hospitalId: string, id: string, lock = true): Promise<ReferralTable | null> {
  const read = tx.selectFrom('referral.referral').selectAll().where('hospitalId', '=', hospitalId).where('id', '=', id)
  return (await (lock ? read.forUpdate() : read).executeTakeFirst()) ?? null
}

/**
 * A referral of the caller's own institution; for staff, one that the desk enters for an institution. Another institution's is not
 * there.
 */
export async function mine(tx: Tx, caller: Caller, id: string, lock = true): Promise<ReferralTable> {
  const row = await find(tx, caller.hospitalId, id, lock)
  const may =
    row !== null &&
    canIn(caller, 'referral:submit', row.institutionId) &&
    (caller.kind === 'partner' || row.channel !== 'portal')
  if (!may) throw new Problem('not-found')
  return row
}

/** A referral that was sent to a department where the caller has the right. What an institution has not sent yet is not there. */
export async function sent(
  tx: Tx,
  caller: Caller,
  right: 'referral:read' | 'referral:work' | 'referral:answer',
  id: string,
  lock = true,
): Promise<ReferralTable> {
  const row = await find(tx, caller.hospitalId, id, lock)
  const may =
    row !== null &&
    canIn(caller, right, row.unitId) &&
    (row.status !== 'draft' || (row.channel !== 'portal' && canIn(caller, 'referral:submit', row.institutionId)))
  if (!may) throw new Problem('not-found')
  return row
}

export function mustBeVersion(row: ReferralTable, version: number): void {
  if (row.version !== version) throw new Problem('stale-version')
}

/** Writes over the version that was read; returns the row as it is now. */
export async function save(
  tx: Tx,
  row: ReferralTable,
  changed: Partial<Omit<ReferralTable, 'hospitalId' | 'id' | 'version'>>,
): Promise<ReferralTable> {
  return tx
    .updateTable('referral.referral')
    .set({ ...changed, version: row.version + 1 })
    .where('hospitalId', '=', row.hospitalId)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Writes what was answered to the submission that is open. */
export const settleRound = (tx: Tx, row: ReferralTable, settled: Partial<RoundTable>): Promise<unknown> =>
  tx
    .updateTable('referral.round')
    .set(settled)
    .where('hospitalId', '=', row.hospitalId)
    .where('referralId', '=', row.id)
    .where('round', '=', row.round)
    .execute()

/** What the journal is told of a referral as it is now. */
export const about = (row: ReferralTable) =>
  ({
    subject: { kind: 'referral', id: row.id },
    version: row.version,
    patientId: row.patientId,
    unitId: row.unitId,
  }) satisfies Partial<Entry>

/** What whoever changed it is answered. */
export const changed = (row: ReferralTable) => ({
  id: row.id,
  status: row.status,
  number: row.number,
  version: row.version,
})

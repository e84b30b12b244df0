import type { Insertable, Selectable } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Checks, mustBeCleared } from '../rules/register.ts'
import { taken } from './store.ts'
import type { QualificationTable, RecordTable } from './tables.ts'

export type RecordRow = Selectable<RecordTable>
export type QualificationRow = Selectable<QualificationTable>

/** What lies enciphered. */
export interface Identity {
  readonly document: string | null
}

export const recordOf = (tx: Tx, hospitalId: string, personId: string): Promise<RecordRow | undefined> =>
  tx
    .selectFrom('staff.record')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('personId', '=', personId)
    .executeTakeFirst()

/** What of the register decides whether somebody may serve; null where nobody has written one. */
export async function checksOf(tx: Tx, hospitalId: string, personId: string): Promise<Checks | null> {
  const row = await recordOf(tx, hospitalId, personId)
  return row === undefined ? null : row
}

/** Refuses who may not be put on duty or on a roster (ORG-06). */
export async function mustServe(
  tx: Tx,
  house: House,
  person: { readonly id: string; readonly name: string },
): Promise<void> {
  mustBeCleared(person.name, await checksOf(tx, house.hospital.id, person.id))
}

/** Writes a record over the version that was read; 0 is the first. */
export async function saveRecordRow(
  tx: Tx,
  before: RecordRow | undefined,
  row: Insertable<RecordTable>,
): Promise<RecordRow> {
  const isTaken = taken({
    record_badge: ['record-number-taken', { pointer: '/body/badgeNumber' }],
    record_agent: ['record-number-taken', { pointer: '/body/agentNumber' }],
    record_pkey: ['stale-version', { id: row.personId }],
  })
  if (before === undefined)
    return tx.insertInto('staff.record').values(row).returningAll().executeTakeFirstOrThrow().catch(isTaken)
  const saved = await tx
    .updateTable('staff.record')
    .set(row)
    .where('hospitalId', '=', before.hospitalId)
    .where('personId', '=', before.personId)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
    .catch(isTaken)
  if (saved === undefined) throw new Problem('stale-version', { id: before.personId })
  return saved
}

export const qualificationsOf = (tx: Tx, hospitalId: string, personId: string): Promise<QualificationRow[]> =>
  run<QualificationRow>(
    tx,
    `select * from staff.qualification where hospital_id = $1 and person_id = $2 and ended_at is null
     order by expires_on nulls last, written_at, id limit 100`,
    [hospitalId, personId],
  )

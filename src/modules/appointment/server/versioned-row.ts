import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import type { ExtraRequestTable } from './extra-tables.ts'
import type { ReservationTable } from './reservation-tables.ts'
import type { TreatmentTable } from './treatment/tables.ts'

/** Rows that are changed one at a time, under their lock; each change is a version. */
interface Rows {
  'appointment.extra_request': ExtraRequestTable
  'appointment.reservation': ReservationTable
  'appointment.treatment': TreatmentTable
}
type Read = Pick<Rows[keyof Rows], 'hospitalId' | 'id' | 'version'>

/** A row, locked. Refuses what is not there. */
export async function lockRow<Table extends keyof Rows>(
  tx: Tx,
  table: Table,
  hospitalId: string,
  id: string,
): Promise<Rows[Table]> {
  const [row] = await run<Rows[Table]>(tx, `select * from ${table} where hospital_id = $1 and id = $2 for update`, [
    hospitalId,
    id,
  ])
  if (row === undefined) throw new Problem('not-found')
  return row
}

/** Writes over the version that was read; returns the new one. */
export async function saveRow<Table extends keyof Rows>(
  tx: Tx,
  table: Table,
  read: Read,
  changed: Partial<Rows[Table]>,
): Promise<number> {
  const version = read.version + 1
  await tx
    .updateTable<keyof Rows>(table)
    .set({ ...changed, version })
    .where('hospitalId', '=', read.hospitalId)
    .where('id', '=', read.id)
    .execute()
  return version
}

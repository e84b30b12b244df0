import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Quota } from '../rules/quota.ts'
import type { AppointmentTable } from './tables.ts'

/** A booking as a use case holds it, its row locked. Refuses what is not there, and another version than was seen. */
export async function load(tx: Tx, hospitalId: string, id: string, seen?: number): Promise<AppointmentTable> {
  const row = await tx
    .selectFrom('appointment.appointment')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Problem('not-found')
  if (seen !== undefined && row.version !== seen) throw new Problem('stale-version', { id, version: row.version })
  return row
}

/** Writes over the version that was read. */
export async function save(
  tx: Tx,
  read: AppointmentTable,
  changed: Partial<Omit<AppointmentTable, 'hospitalId' | 'id' | 'version'>>,
): Promise<number> {
  const row = await tx
    .updateTable('appointment.appointment')
    .set({ ...changed, version: read.version + 1 })
    .where('hospitalId', '=', read.hospitalId)
    .where('id', '=', read.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Which counter of a share a place stands in. */
export type Counter = 'booked' | 'held'

/**
 * Gives a place back: free again, or stopped where its session was stopped meanwhile. An extra number (加号) was admitted for one
 * patient and goes with that booking.
 */
export const giveBack = (tx: Tx, hospitalId: string, slotId: string, quota: Quota, from: Counter): Promise<unknown> =>
  run(
    tx,
    `update appointment.quota set ${from} = ${from} - 1, stopped = stopped + is_stopped::int,
       capacity = capacity - (quota = 'extra' and not is_stopped)::int
     where hospital_id = $1 and slot_id = $2 and quota = $3`,
    [hospitalId, slotId, quota],
  )

/** Takes a place of the first share that has one, under its lock; null when all are full. */
export async function takePlace(
  tx: Tx,
  hospitalId: string,
  slotId: string,
  quotas: readonly Quota[],
  into: Counter,
): Promise<Quota | null> {
  for (const quota of quotas) {
    const [row] = await run<{ quota: Quota }>(
      tx,
      `update appointment.quota set ${into} = ${into} + 1 where hospital_id = $1 and slot_id = $2 and quota = $3
         and not is_stopped and booked + held + stopped < capacity returning quota`,
      [hospitalId, slotId, quota],
    )
    if (row !== undefined) return row.quota
  }
  return null
}

/** What was kept becomes booked, of the same place. */
export const turnIntoBooked = (tx: Tx, hospitalId: string, slotId: string, quota: Quota): Promise<unknown> =>
  run(
    tx,
    `update appointment.quota set held = held - 1, booked = booked + 1 where hospital_id = $1 and slot_id = $2 and quota = $3`,
    [hospitalId, slotId, quota],
  )

/** When a booking ended, as PostgreSQL takes it. */
export const sqlInstant = (at: Instant): never => at.toString() as never

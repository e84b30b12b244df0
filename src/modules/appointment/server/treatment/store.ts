import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ResourceTable, SeriesTable, TreatmentTable } from './tables.ts'
import { lockRow, saveRow } from '../versioned-row.ts'

/** Every version of a resource, or of all. */
export const versionsOf = (tx: Tx, hospitalId: string, id: string | null): Promise<ResourceTable[]> =>
  run<ResourceTable>(
    tx,
    'select * from appointment.resource where hospital_id = $1 and ($2::uuid is null or id = $2) order by code, version',
    [hospitalId, id],
  )

export async function seriesById(tx: Tx, hospitalId: string, id: string): Promise<SeriesTable> {
  const row = await tx
    .selectFrom('appointment.series')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Problem('not-found')
  return row
}

/** A session, its row locked. Refuses what is not there. */
export const loadTreatment = (tx: Tx, hospitalId: string, id: string): Promise<TreatmentTable> =>
  lockRow(tx, 'appointment.treatment', hospitalId, id)

/** Writes over the version that was read; returns the new one. */
export const saveTreatment = (tx: Tx, read: TreatmentTable, changed: Partial<TreatmentTable>): Promise<number> =>
  saveRow(tx, 'appointment.treatment', read, changed)

/** Takes a chair at a time, under its lock; false where all are taken. The row is there from the first that is taken on. */
export async function takeChair(
  tx: Tx,
  hospitalId: string,
  resourceId: string,
  time: { readonly startsAt: Instant; readonly endsAt: Instant; readonly capacity: number },
): Promise<boolean> {
  const rows = await run(
    tx,
    `insert into appointment.resource_slot as s (hospital_id, resource_id, starts_at, ends_at, capacity, booked)
     values ($1, $2, $3, $4, $5, 1)
     on conflict (hospital_id, resource_id, starts_at) do update set booked = s.booked + 1, capacity = excluded.capacity, ends_at = excluded.ends_at
       where s.booked < excluded.capacity
     returning s.booked`,
    [hospitalId, resourceId, time.startsAt.toString(), time.endsAt.toString(), time.capacity],
  )
  return rows.length > 0
}

export const giveChairBack = (tx: Tx, hospitalId: string, resourceId: string, startsAt: Instant): Promise<unknown> =>
  run(
    tx,
    'update appointment.resource_slot set booked = booked - 1 where hospital_id = $1 and resource_id = $2 and starts_at = $3',
    [hospitalId, resourceId, startsAt.toString()],
  )

/** When the patient is reminded: the day before at the hour of all reminders; null where that is over. */
export function remindAt(house: House, startsAt: Instant, hour: number): Instant | null {
  const due = startsAt
    .toZonedDateTimeISO(house.hospital.zone)
    .toPlainDate()
    .subtract({ days: 1 })
    .toZonedDateTime({ timeZone: house.hospital.zone, plainTime: { hour } })
    .toInstant()
  return isBefore(house.clock.now(), due) ? due : null
}

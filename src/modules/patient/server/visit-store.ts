import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Instant } from '#kernel/time.ts'
import type { Unit } from '#modules/staff/index.ts'
import { run, type Tables, type Tx } from '#platform/database.ts'
import type { Visit as Shown } from '../contract.ts'
import type { Said } from '../rules/said.ts'
import type { Visit } from '../rules/visit.ts'

export type VisitRow = Selectable<Tables['patient.visit']>

/** Which visit is meant: by the system's number, or where it gives none, by patient and beginning. */
export interface VisitKey {
  readonly system: string
  readonly number: string | null
  readonly patientId: string
  readonly startedAt: Instant | null
}

/** The visit, locked; null when nobody spoke of it yet. */
export async function findVisit(
  tx: Tx,
  hospitalId: string,
  key: VisitKey,
  family: readonly string[],
): Promise<VisitRow | null> {
  let query = tx
    .selectFrom('patient.visit')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('system', '=', key.system)
    .forUpdate()
  if (key.number !== null) query = query.where('number', '=', key.number)
  else if (key.startedAt === null) return null
  else
    query = query
      .where('number', 'is', null)
      .where('patientId', 'in', [...family])
      .where(({ eb, val }) => eb('startedAt', '=', val(key.startedAt?.toString() as never)))
  return (await query.executeTakeFirst()) ?? null
}

/** Writes a new visit; null when another process has just written the same. */
export async function insertVisit(
  tx: Tx,
  hospitalId: string,
  key: VisitKey,
  row: { readonly id: string; readonly visit: Visit; readonly said: Said; readonly notedAt: Instant },
): Promise<string | null> {
  const { startedAt, endedAt, ...visit } = row.visit
  const written = await tx
    .insertInto('patient.visit')
    .values({
      ...visit,
      hospitalId,
      id: row.id,
      version: 1,
      patientId: key.patientId,
      system: key.system,
      number: key.number,
      startedAt: startedAt?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
      said: JSON.stringify(row.said),
      notedAt: (startedAt ?? row.notedAt).toString(),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id ?? null
}

/** Writes what is known of a locked visit now. `patientId` moves it to whom the newest word gives it. */
export async function saveVisit(
  tx: Tx,
  before: VisitRow,
  after: { visit: Visit; said: Said; patientId: string },
): Promise<void> {
  const { startedAt, endedAt, ...visit } = after.visit
  await tx
    .updateTable('patient.visit')
    .set({
      ...visit,
      patientId: after.patientId,
      startedAt: startedAt?.toString() ?? null,
      endedAt: endedAt?.toString() ?? null,
      said: JSON.stringify(after.said),
      ...(startedAt !== null && { notedAt: startedAt.toString() }),
      version: before.version + 1,
    })
    .where('hospitalId', '=', before.hospitalId)
    .where('id', '=', before.id)
    .execute()
}

interface Place {
  readonly at: string
  readonly id: string
}

/** Visits of a person, the newest first, after `place`; one more than `limit`, so that the caller knows whether there are more. */
export const visitsOf = (
  tx: Tx,
  hospitalId: string,
  family: readonly string[],
  limit: number,
  place: Place | null,
): Promise<VisitRow[]> =>
  run<VisitRow>(
    tx,
    `select * from patient.visit where hospital_id = $1 and patient_id = any($2::uuid[])
       and ($3::timestamptz is null or (noted_at, id) < ($3::timestamptz, $4::uuid))
     order by noted_at desc, id desc limit $5`,
    [hospitalId, [...family], place?.at ?? null, place?.id ?? null, limit + 1],
  )

/** A visit as screens show it; the department by our own name where its code is one of ours. */
export const shownVisit = (row: VisitRow, units: ReadonlyMap<string, Unit>): z.output<typeof Shown> => ({
  id: row.id,
  system: row.system,
  number: row.number,
  class: row.class,
  departmentCode: row.departmentCode,
  department: [...units.values()].find(unit => unit.code === row.departmentCode)?.name ?? null,
  room: row.room,
  bed: row.bed,
  state: row.state,
  startedAt: row.startedAt?.toString() ?? null,
  endedAt: row.endedAt?.toString() ?? null,
})

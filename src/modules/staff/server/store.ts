import type { Insertable, Selectable, Updateable } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { AssignmentTable, CalendarTable, DutyTable, PersonTable, UnitTable } from './tables.ts'

export type UnitRow = Selectable<UnitTable>
export type PersonRow = Selectable<PersonTable>
export type AssignmentRow = Selectable<AssignmentTable>
export type DutyRow = Selectable<DutyTable>
export type CalendarRow = Selectable<CalendarTable>

/** Locks the organisation until the transaction ends, so that two who change it at once decide one after the other. */
export const lockOrganisation = (tx: Tx, hospitalId: string) =>
  run(
    tx,
    `insert into staff.revision (hospital_id, value) values ($1, 1)
     on conflict (hospital_id) do update set value = staff.revision.value + 1`,
    [hospitalId],
  )

export const openUnits = (tx: Tx, hospitalId: string): Promise<UnitRow[]> =>
  tx
    .selectFrom('staff.unit')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('closedAt', 'is', null)
    .orderBy('code')
    .execute()

export const insertUnit = (tx: Tx, unit: Insertable<UnitTable>): Promise<UnitRow> =>
  tx
    .insertInto('staff.unit')
    .values(unit)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(taken({ unit_code: ['code-taken', { code: unit.code }] }))

/** Writes a unit over the version that was read. */
export async function saveUnit(tx: Tx, before: UnitRow, change: Updateable<UnitTable>): Promise<UnitRow> {
  const saved = await tx
    .updateTable('staff.unit')
    .set({ ...change, version: before.version + 1 })
    .where('hospitalId', '=', before.hospitalId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
    .catch(taken({ unit_code: ['code-taken', { code: change.code ?? before.code }] }))
  if (saved === undefined) throw new Problem('stale-version', { id: before.id })
  return saved
}

export async function unitOf(tx: Tx, hospitalId: string, id: string): Promise<UnitRow> {
  const unit = await tx
    .selectFrom('staff.unit')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (unit === undefined) throw new Problem('not-found')
  return unit
}

export async function personOf(tx: Tx, hospitalId: string, id: string): Promise<PersonRow> {
  const person = await tx
    .selectFrom('staff.person')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (person === undefined) throw new Problem('not-found')
  return person
}

/** The person, if still here. */
export async function presentPerson(tx: Tx, hospitalId: string, id: string): Promise<PersonRow> {
  const person = await personOf(tx, hospitalId, id)
  if (person.leftAt !== null) throw new Problem('person-left', { name: person.name })
  return person
}

export const insertPerson = (tx: Tx, person: Insertable<PersonTable>): Promise<PersonRow> =>
  tx
    .insertInto('staff.person')
    .values(person)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(taken({ person_number: ['number-taken', { staffNumber: person.staffNumber }] }))

export async function savePerson(tx: Tx, before: PersonRow, change: Updateable<PersonTable>): Promise<PersonRow> {
  const saved = await tx
    .updateTable('staff.person')
    .set({ ...change, version: before.version + 1 })
    .where('hospitalId', '=', before.hospitalId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
    .catch(taken({ person_number: ['number-taken', { staffNumber: change.staffNumber ?? '' }] }))
  if (saved === undefined) throw new Problem('stale-version', { id: before.id })
  return saved
}

/** Terms in force at `at` or later. */
export const assignmentsFrom = (tx: Tx, hospitalId: string, at: Instant): Promise<AssignmentRow[]> =>
  tx
    .selectFrom('staff.assignment')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where(eb => eb.or([eb('toAt', 'is', null), eb('toAt', '>', eb.val(at.toString()) as never)]))
    .execute()

export const termsOf = (tx: Tx, hospitalId: string, personId: string): Promise<AssignmentRow[]> =>
  tx
    .selectFrom('staff.assignment')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('personId', '=', personId)
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** The rule has refused a second holder already; the index stands behind it. */
export const insertAssignment = (tx: Tx, assignment: Insertable<AssignmentTable>): Promise<AssignmentRow> =>
  tx.insertInto('staff.assignment').values(assignment).returningAll().executeTakeFirstOrThrow()

export const endAssignments = (
  tx: Tx,
  hospitalId: string,
  ids: readonly string[],
  at: Instant,
): Promise<AssignmentRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .updateTable('staff.assignment')
        .set({ toAt: at.toString() })
        .where('hospitalId', '=', hospitalId)
        .where('id', 'in', ids)
        .where('toAt', 'is', null)
        .returningAll()
        .execute()

/** Duty and absence that touches the time from `from` to `to`. */
export const dutiesWithin = (
  tx: Tx,
  hospitalId: string,
  from: Instant,
  to: Instant,
  personId?: string,
): Promise<DutyRow[]> => {
  const query = tx
    .selectFrom('staff.duty')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('toAt', '>', from.toString() as never)
    .where('fromAt', '<', to.toString() as never)
  return (personId === undefined ? query : query.where('personId', '=', personId))
    .orderBy('fromAt')
    .orderBy('id')
    .execute()
}

export async function insertDuties(tx: Tx, duties: readonly Insertable<DutyTable>[]): Promise<void> {
  if (duties.length === 0) return
  await run(
    tx,
    `insert into staff.duty (hospital_id, id, person_id, kind, from_at, to_at, reason, author_id)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::uuid[])`,
    [
      duties.map(one => one.hospitalId),
      duties.map(one => one.id),
      duties.map(one => one.personId),
      duties.map(one => one.kind),
      duties.map(one => one.fromAt),
      duties.map(one => one.toAt),
      duties.map(one => one.reason ?? null),
      duties.map(one => one.authorId ?? null),
    ],
  )
}

export async function dutyOf(tx: Tx, hospitalId: string, personId: string, id: string): Promise<DutyRow> {
  const duty = await tx
    .selectFrom('staff.duty')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (duty === undefined) throw new Problem('not-found')
  return duty
}

export const endDutyAt = (tx: Tx, duty: DutyRow, at: Instant) =>
  tx
    .updateTable('staff.duty')
    .set({ toAt: at.toString() })
    .where('hospitalId', '=', duty.hospitalId)
    .where('id', '=', duty.id)
    .execute()

export const removeDuty = (tx: Tx, duty: DutyRow) =>
  tx.deleteFrom('staff.duty').where('hospitalId', '=', duty.hospitalId).where('id', '=', duty.id).execute()

/** All versions of the calendar, newest first. */
export const calendars = (tx: Tx, hospitalId: string): Promise<CalendarRow[]> =>
  tx.selectFrom('staff.calendar').selectAll().where('hospitalId', '=', hospitalId).orderBy('version', 'desc').execute()

export const insertCalendar = (tx: Tx, calendar: Insertable<CalendarTable>): Promise<CalendarRow> =>
  tx.insertInto('staff.calendar').values(calendar).returningAll().executeTakeFirstOrThrow()

/** Turns a broken unique key into what it means. */
export const taken =
  (meanings: Readonly<Record<string, readonly [code: string, facts: Readonly<Record<string, unknown>>]>>) =>
  (error: unknown): never => {
    const { code, constraint = '' } = error as { code?: string; constraint?: string }
    const meaning = code === '23505' ? meanings[constraint] : undefined
    throw meaning === undefined ? error : new Problem(meaning[0], meaning[1])
  }

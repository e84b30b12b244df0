import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { FeeLevel } from '../rules/doctor.ts'
import type { HalfDay, SessionState, WeeklySession } from '../rules/session.ts'

export interface StoredWeekly extends WeeklySession {
  readonly id: string
  readonly doctorId: string
  readonly fromDay: string
  readonly toDay: string | null
}

/** A clinic session as it stands (出诊). */
export interface Session {
  readonly id: string
  /** Whose session it is by plan. */
  readonly doctorId: string
  /** Who sees the patients: the doctor, or the substitute. */
  readonly seenBy: string
  readonly unitId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly fromAt: Instant
  readonly toAt: Instant
  readonly room: string | null
  readonly feeLevel: FeeLevel
  readonly slotMinutes: number
  readonly capacity: number
  readonly state: SessionState
  readonly reason: string | null
  readonly version: number
}

const WEEKLY = `select id, doctor_id, unit_id, weekday, half_day, weeks, room, fee_level, slot_minutes, capacity, from_day, to_day
  from directory.weekly_session where hospital_id = $1`
const SESSION = `select s.id, s.doctor_id, s.seen_by, s.unit_id, s.day, s.half_day, s.from_at, s.to_at, s.room, s.fee_level,
    s.slot_minutes, s.capacity, s.state, s.reason, s.version from directory.session s`

/** The usual weeks of everybody that hold on or after a day. */
export const weeklyFrom = (tx: Tx, hospitalId: string, day: string): Promise<StoredWeekly[]> =>
  run(
    tx,
    `${WEEKLY} and (to_day is null or to_day >= $2::date) and exists (select from directory.doctor d
       where d.hospital_id = $1 and d.id = doctor_id and d.left_at is null)`,
    [hospitalId, day],
  )

/** The usual weeks of some doctors that hold on or after a day. */
export const weeksOf = (
  tx: Tx,
  hospitalId: string,
  doctorIds: readonly string[],
  day: string,
): Promise<StoredWeekly[]> =>
  run(
    tx,
    `${WEEKLY} and doctor_id = any($2) and (to_day is null or to_day >= $3::date) order by weekday, half_day desc`,
    [hospitalId, doctorIds, day],
  )

/** Ends usual weeks the day before `day`; what would have begun later never begins. */
export async function endWeeks(tx: Tx, hospitalId: string, doctorIds: readonly string[], day: string): Promise<void> {
  const who = [hospitalId, doctorIds, day]
  await run(
    tx,
    'delete from directory.weekly_session where hospital_id = $1 and doctor_id = any($2) and from_day >= $3::date',
    who,
  )
  await run(
    tx,
    `update directory.weekly_session set to_day = $3::date - 1
     where hospital_id = $1 and doctor_id = any($2) and (to_day is null or to_day >= $3::date)`,
    who,
  )
}

export const insertWeekly = (tx: Tx, hospitalId: string, rows: readonly StoredWeekly[]): Promise<unknown> =>
  run(
    tx,
    `insert into directory.weekly_session (hospital_id, id, doctor_id, unit_id, weekday, half_day, weeks, room, fee_level,
       slot_minutes, capacity, from_day, to_day)
     select $1, x.* from json_to_recordset($2::json) as x(id uuid, doctor_id uuid, unit_id uuid, weekday integer, half_day text,
       weeks text, room text, fee_level text, slot_minutes integer, capacity integer, from_day date, to_day date)`,
    [hospitalId, recordset(rows)],
  )

type NewSession = Omit<Session, 'seenBy' | 'reason' | 'version'> & { readonly weeklyId: string | null }

/** Makes sessions that are not there yet; returns those that it made. */
export const insertSessions = (tx: Tx, hospitalId: string, rows: readonly NewSession[]): Promise<{ id: string }[]> =>
  run(
    tx,
    `insert into directory.session (hospital_id, id, doctor_id, seen_by, unit_id, day, half_day, from_at, to_at, room, fee_level,
       slot_minutes, capacity, state, weekly_id, version)
     select $1, x.id, x.doctor_id, x.doctor_id, x.unit_id, x.day, x.half_day, x.from_at, x.to_at, x.room, x.fee_level, x.slot_minutes,
       x.capacity, x.state, x.weekly_id, 1
     from json_to_recordset($2::json) as x(id uuid, doctor_id uuid, unit_id uuid, day date, half_day text, from_at timestamptz,
       to_at timestamptz, room text, fee_level text, slot_minutes integer, capacity integer, state text, weekly_id uuid)
     on conflict do nothing returning id`,
    [hospitalId, recordset(rows)],
  )

const recordset = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map(row =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name.replaceAll(/[A-Z]/g, at => `_${at.toLowerCase()}`), value]),
      ),
    ),
  )

/** Takes back what was made ahead and not yet given out, so that it is made anew from another week. */
export const removePlanned = (
  tx: Tx,
  hospitalId: string,
  doctorIds: readonly string[],
  from: string,
): Promise<unknown> =>
  run(
    tx,
    `delete from directory.session where hospital_id = $1 and doctor_id = any($2) and day >= $3::date and state = 'planned'
       and weekly_id is not null`,
    [hospitalId, doctorIds, from],
  )

/** Gives out what is planned up to a day; returns how many. */
export async function openPlanned(tx: Tx, hospitalId: string, upTo: string): Promise<number> {
  const rows = await run(
    tx,
    `update directory.session set state = 'open', version = version + 1
     where hospital_id = $1 and state = 'planned' and day <= $2::date returning id`,
    [hospitalId, upTo],
  )
  return rows.length
}

export async function sessionById(tx: Tx, hospitalId: string, id: string): Promise<Session | undefined> {
  const [found] = await run<Session>(tx, `${SESSION} where s.hospital_id = $1 and s.id = $2 for update of s`, [
    hospitalId,
    id,
  ])
  return found
}

/** Some sessions as they stand, locked against others who give them out, change or stop them. */
export const lockedSessions = (tx: Tx, hospitalId: string, ids: readonly string[]): Promise<Session[]> =>
  run(tx, `${SESSION} where s.hospital_id = $1 and s.id = any($2) order by s.id for update of s`, [hospitalId, ids])

export const saveSession = (
  tx: Tx,
  hospitalId: string,
  { id, seenBy, state, reason, version }: Pick<Session, 'id' | 'seenBy' | 'state' | 'reason' | 'version'>,
): Promise<unknown> =>
  run(
    tx,
    `update directory.session set seen_by = $3, state = $4, reason = $5, version = $6 + 1 where hospital_id = $1 and id = $2`,
    [hospitalId, id, seenBy, state, reason, version],
  )

/** Another number of patients for a session that is given out already. */
export const resizeSession = (
  tx: Tx,
  hospitalId: string,
  { id, version }: Pick<Session, 'id' | 'version'>,
  capacity: number,
): Promise<unknown> =>
  run(tx, 'update directory.session set capacity = $3, version = $4 + 1 where hospital_id = $1 and id = $2', [
    hospitalId,
    id,
    capacity,
    version,
  ])

export interface SessionsAsked {
  readonly from: string
  readonly to: string
  readonly unitId?: string | null
  readonly doctorId?: string | null
}

/** Sessions of some days, of all or of one department or doctor; a substitute has it among the own ones. */
export const sessionsBetween = (tx: Tx, hospitalId: string, asked: SessionsAsked): Promise<Session[]> =>
  run(
    tx,
    `${SESSION} where s.hospital_id = $1 and s.day between $2::date and $3::date
       and ($4::uuid is null or s.unit_id = $4) and ($5::uuid is null or s.doctor_id = $5 or s.seen_by = $5)
     order by s.from_at, s.unit_id, s.room nulls last, s.id limit 2000`,
    [hospitalId, asked.from, asked.to, asked.unitId ?? null, asked.doctorId ?? null],
  )

/** What another system looks for among the sessions; a missing member asks for nothing. */
export interface SessionsSought {
  readonly ids?: readonly string[]
  readonly seenBy?: string
  readonly unitId?: string
  /** Ending after. */
  readonly from?: string
  /** Beginning before. */
  readonly before?: string
  readonly states: readonly SessionState[]
  /** The last session of the page before: its day and its id. */
  readonly after?: { readonly day: string; readonly id: string }
  readonly atMost: number
}

/** Sessions in the order of their days, a page by its last one, for whoever reads all of them. */
export function seekSessions(tx: Tx, hospitalId: string, asked: SessionsSought): Promise<Session[]> {
  const values: unknown[] = [hospitalId, asked.states]
  const put = (value: unknown): string => `$${values.push(value)}`
  const where = ['s.hospital_id = $1', 's.state = any($2)']
  if (asked.ids !== undefined) where.push(`s.id = any(${put(asked.ids)}::uuid[])`)
  if (asked.seenBy !== undefined) where.push(`s.seen_by = ${put(asked.seenBy)}`)
  if (asked.unitId !== undefined) where.push(`s.unit_id = ${put(asked.unitId)}`)
  if (asked.from !== undefined) where.push(`s.to_at > ${put(asked.from)}::timestamptz`)
  if (asked.before !== undefined) where.push(`s.from_at < ${put(asked.before)}::timestamptz`)
  if (asked.after !== undefined)
    where.push(`(s.day, s.id) > (${put(asked.after.day)}::date, ${put(asked.after.id)}::uuid)`)
  return run(tx, `${SESSION} where ${where.join(' and ')} order by s.day, s.id limit ${asked.atMost}`, values)
}

/** The next sessions of each doctor that a patient can still come to, at most `count` each. */
export const nextSessions = (
  tx: Tx,
  hospitalId: string,
  asked: { readonly doctorIds: readonly string[]; readonly at: string; readonly count: number },
): Promise<Session[]> =>
  run(
    tx,
    `select n.* from unnest($2::uuid[]) as who(id), lateral (
       ${SESSION} where s.hospital_id = $1 and s.seen_by = who.id and s.state in ('open', 'substituted') and s.to_at > $3::timestamptz
         and s.day >= ($3::timestamptz at time zone 'UTC')::date - 1
       order by s.day, s.from_at limit $4) n`,
    [hospitalId, asked.doctorIds, asked.at, asked.count],
  )

import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import type { CountedRecord } from '#platform/counted.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { COUNTED_TO } from '../contract.ts'
import { normalCode, ticketNumber } from '../rules/tracking.ts'
import { readRows } from './rows.ts'
import { countSql, OWN_OR_SHARED, pageSql, type View, VIEWS } from './views.ts'

const PAGE = 50

/** The units that the caller reads; null for all of the hospital. */
function readableUnits(caller: Caller): readonly string[] | null {
  const scope = caller.permissions.get('ticket:read')
  return scope === 'hospital' ? null : (scope ?? [])
}

/** Matters of a view, the next clock first, a page by its last key. */
export const listTickets =
  (house: House) =>
  async (caller: Caller, asked: { view: View; unit?: string | undefined; after?: string | undefined }) => {
    refuseLink(caller)
    const units = readableUnits(caller)
    const [afterKey, afterId] = readPlace(asked.after, 'moment', 'id')
    const values: unknown[] = [caller.hospitalId, caller.personId, house.clock.now().toString(), units]
    const place = (value: unknown, type: string) => `$${values.push(value)}::${type}`
    const unit = asked.unit === undefined ? null : place(asked.unit, 'uuid')
    const after = afterKey === undefined ? '' : `(${place(afterKey, 'timestamptz')}, ${place(afterId, 'uuid')})`
    const page = pageSql(asked.view, { wholeHospital: units === null, unit }, after, PAGE + 1)
    const isClosed = asked.view === 'closed'
    const { rows, keys, now } = await readRows(house, page, values, isClosed ? 'f.key desc, f.id desc' : 'f.key, f.id')
    const last = rows.length > PAGE ? keys[PAGE - 1] : undefined
    return {
      items: rows.slice(0, PAGE),
      next: last?.key == null ? null : writePlace(last.key, last.id),
      now: now.toString(),
    }
  }

/**
 * How many matters each view holds: the same conditions as the lists, so that each number opens as many rows. Nobody counts beyond
 * `COUNTED_TO`: that many says so many or more.
 */
export const countTickets = (house: House) => async (caller: Caller) => {
  refuseLink(caller)
  const units = readableUnits(caller)
  const [row] = await house.database.statement<Readonly<Record<string, number>>>(countSql(units === null, COUNTED_TO), [
    caller.hospitalId,
    caller.personId,
    house.clock.now().toString(),
    units,
  ])
  return Object.fromEntries(
    VIEWS.map((view, place) => [view, Math.min(row?.[`v${place}`] ?? 0, COUNTED_TO)]),
  ) as Record<View, number>
}

/** A patient's matters are looked at that far back by this list; the record of the patient has all. */
const OF_A_PATIENT = 200
const RECENT_DAYS = 62

/** The whole number, or its end as people say it aloud: of the last two months, because each day counts anew. */
function numbersMeant(q: string, now: Instant, zone: string): readonly string[] {
  if (!/^\d{1,6}$/.test(q)) return /^[\w-]{1,20}$/.test(q) ? [q.toUpperCase()] : []
  const { day } = wallClock(now, zone)
  return Array.from({ length: RECENT_DAYS }, (_, ago) => ticketNumber(day.subtract({ days: ago }), Number(q)))
}

/** Matters by number, tracking code or patient, the newest first. */
export const findTickets =
  (house: House) => async (caller: Caller, asked: { q?: string | undefined; patient?: string | undefined }) => {
    refuseLink(caller)
    const q = asked.q?.trim() ?? ''
    const tokens = q.length >= 6 ? house.cipher.tokens('ticket.tracking', normalCode(q)) : []
    const { rows, now } = await readRows(
      house,
      `select t.id, null::timestamptz as key from ticket.ticket t
       where t.hospital_id = $1 and $2::uuid is not distinct from $2::uuid and $3::timestamptz is not null
         and ($4::uuid[] is null or ${OWN_OR_SHARED})
         and t.id in (
           select p.id from (select id from ticket.ticket where hospital_id = $1 and patient_id = $5::uuid
             order by opened_at desc limit ${OF_A_PATIENT}) as p
           union all select id from ticket.ticket where hospital_id = $1 and number = any($6::text[])
           union all select id from ticket.ticket where hospital_id = $1 and tracking = any($7::bytea[]))
       order by t.opened_at desc limit 20`,
      [
        caller.hospitalId,
        caller.personId,
        house.clock.now().toString(),
        readableUnits(caller),
        asked.patient ?? null,
        numbersMeant(q, house.clock.now(), house.hospital.zone),
        tokens,
      ],
      't.opened_at desc',
    )
    return { items: rows, now: now.toString() }
  }

const DUPLICATE_HOURS = 24

/** Open matters of one patient and kind from the last day: perhaps it is the same (TKT-01). */
export const similarTickets = (house: House) => async (caller: Caller, asked: { patient: string; item: string }) => {
  const since = house.clock.now().subtract({ hours: DUPLICATE_HOURS }).toString()
  const items = await house.database.transact(tx =>
    run<{ id: string; number: string; openedAt: Instant }>(
      tx,
      `select id, number, opened_at from ticket.ticket where hospital_id = $1 and patient_id = $2 and item_code = $3 and closed_at is null
         and opened_at >= $4 order by opened_at desc limit 10`,
      [caller.hospitalId, asked.patient, asked.item, since],
    ),
  )
  return { items: items.map(row => ({ ...row, openedAt: row.openedAt.toString() })) }
}

/** Lists are for staff; a link opens one matter. */
function refuseLink(caller: Caller): void {
  if (caller.only !== null || !can(caller, 'ticket:read')) throw new Problem('forbidden', { needs: 'ticket:read' })
}

/** Matters by their ids, as lists show them: for who counts them (quality). The caller's right to see them is the caller's to check. */
export async function matterRows(house: House, ids: readonly string[]) {
  const found = 'select id, null::timestamptz as key from ticket.ticket where hospital_id = $1 and id = any($2)'
  const { rows } = await readRows(house, found, [house.hospital.id, ids], 't.id')
  return new Map(rows.map(row => [row.id, row]))
}

/** Matters as the list behind a number shows them. */
export async function countedMatters(
  house: House,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CountedRecord>> {
  const rows = await matterRows(house, ids)
  return new Map(
    [...rows].map(([id, { number, item, patient }]) => [
      id,
      { number, title: item.name, person: patient.nameMasked || null, opensAt: `/?matter=${id}` },
    ]),
  )
}

/** When the first matter came in; null before that. Ids begin with their time. */
export async function firstMatterAt(house: House): Promise<Instant | null> {
  const [row] = await house.database.transact(tx =>
    run<{ openedAt: Instant }>(tx, 'select opened_at from ticket.ticket where hospital_id = $1 order by id limit 1', [
      house.hospital.id,
    ]),
  )
  return row?.openedAt ?? null
}

import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import type { CountedRecord } from '#platform/counted.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { normalCode, ticketNumber } from '../rules/tracking.ts'
import { itemsOf } from './items.ts'
import { clockOf, someone, unitOf } from './shown.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

export type View =
  | 'mine'
  | 'undispatched'
  | 'due-soon'
  | 'overdue'
  | 'promises'
  | 'open'
  | 'closed'
  | 'predicted-overdue'
export const VIEWS: readonly View[] = [
  'mine',
  'undispatched',
  'due-soon',
  'overdue',
  'promises',
  'open',
  'closed',
  'predicted-overdue',
]

const PAGE = 50
/** From here on, `infinity` sorts what has no running clock last. */
const KEY = `coalesce(t.next_at, 'infinity'::timestamptz)`

/** A condition on `ticket.ticket t` with `$1` hospital, `$2` person, `$3` now, `$4` the units that the caller reads (null: all). */
const VIEW: Readonly<Record<View, string>> = {
  mine: 't.closed_at is null and (t.owner_id = $2 or t.offered_to = $2)',
  undispatched: `t.closed_at is null and t.status in ('registered', 'dispatched')`,
  'due-soon': `t.closed_at is null and t.next_at > $3 and t.next_at <= $3::timestamptz + interval '15 minutes'`,
  overdue: 't.closed_at is null and t.next_at <= $3',
  promises: `t.closed_at is null and exists (select 1 from ticket.promise p where p.hospital_id = t.hospital_id and p.ticket_id = t.id
    and p.kept_at is null and p.due_at <= $3::timestamptz + interval '24 hours')`,
  open: 't.closed_at is null',
  closed: 't.closed_at is not null',
  // Half of the limit is gone and no department has begun, or most of it is gone and one has not finished (TKT-11).
  'predicted-overdue': `t.closed_at is null and t.resolved_at is null and t.limit_met_at is null and t.limit_due_at > $3 and
    $3::timestamptz >= t.opened_at + (t.limit_due_at - t.opened_at) * (case when t.status in ('registered', 'dispatched') then 0.5 else 0.8 end)`,
}
const SEEN = `($4::uuid[] is null or t.owner_id = $2 or exists (select 1 from ticket.part p where p.hospital_id = t.hospital_id
  and p.ticket_id = t.id and (p.unit_id = any($4) or p.assignee_id = $2)))`

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
    const now = house.clock.now()
    const who = await organisation(house)
    const items = await itemsOf(house, now)
    const closed = asked.view === 'closed'
    const key = closed ? 't.closed_at' : KEY
    const [afterKey, afterId] = parseAfter(asked.after)
    const values = [caller.hospitalId, caller.personId, now.toString(), readableUnits(caller)]
    const where = [VIEW[asked.view], SEEN]
    if (asked.unit !== undefined) {
      values.push(asked.unit)
      where.push(
        `exists (select 1 from ticket.part u where u.hospital_id = t.hospital_id and u.ticket_id = t.id and u.unit_id = $${values.length})`,
      )
    }
    if (afterKey !== null) {
      values.push(afterKey, afterId)
      where.push(`(${key}, t.id) ${closed ? '<' : '>'} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`)
    }
    const found = await house.database.transact(async tx => {
      const rows = await run<TicketTable & { key: string }>(
        tx,
        `select t.*, ${key}::text as key from ticket.ticket t where t.hospital_id = $1 and $2::uuid is not distinct from $2::uuid
           and $3::timestamptz is not null and ${where.join(' and ')}
         order by ${closed ? 't.closed_at desc, t.id desc' : `${key}, t.id`} limit ${PAGE + 1}`,
        values,
      )
      return { rows, whole: await withParts(tx, caller.hospitalId, rows.slice(0, PAGE)) }
    })
    const last = found.rows.length > PAGE ? found.rows[PAGE - 1] : undefined
    return {
      items: rowsFor(house, who, items, found.whole, now),
      next: last === undefined ? null : Buffer.from(`${last.key}|${last.id}`).toString('base64url'),
      now: now.toString(),
    }
  }

function parseAfter(after: string | undefined): [string, string] | [null, null] {
  if (after === undefined) return [null, null]
  const [key = '', id = ''] = Buffer.from(after, 'base64url').toString('utf8').split('|')
  if (!/^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/.test(key) || !/^[0-9a-f-]{36}$/.test(id))
    throw new Problem('invalid-request', { errors: [{ pointer: '/query/after', detail: 'next' }] })
  return [key, id]
}

/** How many matters each view holds: the same conditions as the lists, so that each number opens as many rows. */
export const countTickets = (house: House) => async (caller: Caller) => {
  refuseLink(caller)
  const counts = await house.database.transact(async tx => {
    const [row] = await run<Record<string, number>>(
      tx,
      `select ${VIEWS.filter(view => view !== 'closed')
        .map((view, index) => `count(*) filter (where ${VIEW[view]}) as v${index}`)
        .join(', ')}
       from ticket.ticket t where t.hospital_id = $1 and t.closed_at is null and $2::uuid is not distinct from $2::uuid and ${SEEN}`,
      [caller.hospitalId, caller.personId, house.clock.now().toString(), readableUnits(caller)],
    )
    const [closed] = await run<{ count: number }>(
      tx,
      `select count(*) from (select 1 from ticket.ticket t where t.hospital_id = $1 and t.closed_at is not null
         and $2::uuid is not distinct from $2::uuid and $3::timestamptz is not null and ${SEEN} limit 10000) as counted`,
      [caller.hospitalId, caller.personId, house.clock.now().toString(), readableUnits(caller)],
    )
    return { ...row, closed: closed?.count ?? 0 } as Record<string, number>
  })
  const open = VIEWS.filter(view => view !== 'closed')
  return {
    ...Object.fromEntries(open.map((view, index) => [view, counts[`v${index}`] ?? 0])),
    closed: counts['closed'] ?? 0,
  } as Record<View, number>
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
    const now = house.clock.now()
    const who = await organisation(house)
    const items = await itemsOf(house, now)
    const q = asked.q?.trim() ?? ''
    const tokens = q.length >= 6 ? house.cipher.tokens('ticket.tracking', normalCode(q)) : []
    const whole = await house.database.transact(async tx => {
      const rows = await run<TicketTable>(
        tx,
        `select t.* from ticket.ticket t where t.hospital_id = $1 and $2::uuid is not distinct from $2::uuid and $3::timestamptz is not null
         and ${SEEN}
         and t.id in (
           select p.id from (select id from ticket.ticket where hospital_id = $1 and patient_id = $5::uuid
             order by opened_at desc limit ${OF_A_PATIENT}) as p
           union all select id from ticket.ticket where hospital_id = $1 and number = any($6::text[])
           union all select id from ticket.ticket where hospital_id = $1 and tracking = any($7::bytea[]))
       order by t.opened_at desc limit 20`,
        [
          caller.hospitalId,
          caller.personId,
          now.toString(),
          readableUnits(caller),
          asked.patient ?? null,
          numbersMeant(q, now, house.hospital.zone),
          tokens,
        ],
      )
      return withParts(tx, caller.hospitalId, rows)
    })
    return { items: rowsFor(house, who, items, whole, now), now: now.toString() }
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

interface Whole {
  readonly ticket: TicketTable
  readonly parts: readonly PartTable[]
  readonly clocks: readonly ClockTable[]
}

async function withParts(tx: Tx, hospitalId: string, tickets: readonly TicketTable[]): Promise<Whole[]> {
  const ids = tickets.map(ticket => ticket.id)
  const of = [hospitalId, ids]
  const parts = await run<PartTable>(
    tx,
    'select * from ticket.part where hospital_id = $1 and ticket_id = any($2) order by dispatched_at, id',
    of,
  )
  const clocks = await run<ClockTable>(
    tx,
    'select * from ticket.clock where hospital_id = $1 and ticket_id = any($2) and stopped_at is null order by due_at',
    of,
  )
  return tickets.map(ticket => ({
    ticket,
    parts: parts.filter(part => part.ticketId === ticket.id),
    clocks: clocks.filter(clock => clock.ticketId === ticket.id),
  }))
}

/** Rows of a list as screens show them. */
export function rowsFor(
  _: House,
  who: Organisation,
  items: ReadonlyMap<string, ServiceItem>,
  whole: readonly Whole[],
  now: Instant,
) {
  return whole.map(({ ticket, parts, clocks }) => {
    const next = clocks
      .filter(clock => clock.stoppedAt === null)
      .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))[0]
    const shown = parts.filter(part => part.round === ticket.round || isOpenPart(part.status))
    return {
      id: ticket.id,
      number: ticket.number,
      version: ticket.version,
      status: ticket.status,
      item: { code: ticket.itemCode, name: items.get(ticket.itemCode)?.name ?? ticket.itemCode },
      patient: { id: ticket.patientId, nameMasked: ticket.patientMasked },
      urgency: ticket.urgency,
      class: ticket.class,
      owner: someone(who, ticket.ownerId),
      assignees: shown.map(part => ({
        unit: unitOf(who, part.unitId),
        person: someone(who, part.assigneeId),
        status: part.status,
      })),
      openedAt: ticket.openedAt.toString(),
      waitingSince: ticket.waitingSince?.toString() ?? null,
      overdue:
        ticket.overdue ||
        (ticket.closedAt === null &&
          ticket.resolvedAt === null &&
          ticket.limitMetAt === null &&
          isPast(ticket.limitDueAt, now)),
      responseBreach: ticket.responseBreach,
      round: ticket.round,
      nextClock: next === undefined ? null : clockOf(who, next, parts),
    }
  })
}

const isPast = (at: Instant, now: Instant): boolean => at.epochMilliseconds <= now.epochMilliseconds

/** Lists are for staff; a link opens one matter. */
function refuseLink(caller: Caller): void {
  if (caller.only !== null || !can(caller, 'ticket:read')) throw new Problem('forbidden', { needs: 'ticket:read' })
}

/** Matters by their ids, as lists show them: for who counts them (quality). The caller's right to see them is the caller's to check. */
export async function matterRows(house: House, ids: readonly string[]) {
  const now = house.clock.now()
  const [who, items] = await Promise.all([organisation(house), itemsOf(house, now)])
  const whole = await house.database.transact(async tx => {
    const tickets = await run<TicketTable>(tx, 'select * from ticket.ticket where hospital_id = $1 and id = any($2)', [
      house.hospital.id,
      ids,
    ])
    return withParts(tx, house.hospital.id, tickets)
  })
  return new Map(rowsFor(house, who, items, whole, now).map(row => [row.id, row]))
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

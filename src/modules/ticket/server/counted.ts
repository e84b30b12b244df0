import { type CountedColumn, type CountedSet, countedColumns } from '#platform/counted.ts'

const OF_TICKET: Readonly<Partial<Record<CountedColumn, string>>> = {
  key: 't.id',
  record_id: 't.id',
  item: 't.item_code',
  channel: 't.channel',
  position: 't.position',
  owner_group: `(select x.owner_group from ticket.item x where x.hospital_id = t.hospital_id and x.code = t.item_code and x.version = t.item_version)`,
  class: 't.class',
  scope: 't.scope',
}

const columns = (own: Readonly<Partial<Record<CountedColumn, string>>>): string =>
  countedColumns({ ...OF_TICKET, ...own })

/** Withdrawn and merged matters count nowhere. */
const COUNTS = `t.status not in ('cancelled', 'merged')`
/** Looked up row by row: a planner that has not counted a table yet would read all of it for each matter. */
const each = (table: string, as: string, where = '') =>
  `cross join lateral (select * from ticket.${table} x where x.hospital_id = t.hospital_id and x.ticket_id = t.id ${where} offset 0) ${as}`
/** What happened is found by its own time; its matter by its key. */
const MATTER = (of: string) =>
  `cross join lateral (select * from ticket.ticket x where x.hospital_id = ${of}.hospital_id and x.id = ${of}.ticket_id offset 0) t`
/**
 * Something happened to a matter in the period only if it was open then: it is open still, or was closed after the period began.
 * Both are short lists with an index.
 */
const TOUCHED = `(
  select * from ticket.ticket where hospital_id = $1 and closed_at is null and id < $6
  union all
  select * from ticket.ticket where hospital_id = $1 and closed_at >= $2 and id < $6
) t`
const within = (at: string) => `${at} >= $2 and ${at} < $3`
const minutes = (from: string, to: string) => `floor(extract(epoch from ${to} - ${from}) / 60)::integer`
/** A limit is decided when it is kept, or when it has run out. */
const DECIDED = `case when c.breached then c.due_at else c.stopped_at end`
/** The department that a matter waited for longest: the one that is not done, else the last that was. */
const LAST_UNIT = `(select p.unit_id from ticket.part p where p.hospital_id = t.hospital_id and p.ticket_id = t.id
  order by p.done_at desc nulls first, p.id desc limit 1)`
/** Why a limit was not kept: the first of these that holds. */
const LATENESS = `case when not c.breached then null
  when exists (select 1 from ticket.part p where p.hospital_id = t.hospital_id and p.ticket_id = t.id and p.response_breach) then 'response'
  when t.waited_ms > extract(epoch from coalesce(c.stopped_at, $4) - c.due_at) * 1000 then 'patient'
  when exists (select 1 from ticket.meeting m where m.hospital_id = t.hospital_id and m.ticket_id = t.id) then 'meeting'
  when t.scope = 'multi' then 'departments' else 'work' end`

const OPENED = `select ${columns({ at: 't.opened_at', mark: `t.urgency <> 'routine'` })}
  from ticket.ticket t where t.hospital_id = $1 and t.id >= $5 and t.id < $6 and ${within('t.opened_at')} and ${COUNTS}`

const COORDINATION = (
  round: string,
) => `case when t.scope = 'multi' then (select coalesce(sum(p.minutes), 0) from ticket.part p
  where p.hospital_id = t.hospital_id and p.ticket_id = t.id and p.round = ${round})::integer end`
const CLOSED_NOW = `select ${columns({
  at: 't.closed_at',
  hit: `t.status = 'archived'`,
  mark: 'false',
  minutes: 't.effort_minutes',
  waited: '(t.waited_ms / 60000)::integer',
  trips_made: 't.trips_made',
  trips_avoided: 't.trips_avoided',
  coordination: COORDINATION('t.round'),
})} from ticket.ticket t where t.hospital_id = $1 and ${within('t.closed_at')} and ${COUNTS}`
/** It was closed then, whatever became of it: opened again, it is counted where it was, and marked. */
const CLOSED_BEFORE = `select ${columns({
  key: `md5(t.id::text || r.round)::uuid`,
  at: 'r.closed_at',
  hit: `r.status = 'archived'`,
  mark: 'true',
  minutes: 'r.effort_minutes',
  waited: '(r.waited_ms / 60000)::integer',
  trips_made: 'r.trips_made',
  trips_avoided: 'r.trips_avoided',
  coordination: COORDINATION('r.round'),
})} from ticket.round r join ticket.ticket t on t.hospital_id = r.hospital_id and t.id = r.ticket_id
  where r.hospital_id = $1 and ${within('r.closed_at')} and ${COUNTS}`
const CLOSED = `${CLOSED_NOW} union all ${CLOSED_BEFORE}`

const REOPENED = `select ${columns({ key: 'c.id', at: 'c.started_at' })}
  from ${TOUCHED} ${each('clock', 'c', `and x.kind = 'limit'`)}
  where t.round > 1 and c.started_at > t.opened_at and ${within('c.started_at')} and ${COUNTS}`

const DISPATCHED = `select ${columns({ key: 'p.id', at: 'p.dispatched_at', unit_id: 'p.unit_id' })}
  from ${TOUCHED} ${each('part', 'p')}
  where ${within('p.dispatched_at')} and ${COUNTS}`

const RESPONSE = `select ${columns({
  key: 'c.id',
  at: DECIDED,
  unit_id: 'p.unit_id',
  hit: 'not c.breached',
  minutes: minutes('c.started_at', 'coalesce(c.stopped_at, $4)'),
})} from ticket.clock c ${MATTER('c')} ${each('part', 'p', 'and x.id = c.part_id')}
  where c.hospital_id = $1 and c.kind = 'response' and (c.breached or c.stopped_at is not null) and ${within(DECIDED)} and ${COUNTS}`

const LIMIT = `select ${columns({
  key: 'c.id',
  at: DECIDED,
  unit_id: LAST_UNIT,
  hit: 'not c.breached',
  reason: LATENESS,
  minutes: minutes('c.due_at', 'coalesce(c.stopped_at, $4)'),
})} from ticket.clock c ${MATTER('c')}
  where c.hospital_id = $1 and c.kind = 'limit' and (c.breached or c.stopped_at is not null) and ${within(DECIDED)} and ${COUNTS}`

const PROMISED = `select ${columns({
  key: 'p.id',
  at: 'coalesce(p.broken_at, p.kept_at)',
  unit_id: LAST_UNIT,
  hit: 'p.broken_at is null',
})} from ticket.promise p ${MATTER('p')}
  where p.hospital_id = $1 and coalesce(p.broken_at, p.kept_at) is not null and ${within('coalesce(p.broken_at, p.kept_at)')} and ${COUNTS}`

const WORKED = `select ${columns({ key: 'p.id', at: 'p.done_at', unit_id: 'p.unit_id', minutes: 'coalesce(p.minutes, 0)' })}
  from ${TOUCHED} ${each('part', 'p')}
  where ${within('p.done_at')} and ${COUNTS}`

/** Open at the end of the period, or now where that is to come. */
const OPEN = `select ${columns({
  at: 't.opened_at',
  unit_id: LAST_UNIT,
  hit: `not (t.limit_due_at <= least($3, $4) and (t.resolved_at is null or t.resolved_at >= $3)
    and (t.limit_met_at is null or t.limit_met_at >= $3))`,
  mark: `t.status = 'waiting_patient'`,
})} from (
  select * from ticket.ticket where hospital_id = $1 and closed_at is null and id < $6
  union all
  select * from ticket.ticket where hospital_id = $1 and closed_at >= $3 and id < $6
) t where t.opened_at < $3 and ${COUNTS}`

const SHARE_DUE = `case when p.status = 'dispatched' then coalesce((select c.due_at from ticket.clock c where c.hospital_id = p.hospital_id
  and c.ticket_id = p.ticket_id and c.part_id = p.id and c.kind = 'response' and c.stopped_at is null limit 1), t.limit_due_at)
  else t.limit_due_at end`
/**
 * What each department has before it now, shares and matters each read once, not one by one: `reason` is the clock that runs, `mark`
 * that three quarters of it are gone.
 */
const LOAD = `with share as materialized (
    select hospital_id, ticket_id, id, unit_id, status, dispatched_at from ticket.part
    where hospital_id = $1 and matter_closed_at is null and status in ('dispatched', 'accepted', 'in_progress')
  ), matter as materialized (
    select hospital_id, id, item_code, item_version, channel, position, class, scope, opened_at, limit_due_at from ticket.ticket t
    where hospital_id = $1 and closed_at is null and resolved_at is null and ${COUNTS}
  )
  select key, record_id, due_at as at, item, channel, position, owner_group, class, scope, unit_id, due_at > $4 as hit,
    due_at > $4 and $4 >= begun_at + (due_at - begun_at) * 0.75 as mark, reason,
    greatest(${minutes('due_at', '$4')}, 0) as minutes, waited, trips_made, trips_avoided, coordination
  from (select ${columns({
    key: 'p.id',
    at: 'p.dispatched_at',
    unit_id: 'p.unit_id',
    reason: `case when p.status = 'dispatched' then 'response' else 'limit' end`,
  })}, ${SHARE_DUE} as due_at, case when p.status = 'dispatched' then p.dispatched_at else t.opened_at end as begun_at
    from share p join matter t on t.hospital_id = p.hospital_id and t.id = p.ticket_id) load`

const happened = (name: string, sql: string): CountedSet => ({ name, record: 'ticket', isState: false, sql })
const state = (name: string, sql: string): CountedSet => ({ name, record: 'ticket', isState: true, sql })

/** What is counted of matters (工单的计数口径), by name. */
export const matterSets = {
  opened: happened('opened', OPENED),
  closed: happened('closed', CLOSED),
  reopened: happened('reopened', REOPENED),
  dispatched: happened('dispatched', DISPATCHED),
  response: happened('response', RESPONSE),
  limit: happened('limit', LIMIT),
  promise: happened('promise', PROMISED),
  worked: happened('worked', WORKED),
  open: state('open', OPEN),
  load: state('load', LOAD),
} as const satisfies Readonly<Record<string, CountedSet>>

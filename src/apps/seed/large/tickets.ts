import { holdersAnywhere, type Organisation, organisation } from '#modules/staff/index.ts'
import { DEFAULT_POLICY } from '#modules/ticket/rules/clock.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { serviceItems } from '../items.ts'
import { doNotWait } from '../one-transaction.ts'
import { randomFrom } from '../random.ts'
import { said, someRequest, someSlots } from '../requests/index.ts'
import { AT_ONCE, FIRST, idOf, lastOf, patientsAfter } from './rows.ts'

/** Of the whole, the newest are still worked on. */
const LIVE_SHARE = 0.003
const YEARS_DAYS = 730
const VARIANTS = 400

/** Writes matters (工单) in sets until there are `count`: a share each, a clock for those that are open, over the last two years. */
export async function manyTickets(house: House, count: number, onCount: (count: number) => void): Promise<void> {
  const org = await organisation(house)
  const there = await countOf(house)
  const missing = count - there
  const constants = constantsOf(house, org, there)
  let after = FIRST
  for (let from = 0; from < missing; from += AT_ONCE) {
    const to = Math.min(missing, from + AT_ONCE)
    const firstLive = missing - Math.round(missing * LIVE_SHARE)
    const range = [from, to - 1, firstLive, missing]
    await house.database.transact(async tx => {
      await doNotWait(tx)
      // A plan that does not know how long the lists are joins them row by row.
      await run(tx, 'set local plan_cache_mode = force_custom_plan')
      const patients = await patientsAfter(tx, house.hospital.id, after)
      after = lastOf(patients, after)
      const people = [patients.map(one => one.id), patients.map(one => one.nameMasked)]
      await run(tx, INSERT, [...constants, personals(house, from), ...people, ...range])
    })
    onCount(there + to)
  }
}

async function countOf(house: House): Promise<number> {
  const [row] = await house.database.transact(tx =>
    run<{ count: number }>(tx, 'select count(*) as count from ticket.ticket where hospital_id = $1', [
      house.hospital.id,
    ]),
  )
  return row?.count ?? 0
}

/** $1 to $11 of the statement: the same for each set. */
function constantsOf(house: House, org: Organisation, there: number): readonly unknown[] {
  const now = house.clock.now()
  const codes = new Map([...org.units.values()].map(unit => [unit.code, unit.id]))
  const items = serviceItems.flatMap(item => {
    const unit = codes.get(item.receiver)
    return unit === undefined ? [] : [{ code: item.code, unit }]
  })
  return [
    house.hospital.id,
    house.hospital.zone,
    now.subtract({ hours: YEARS_DAYS * 24 }).toString(),
    now.toString(),
    DEFAULT_POLICY.limit.complex,
    // Behind the numbers that a day gives out.
    100_000 + there,
    items.map(item => item.code),
    items.map(item => item.unit),
    holdersAnywhere(org, 'desk-agent', now),
    holdersAnywhere(org, 'liaison', now),
  ]
}

/** What was said, enciphered; some hundred different ones are enough for a million. */
function personals(house: House, from: number): readonly Buffer[] {
  const random = randomFrom(`large ${from}`)
  return Array.from({ length: VARIANTS }, (_, n) =>
    house.cipher.encipherJson({
      name: '示范患者',
      relation: '本人',
      phone: null,
      description: said(random.pick(someRequest(random).says), someSlots(random)),
      code: `LARGE${String(n).padStart(3, '0')}`,
      papers: [],
      papersReason: null,
    }),
  )
}

const DUE = `opened_at + $5::int * interval '1 minute'`

const INSERT = `
with made as (
  select n, n >= $16::int as live,
    case when n >= $16::int then $4::timestamptz - (n % 3000) * interval '1 second'
      else $3::timestamptz + (n::float8 / $17::int) * ($4::timestamptz - $3::timestamptz - interval '4 hours') end as opened_at
  from generate_series($14::int, $15::int) as n
), patient as (
  select id, masked, place - 1 as place from unnest($12::uuid[], $13::text[]) with ordinality as p (id, masked, place)
), item as (
  select code, unit, place - 1 as place from unnest($7::text[], $8::uuid[]) with ordinality as i (code, unit, place)
), agent as (
  select id, place - 1 as place from unnest($9::uuid[]) with ordinality as a (id, place)
), receiver as (
  select id, place - 1 as place from unnest($10::uuid[]) with ordinality as r (id, place)
), personal as (
  select words, place - 1 as place from unnest($11::bytea[]) with ordinality as w (words, place)
), whole as (
  select made.*, ${idOf('opened_at', 'ticket')} as id, patient.id as patient, patient.masked, item.code, item.unit,
    agent.id as owner, receiver.id as assignee, personal.words,
    opened_at + (25 + hashint4(n) % 20) * interval '1 minute' as accepted_at,
    opened_at + (120 + hashint4(n + 7) % 60) * interval '1 minute' as done_at
  from made
  left join patient on patient.place = n % greatest(cardinality($12::uuid[]), 1)
  join item on item.place = n % cardinality($7::text[])
  join agent on agent.place = n % cardinality($9::uuid[])
  join receiver on receiver.place = n % cardinality($10::uuid[])
  join personal on personal.place = n % ${VARIANTS}
), ticket as (
  insert into ticket.ticket (hospital_id, id, number, tracking, status, item_code, item_version, scope, class, difficulty,
    urgency, channel, contact_way, consent, patient_id, patient_masked, personal, owner_id, first_owner_id, opened_at,
    limit_due_at, next_at, predicted_at, told_at, waited_ms, resolved_at, closed_at, overdue, response_breach, escalation_level, round,
    reclassified, attempts, effort_minutes, policy_version, version)
  select $1, id, 'TK-' || to_char(opened_at at time zone $2, 'YYMMDD') || '-' || ($6::int + n),
    substr(sha256(n::text::bytea), 1, 12),
    case when live then 'in_progress' when n % 40 = 0 then 'archived_unconfirmed' when n % 50 = 1 then 'cancelled'
      else 'archived' end,
    code, 1, 'single', case when live or n % 7 = 0 then 'complex' else 'general' end,
    case when live or n % 7 = 0 then array['investigation'] else '{}'::text[] end,
    case when n % 29 = 0 then 'urgent' else 'routine' end, 'desk', 'phone', true, patient, coalesce(masked, '*'), words,
    owner, owner, opened_at, ${DUE}, case when live then ${DUE} end, case when live then opened_at + (${DUE} - opened_at) * 0.8 end, case when live then accepted_at else done_at end, 0,
    case when not live then done_at end, case when not live then done_at + interval '20 minutes' end,
    n % 20 = 0 and not live, n % 33 = 0, 0, 1, 0, 0, case when not live then 12 end, 0, 3
  from whole
), part as (
  insert into ticket.part (hospital_id, ticket_id, id, unit_id, status, assignee_id, assigned_as, dispatched_at,
    accepted_at, done_at, response_breach, minutes, round, matter_closed_at, matter_next_at)
  select $1, id, ${idOf('opened_at', 'part')}, unit, case when live then 'in_progress' else 'done' end, assignee, 'liaison',
    opened_at, accepted_at, case when not live then done_at end, n % 33 = 0, case when not live then 12 end, 1,
    case when not live then done_at + interval '20 minutes' end, case when live then ${DUE} end
  from whole
)
insert into ticket.clock (hospital_id, ticket_id, id, kind, started_at, due_at, steps, steps_done, next_at, breached)
select $1, id, ${idOf('opened_at', 'clock')}, 'limit', opened_at, ${DUE},
  json_build_array(json_build_object('step', 'overdue', 'level', 2,
    'at', to_char((${DUE}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), 0, ${DUE}, false
from whole where live`

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { isoOf } from '#platform/database.ts'
import { actorOf, answerOf, earlierAnswer, type House } from '#platform/house.ts'
import { type Entry, hex, journalFrom, journalRecords } from '#platform/journal.ts'
import { laneOf } from '#platform/lane.ts'
import type { Quota } from '../rules/quota.ts'

/** What is written of a booking, beside what its slot says. */
export interface NewAppointment {
  readonly id: string
  readonly number: string
  readonly channel: string
  readonly patientId: string
  readonly patientMasked: string
  readonly contactWay: string
  readonly readBack: boolean
  readonly consent: boolean
  readonly helperId: string | null
  readonly holdUntil: Instant | null
  readonly doubledBecause: Buffer | null
  readonly referralId: string | null
}

/** One request for one place of one slot, complete: what is written if there is a place. */
export interface PlaceWanted<Answer> {
  readonly caller: Caller
  readonly at: Instant
  readonly slotId: string
  /** The share of the channel's own, before the open one. */
  readonly own: Quota | null
  readonly appointment: NewAppointment
  readonly entry: Entry
  readonly answer: Answer
}

/** What became of it: a place, none left, or the patient has one of that half-day already. */
export type PlaceGiven<Answer> =
  | { readonly outcome: 'given'; readonly answer: Answer }
  | { readonly outcome: 'full' | 'doubled' }

/**
 * Gives places to those who ask, in their order, by one statement that is a transaction of its own: it locks the shares of the
 * slots in question, places as many as are free (the own share before the open one), writes the bookings, the counters, the journal
 * and the answers for a second asking, and says to each what it got. `$1` hospital, `$2` requests, `$3` their journal rows.
 * The planner does not see how few they are: keys and shares are looked up one by one, so that no table is read whole.
 */
const GIVE = `
with asked as materialized (
  select * from json_to_recordset($2::json) as a (request integer, slot_id uuid, own text, id uuid, number text, channel text, patient_id uuid,
    patient_masked text, contact_way text, read_back boolean, consent boolean, helper_id uuid, made_by uuid, made_at timestamptz,
    hold_until timestamptz, doubled_because bytea, referral_id uuid, actor text, key text, endpoint text, digest text, answer bytea)
), fresh as materialized (
  select a.* from asked a where a.key is null or not coalesce((
    select true from platform.answer p where p.hospital_id = $1 and p.actor = a.actor and p.key = a.key), false)
), share as materialized (
  select s.* from (
    select slot_id, 'open' as quota from fresh union select slot_id, own from fresh where own is not null order by 1, 2
  ) w cross join lateral (
    select q.slot_id, q.quota, q.capacity - q.booked - q.held - q.stopped as free from appointment.quota q
    where q.hospital_id = $1 and q.slot_id = w.slot_id and q.quota = w.quota and not q.is_stopped for update
  ) s
), of_own as (
  select f.request, f.own as quota from (
    select request, slot_id, own, row_number() over (partition by slot_id, own order by request) as place from fresh where own is not null
  ) f join share s on s.slot_id = f.slot_id and s.quota = f.own and f.place <= s.free
), of_all as (
  select f.request, 'open' as quota from (
    select request, slot_id, row_number() over (partition by slot_id order by request) as place
    from fresh where request not in (select request from of_own)
  ) f join share s on s.slot_id = f.slot_id and s.quota = 'open' and f.place <= s.free
), placed as materialized (
  select * from of_own union all select * from of_all
), given as (
  insert into appointment.appointment (hospital_id, id, number, slot_id, quota, session_id, unit_id, doctor_id, day, half_day,
    starts_at, ends_at, channel, status, patient_id, patient_masked, contact_way, read_back, consent, helper_id, made_by, made_at,
    hold_until, doubled_because, is_doubled, changes, referral_id, version)
  select $1, f.id, f.number, s.id, p.quota, s.session_id, s.unit_id, s.doctor_id, s.day, s.half_day, s.starts_at, s.ends_at, f.channel,
    case when f.hold_until is null then 'booked' else 'held' end, f.patient_id, f.patient_masked, f.contact_way, f.read_back, f.consent,
    f.helper_id, f.made_by, f.made_at, f.hold_until, f.doubled_because, f.doubled_because is not null, 0, f.referral_id, 1
  from placed p join fresh f using (request) join appointment.slot s on s.hospital_id = $1 and s.id = f.slot_id
  order by p.request
  on conflict do nothing
  returning id, slot_id, quota, status
), counted as (
  update appointment.quota q set booked = q.booked + g.booked, held = q.held + g.held
  from (select slot_id, quota, count(*) filter (where status = 'booked') as booked, count(*) filter (where status = 'held') as held
        from given group by 1, 2) g
  where q.hospital_id = $1 and q.slot_id = g.slot_id and q.quota = g.quota
), answered as (
  insert into platform.answer (hospital_id, actor, key, endpoint, digest, at, answer)
  select $1, f.actor, f.key, f.endpoint, f.digest, f.made_at, f.answer from fresh f join given g on g.id = f.id where f.key is not null
), journal as (${journalFrom('$3', 'subject_id in (select id from given)')})
select a.request, case when f.request is null then 'known' when g.id is not null then 'given' when p.request is null then 'full'
  else 'doubled' end as outcome
from asked a left join fresh f using (request) left join placed p using (request) left join given g on g.id = a.id`

interface Row {
  readonly request: number
  readonly outcome: 'known' | 'given' | 'full' | 'doubled'
}

type Request = {
  readonly row: Readonly<Record<string, unknown>>
  readonly journal: readonly object[]
  readonly key: string | null
}

const AT_MOST = 64

/**
 * The lane of the pool (号源并道): requests that come while others are under way wait and then go together, so that a rush on one slot
 * is one lock and one commit for many. The database's own guard stands behind: several processes are as right as one.
 */
export function placesOf(house: House): <Answer>(wanted: PlaceWanted<Answer>) => Promise<PlaceGiven<Answer>> {
  const give = async (requests: readonly Request[]): Promise<Row['outcome'][]> => {
    const rows = await statement(house, requests)
    const outcomes = new Map(rows.map(row => [row.request, row.outcome]))
    const got = requests.map((_, request) => outcomes.get(request) ?? 'full')
    // A place that was laid out for somebody who has one already is there for the next of the same slot.
    const wasted = new Set(requests.filter((_, n) => got[n] === 'doubled').map(one => one.row['slot_id']))
    const again = requests.flatMap((one, n) => (got[n] === 'full' && wasted.has(one.row['slot_id']) ? [n] : []))
    if (again.length === 0) return got
    const second = await give(again.map(n => requests[n] as Request))
    for (const [place, n] of again.entries()) got[n] = second[place] ?? 'full'
    return got
  }
  const want = laneOf<Request, Row['outcome']>(give, { atMost: AT_MOST, apart: one => one.key })

  return async ({ caller, at, slotId, own, appointment, entry, answer }) => {
    const { once } = caller
    const actor = actorOf(caller)
    const outcome = await want({
      key: once === null ? null : `${actor} ${once.key}`,
      row: {
        slot_id: slotId,
        own,
        ...snake(appointment),
        made_by: caller.personId,
        made_at: isoOf(at),
        ...(once !== null && { actor, ...once, answer: hex(answerOf(house, answer)) }),
      },
      journal: journalRecords(house.cipher, house.ids, caller, [entry], at),
    })
    if (outcome === 'known') return { outcome: 'given', answer: await earlierAnswer(house, caller) }
    // Another process booked for the same key while this one waited for the lock: the patient's number is that one.
    const before = outcome === 'doubled' && once !== null ? await answeredElsewhere<typeof answer>(house, caller) : null
    if (before !== null) return { outcome: 'given', answer: before }
    if (outcome !== 'given') return { outcome }
    house.live.moved()
    return { outcome, answer }
  }
}

const UNIQUE_VIOLATION = '23505'
const TRIES = 3

/** Runs the statement. Alone, it is tried again where another process answered the same key meanwhile: then it finds the answer. */
async function statement(house: House, requests: readonly Request[]): Promise<Row[]> {
  const values = [
    house.hospital.id,
    JSON.stringify(requests.map((one, request) => ({ ...one.row, request }))),
    JSON.stringify(requests.flatMap(one => one.journal)),
  ]
  for (let attempt = 1; ; attempt += 1)
    try {
      return await house.database.statement<Row>(GIVE, values)
    } catch (error) {
      const isRace = requests.length === 1 && (error as { code?: string }).code === UNIQUE_VIOLATION
      if (!isRace || attempt >= TRIES) throw error
    }
}

async function answeredElsewhere<Answer>(house: House, caller: Caller): Promise<Answer | null> {
  try {
    return await earlierAnswer<Answer>(house, caller)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

/** A booking as a row of JSON that PostgreSQL reads. */
const snake = (one: NewAppointment) => ({
  id: one.id,
  number: one.number,
  channel: one.channel,
  patient_id: one.patientId,
  patient_masked: one.patientMasked,
  contact_way: one.contactWay,
  read_back: one.readBack,
  consent: one.consent,
  helper_id: one.helperId,
  hold_until: one.holdUntil === null ? null : isoOf(one.holdUntil),
  doubled_because: one.doubledBecause === null ? null : hex(one.doubledBecause),
  referral_id: one.referralId,
})

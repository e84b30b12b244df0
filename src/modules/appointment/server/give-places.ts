import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { MASKED_NAME } from '#modules/patient/index.ts'
import { boolean, bytea, type Columns, rowsAs, text, timestamptz, uuid } from '#platform/columns.ts'
import { actorOf, answerOf, earlierAnswer, type House } from '#platform/house.ts'
import { type Entry, journalFrom, journalRow, type SignedRow } from '#platform/journal.ts'
import { laneOf } from '#platform/lane.ts'
import type { Quota } from '../rules/quota.ts'

/** What is written of a booking, beside what its slot says and the patient's masked name. */
export interface NewAppointment {
  readonly id: string
  readonly number: string
  readonly channel: string
  readonly patientId: string
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

/** What became of it: a place, none left, the patient has one of that half-day already, or nobody has that id (any more). */
export type PlaceGiven<Answer> =
  | { readonly outcome: 'given'; readonly answer: Answer }
  | { readonly outcome: 'full' | 'doubled' | 'stranger' }

interface Request {
  readonly slotId: string
  readonly own: Quota | null
  readonly appointment: NewAppointment
  readonly caller: Caller
  readonly actor: string
  readonly at: Instant
  readonly answer: Buffer | null
  readonly journal: SignedRow
}

const REQUEST = {
  slot_id: uuid((one: Request) => one.slotId),
  own: text(one => one.own),
  id: uuid(one => one.appointment.id),
  number: text(one => one.appointment.number),
  channel: text(one => one.appointment.channel),
  patient_id: uuid(one => one.appointment.patientId),
  contact_way: text(one => one.appointment.contactWay),
  read_back: boolean(one => one.appointment.readBack),
  consent: boolean(one => one.appointment.consent),
  helper_id: uuid(one => one.appointment.helperId),
  made_by: uuid(one => one.caller.personId),
  made_at: timestamptz(one => one.at),
  hold_until: timestamptz(one => one.appointment.holdUntil),
  doubled_because: bytea(one => one.appointment.doubledBecause),
  referral_id: uuid(one => one.appointment.referralId),
  actor: text(one => one.actor),
  key: text(one => one.caller.once?.key ?? null),
  endpoint: text(one => one.caller.once?.endpoint ?? null),
  digest: text(one => one.caller.once?.digest ?? null),
  answer: bytea(one => one.answer),
} satisfies Columns<Request>

const requests = rowsAs(2, REQUEST)
const journal = journalFrom(requests.next)

/**
 * Gives places to those who ask, in their order, by one statement that is a transaction of its own: it locks the shares of the
 * slots in question, places as many as are free (the own share before the open one), writes the bookings, the counters, the journal
 * and the answers for a second asking, and says to each what it got. `$1` is the hospital.
 * Counted is from what was locked: PostgreSQL holds the new row against `never_oversold` before it sees that another was there meanwhile, so
 * that a place freed in this moment would be one too many for the row that the statement began with.
 * The planner does not see how few they are: keys, names and shares are looked up one by one, so that no table is read whole.
 */
const GIVE = `
with wish as materialized (
  select w.request, w.id, w.slot_id, w.own, ${MASKED_NAME('$1', 'w.patient_id')} as name, coalesce((
    select true from platform.answer p where p.hospital_id = $1 and p.actor = w.actor and p.key = w.key), false) as is_known
  from ${requests.table('w', ['id', 'slot_id', 'own', 'patient_id', 'actor', 'key'])}
), fresh as not materialized (
  select * from wish where not is_known and name is not null
), share as materialized (
  select s.* from (
    select slot_id, 'open' as quota from fresh union select slot_id, own from fresh where own is not null order by 1, 2
  ) f cross join lateral (
    select q.slot_id, q.quota, q.capacity, q.booked, q.held, q.stopped, q.capacity - q.booked - q.held - q.stopped as free
    from appointment.quota q
    where q.hospital_id = $1 and q.slot_id = f.slot_id and q.quota = f.quota and not q.is_stopped for update
  ) s
), in_order as (
  select f.*, row_number() over (partition by f.slot_id, f.own order by f.request) <= coalesce(s.free, 0) as is_own
  from fresh f left join share s on s.slot_id = f.slot_id and s.quota = f.own
), placed as materialized (
  select o.request, o.id, o.name, case when o.is_own then o.own
    when row_number() over (partition by o.slot_id, o.is_own order by o.request) <= s.free then 'open' end as quota
  from in_order o left join share s on s.slot_id = o.slot_id and s.quota = 'open'
), given as (
  insert into appointment.appointment (hospital_id, id, number, slot_id, quota, session_id, unit_id, doctor_id, day, half_day,
    starts_at, ends_at, channel, status, patient_id, patient_masked, contact_way, read_back, consent, helper_id, made_by, made_at,
    hold_until, doubled_because, is_doubled, changes, referral_id, version)
  select $1, r.id, r.number, s.id, p.quota, s.session_id, s.unit_id, s.doctor_id, s.day, s.half_day, s.starts_at, s.ends_at, r.channel,
    case when r.hold_until is null then 'booked' else 'held' end, r.patient_id, p.name, r.contact_way, r.read_back, r.consent,
    r.helper_id, r.made_by, r.made_at, r.hold_until, r.doubled_because, r.doubled_because is not null, 0, r.referral_id, 1
  from placed p
  join ${requests.table('r', [
    'id',
    'number',
    'slot_id',
    'channel',
    'patient_id',
    'contact_way',
    'read_back',
    'consent',
    'helper_id',
    'made_by',
    'made_at',
    'hold_until',
    'doubled_because',
    'referral_id',
  ])} using (request)
  join appointment.slot s on s.hospital_id = $1 and s.id = r.slot_id
  where p.quota is not null
  order by p.request
  on conflict do nothing
  returning id, slot_id, quota, status
), counted as (
  update appointment.quota q set capacity = s.capacity, stopped = s.stopped, booked = s.booked + g.booked, held = s.held + g.held
  from (select slot_id, quota, count(*) filter (where status = 'booked') as booked, count(*) filter (where status = 'held') as held
        from given group by 1, 2) g join share s using (slot_id, quota)
  where q.hospital_id = $1 and q.slot_id = g.slot_id and q.quota = g.quota
), answered as (
  insert into platform.answer (hospital_id, actor, key, endpoint, digest, at, answer)
  select $1, r.actor, r.key, r.endpoint, r.digest, r.made_at, r.answer
  from ${requests.table('r', ['id', 'actor', 'key', 'endpoint', 'digest', 'made_at', 'answer'])} join given g on g.id = r.id
  where r.key is not null
), journal as (${journal.insert('subject_id in (select id from given)')})
select w.request, case when w.is_known then 'known' when w.name is null then 'stranger' when g.id is not null then 'given'
  when p.quota is null then 'full' else 'doubled' end as outcome
from wish w left join placed p using (request) left join given g on g.id = w.id`

type Outcome = 'known' | 'given' | 'full' | 'doubled' | 'stranger'
interface Row {
  readonly request: number
  readonly outcome: Outcome
}

const AT_MOST = 64

/**
 * The lane of the pool (号源并道): requests that come while others are under way wait and then go together, so that a rush on one slot
 * is one lock and one commit for many. The database's own guard stands behind: several processes are as right as one.
 */
export function placesOf(house: House): <Answer>(wanted: PlaceWanted<Answer>) => Promise<PlaceGiven<Answer>> {
  const give = async (some: readonly Request[]): Promise<Outcome[]> => {
    const rows = await statement(house, some)
    const got = some.map((): Outcome => 'full')
    for (const { request, outcome } of rows) got[request] = outcome
    // A place that was laid out for somebody who has one already is there for the next of the same slot.
    const wasted = new Set(some.filter((_, n) => got[n] === 'doubled').map(one => one.slotId))
    if (wasted.size === 0) return got
    const again = some.flatMap((one, n) => (got[n] === 'full' && wasted.has(one.slotId) ? [n] : []))
    if (again.length === 0) return got
    const second = await give(again.map(n => some[n] as Request))
    for (const [place, n] of again.entries()) got[n] = second[place] ?? 'full'
    return got
  }
  const want = laneOf<Request, Outcome>(give, {
    atMost: AT_MOST,
    apart: ({ actor, caller: { once } }) => (once === null ? null : `${actor} ${once.key}`),
  })

  return async ({ caller, at, slotId, own, appointment, entry, answer }) => {
    const { once } = caller
    const outcome = await want({
      slotId,
      own,
      appointment,
      caller,
      actor: actorOf(caller),
      at,
      answer: once === null ? null : answerOf(house, answer),
      journal: journalRow(house.cipher, house.ids, caller, entry, at),
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
async function statement(house: House, some: readonly Request[]): Promise<Row[]> {
  const values = [
    house.hospital.id,
    ...requests.values(some.map(one => [one])),
    ...journal.values(some.map(one => [one.journal])),
  ]
  for (let attempt = 1; ; attempt += 1)
    try {
      return await house.database.statement<Row>(GIVE, values)
    } catch (error) {
      const isRace = some.length === 1 && (error as { code?: string }).code === UNIQUE_VIOLATION
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

import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { doNotWait } from '../one-transaction.ts'
import { AT_ONCE, FIRST, idOf, lastOf, patientsAfter } from './rows.ts'

/** Two years, as full as a great hospital's. */
const PAST_DAYS = 730
const COMING_DAYS = 14
const PLACES = 4

/**
 * Writes bookings (预约) in sets until there are `count`, with their slots and shares: over the last two years and the two weeks
 * ahead, in the departments that have doctors. The same people are not back before twenty thousand others, so none has two
 * numbers of a half-day.
 */
export async function manyAppointments(
  house: House,
  count: number,
  onCount: (count: number) => void,
  pastDays = PAST_DAYS,
): Promise<void> {
  const { id: hospitalId, zone } = house.hospital
  const there = await countOf(house)
  const now = house.clock.now()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const slotsADay = Math.ceil(count / PLACES / (pastDays + COMING_DAYS))
  const constants = [hospitalId, zone, today.subtract({ days: pastDays }).toString(), today.toString(), slotsADay]
  let after = FIRST
  for (let from = there; from < count; from += AT_ONCE) {
    const to = Math.min(count, from + AT_ONCE)
    await house.database.transact(async tx => {
      await doNotWait(tx)
      await run(tx, 'set local plan_cache_mode = force_custom_plan')
      const next = await patientsAfter(tx, hospitalId, after)
      const patients = next.length > 0 ? next : await patientsAfter(tx, hospitalId, FIRST)
      after = lastOf(patients, after)
      const people = [patients.map(one => one.id), patients.map(one => one.nameMasked)]
      await run(tx, INSERT, [...constants, ...people, from, to - 1])
    })
    onCount(to)
  }
}

async function countOf(house: House): Promise<number> {
  const [row] = await house.database.statement<{ count: number }>(
    'select count(*) as count from appointment.appointment where hospital_id = $1',
    [house.hospital.id],
  )
  return row?.count ?? 0
}

/** Slots begin every ten minutes, twenty-four a half-day; then comes the next doctor. */
const INSERT = `
with unit as (
  select unit_id as id, array_agg(doctor_id order by doctor_id) as doctors, row_number() over (order by unit_id) - 1 as place
  from directory.doctor_unit where hospital_id = $1 and place = 0 group by unit_id
), counted as (
  select count(*)::int as units from unit
), made as (
  select n, m, $3::date + m / $5::int as day, m % $5::int % c.units as unit, m % $5::int / c.units as k
  from counted c, generate_series($8::int, $9::int) as n, lateral (select n / ${PLACES} as m) s
), timed as (
  select made.*, unit.id as unit_id, unit.doctors[1 + k / 48 % cardinality(unit.doctors)] as doctor_id, k / 48 as doctor,
    case when k % 48 < 24 then 'morning' else 'afternoon' end as half_day,
    (day + time '08:00' + k % 48 * interval '10 minutes' + case when k % 48 < 24 then 0 else 2 end * interval '1 hour')
      at time zone $2 as starts_at
  from made join unit on unit.place = made.unit
), whole as (
  select timed.*, starts_at + interval '10 minutes' as ends_at, starts_at - (1 + m % 10) * interval '1 day' as made_at,
    ${idOf('starts_at', 'slot', 'm')} as slot_id,
    ${idOf('starts_at', 'session', "(unit || ' ' || day || ' ' || half_day || ' ' || doctor)")} as session_id,
    case when day >= $4::date then 'booked' when n % 19 = 0 then 'cancelled_by_patient' when n % 23 = 0 then 'no_show'
      else 'completed' end as status,
    p.id as patient_id, p.masked
  from timed join unnest($6::uuid[], $7::text[]) with ordinality as p (id, masked, place)
    on p.place = 1 + n % cardinality($6::uuid[])
), slot as (
  insert into appointment.slot (hospital_id, id, session_id, unit_id, doctor_id, day, half_day, starts_at, ends_at, fee_level)
  select distinct on (slot_id) $1::uuid, slot_id, session_id, unit_id, doctor_id, day, half_day, starts_at, ends_at, 'ordinary'
  from whole on conflict do nothing
), quota as (
  insert into appointment.quota (hospital_id, slot_id, quota, capacity, booked, held, stopped, is_stopped)
  select $1::uuid, slot_id, 'open', ${PLACES}, count(*) filter (where status <> 'cancelled_by_patient'), 0, 0, false
  from whole group by slot_id on conflict do nothing
)
insert into appointment.appointment (hospital_id, id, number, slot_id, quota, session_id, unit_id, doctor_id, day, half_day, starts_at,
  ends_at, channel, status, patient_id, patient_masked, contact_way, read_back, consent, made_at, is_doubled, changes, checked_in_at,
  closed_at, version)
select $1::uuid, ${idOf('made_at', 'appointment')}, 'YY-' || to_char(made_at at time zone $2, 'YYMMDD') || '-' || (100000 + n), slot_id,
  'open', session_id, unit_id, doctor_id, day, half_day, starts_at, ends_at,
  (array['phone', 'desk', 'web', 'wechat', 'kiosk'])[1 + n % 5], status, patient_id, masked, 'sms', true, true, made_at, false, 0,
  case when status = 'completed' then starts_at - interval '15 minutes' end, case when status <> 'booked' then ends_at end, 1
from whole`

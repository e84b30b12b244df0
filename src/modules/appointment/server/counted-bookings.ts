import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type CountedColumn, type CountedRecord, type CountedSet, countedColumns } from '#platform/counted.ts'
import type { House } from '#platform/house.ts'
import { doctorsNamed } from './names.ts'
import { wallTime } from './say-time.ts'

const columns = (own: Readonly<Partial<Record<CountedColumn, string>>>): string =>
  countedColumns({ key: 'a.id', record_id: 'a.id', channel: 'a.channel', unit_id: 'a.unit_id', ...own })

const within = (at: string) => `${at} >= $2 and ${at} < $3`
/**
 * The departments that ever gave out places, one step of the index for each: so that the bookings of some days are found by department
 * and day, without an index more for each booking to be written to.
 */
const UNITS = `(with recursive u as (
    (select unit_id from appointment.slot where hospital_id = $1 order by unit_id limit 1)
    union all
    select (select s.unit_id from appointment.slot s where s.hospital_id = $1 and s.unit_id > u.unit_id order by s.unit_id limit 1)
    from u where u.unit_id is not null
  ) select unit_id from u where unit_id is not null) u`
/** The bookings for the days of the period, as the hospital's wall says them. */
const OF_DAYS = `${UNITS} cross join lateral (select * from appointment.appointment x where x.hospital_id = $1 and x.unit_id = u.unit_id
  and x.day between ($2::timestamptz at time zone $7::text)::date and (($3::timestamptz - interval '1 microsecond') at time zone $7::text)::date
  offset 0) a`
const CAME = `('checked_in', 'in_consultation', 'completed', 'left')`
const CAME_OR_NOT = `('checked_in', 'in_consultation', 'completed', 'left', 'no_show')`

/** Somebody wanted a place: booked, or gave up waiting for one. What was only kept is no wish yet, what replaced a booking none more. */
const WISHED = `select ${columns({ at: 'a.made_at', hit: 'true' })}
  from appointment.appointment a where a.hospital_id = $1 and a.id >= $5 and a.id < $6 and ${within('a.made_at')}
    and a.status not in ('held', 'lapsed') and a.hold_until is null
    and not exists (select from appointment.registration r where r.hospital_id = a.hospital_id and r.appointment_id = a.id)
    and not exists (select from appointment.stop_contact k where k.hospital_id = a.hospital_id and k.moved_to = a.id)
  union all
  select ${columns({ at: 'a.closed_at', hit: 'false' })}
  from appointment.waiting a where a.hospital_id = $1 and a.status in ('cancelled', 'expired') and ${within('a.closed_at')}`

/** Bookings whose time was over, and of which it is known what became: `hit` who came, `mark` who had changed the time before. */
const DUE = `select ${columns({ at: 'a.ends_at', hit: `a.status <> 'no_show'`, mark: 'a.changes > 0' })}
  from ${OF_DAYS} where ${within('a.ends_at')} and a.ends_at <= $4::timestamptz and a.status in ${CAME_OR_NOT}
    and not exists (select from appointment.registration r where r.hospital_id = a.hospital_id and r.appointment_id = a.id)`

/** Everybody who came to a clinic and is known here: `hit` who had booked, not registered on the spot. */
const ARRIVED = `select ${columns({
  at: 'a.checked_in_at',
  hit: 'not exists (select from appointment.registration r where r.hospital_id = a.hospital_id and r.appointment_id = a.id)',
})} from ${OF_DAYS} where a.status in ${CAME} and ${within('a.checked_in_at')}`

const happened = (name: string, sql: string): CountedSet => ({ name, record: 'appointment', isState: false, sql })

/** What is counted of bookings (预约的计数口径, KPI-19, KPI-20), by name. */
export const bookingSets = {
  'booking-wish': happened('booking-wish', WISHED),
  'booking-due': happened('booking-due', DUE),
  arrival: happened('arrival', ARRIVED),
} as const satisfies Readonly<Record<string, CountedSet>>

interface Row {
  readonly id: string
  readonly number: string | null
  readonly unitId: string
  readonly doctorId: string | null
  readonly day: string
  readonly startsAt: Instant | null
  readonly patientMasked: string
}

/** Bookings, and those who waited, as the list behind a number shows them: the patient masked. */
export async function countedBookings(
  house: House,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CountedRecord>> {
  const rows = await house.database.transact(tx =>
    run<Row>(
      tx,
      `select id, number, unit_id, doctor_id, day::text as day, starts_at, patient_masked from appointment.appointment
       where hospital_id = $1 and id = any($2)
       union all
       select id, null, unit_id, doctor_id, day_from::text, null, patient_masked from appointment.waiting
       where hospital_id = $1 and id = any($2)`,
      [house.hospital.id, ids],
    ),
  )
  const doctors = await doctorsNamed(
    house,
    rows.flatMap(row => row.doctorId ?? []),
  )
  const nameOf = (id: string | null) => doctors.find(doctor => doctor.id === id)?.name ?? ''
  return new Map(
    rows.map(row => [
      row.id,
      {
        number: row.number ?? row.day,
        title: [nameOf(row.doctorId), row.startsAt === null ? row.day : wallTime(house, row.startsAt)]
          .filter(Boolean)
          .join(' '),
        person: row.patientMasked,
        opensAt: row.number === null ? '/waiting' : `/booking?unit=${row.unitId}&day=${row.day}`,
      },
    ]),
  )
}

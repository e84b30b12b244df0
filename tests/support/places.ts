/** Patients and slots by the thousand, with ids that are known beforehand: for a rush. */
import type { QueryResultRow } from 'pg'

type Ask = (sql: string, values?: readonly unknown[]) => Promise<QueryResultRow[]>

const idOf = (series: string, n: number): string => `0198d0d0-${series}-7000-8000-${n.toString(16).padStart(12, '0')}`
const sqlId = (series: string, n: string): string =>
  `('0198d0d0-${series}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

export const patientId = (n: number): string => idOf('aaaa', n)
export const slotId = (n: number): string => idOf('bbbb', n)

/** `count` people as copies of one who is there. */
export const copyPatients = (ask: Ask, count: number): Promise<QueryResultRow[]> =>
  ask(
    `insert into patient.patient (hospital_id, id, version, name_masked, sex, birth_date, identity, key_version, source, said,
       registered_at, seen_at, ranked_at)
     select p.hospital_id, ${sqlId('aaaa', 'n')}, 1, p.name_masked, p.sex, p.birth_date, p.identity, p.key_version, p.source, p.said,
       p.registered_at, p.seen_at, p.ranked_at
     from (select * from patient.patient where merged_into is null order by id limit 1) p, generate_series(0, $1::int - 1) as n`,
    [count],
  )

/** Slots `first` to `first + count - 1`, open to all, on the ten mornings ahead; a hundred departments, or one each (`alone`). */
export async function openSlots(
  ask: Ask,
  slots: { first: number; count: number; capacity: number; booked?: number; alone?: boolean },
): Promise<void> {
  const { first, count, capacity, booked = 0, alone = false } = slots
  const unit = sqlId('cccc', alone ? '1000 + n' : 'n % 100')
  await ask(
    `insert into appointment.slot (hospital_id, id, session_id, unit_id, doctor_id, day, half_day, starts_at, ends_at, fee_level)
     select h.id, ${sqlId('bbbb', 'n')}, ${sqlId('dddd', 'n')}, ${unit}, ${sqlId('eeee', 'n')}, d.day, 'morning',
       d.day + time '08:00', d.day + time '12:00', 'expert'
     from platform.hospital h, generate_series($1::int, $2::int) as n, lateral (select current_date + 1 + n / 100 % 10 as day) d`,
    [first, first + count - 1],
  )
  await ask(
    `insert into appointment.quota (hospital_id, slot_id, quota, capacity, booked, held, stopped, is_stopped)
     select h.id, ${sqlId('bbbb', 'n')}, 'open', $3, $4, 0, 0, false
     from platform.hospital h, generate_series($1::int, $2::int) as n`,
    [first, first + count - 1, capacity, booked],
  )
}

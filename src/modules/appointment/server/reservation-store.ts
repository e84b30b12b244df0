import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { remindersBefore } from '../rules/reservation.ts'
import { reservationPolicy } from '../settings.ts'
import type { ReservationTable } from './reservation-tables.ts'
import { lockRow, saveRow } from './versioned-row.ts'

/** A reservation, its row locked. Refuses what is not there. */
export const loadReservation = (tx: Tx, hospitalId: string, id: string): Promise<ReservationTable> =>
  lockRow(tx, 'appointment.reservation', hospitalId, id)

/** Writes over the version that was read; returns the new one. */
export const saveReservation = (
  tx: Tx,
  read: Pick<ReservationTable, 'hospitalId' | 'id' | 'version'>,
  changed: Partial<ReservationTable>,
): Promise<number> => saveRow(tx, 'appointment.reservation', read, changed)

/** Counts the chain of reminders anew from a day: what was said stays said, what is over is left out. */
export async function remindBefore(
  house: House,
  tx: Tx,
  reservation: Pick<ReservationTable, 'hospitalId' | 'id'>,
  day: string,
): Promise<void> {
  const at = house.clock.now()
  const { value: policy } = await house.settings.at(reservation.hospitalId, reservationPolicy, at)
  const chain = remindersBefore(Temporal.PlainDate.from(day), house.hospital.zone, policy, at)
  await run(
    tx,
    `delete from appointment.reservation_reminder where hospital_id = $1 and reservation_id = $2 and done_at is null
       and days_before <> all($3)`,
    [reservation.hospitalId, reservation.id, chain.map(one => one.daysBefore)],
  )
  await run(
    tx,
    `insert into appointment.reservation_reminder as r (hospital_id, reservation_id, days_before, due_at)
     select $1, $2, n.days_before, n.due_at from unnest($3::smallint[], $4::timestamptz[]) as n(days_before, due_at)
     on conflict (hospital_id, reservation_id, days_before) do update set due_at = excluded.due_at where r.done_at is null`,
    [reservation.hospitalId, reservation.id, chain.map(one => one.daysBefore), chain.map(one => one.dueAt.toString())],
  )
}

/** `FZ-261129-0007`: counted by the day on which it was made. */
export async function reservationNumber(house: House, hospitalId: string, at: Instant): Promise<string> {
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'reservation', day)
  return `FZ-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}

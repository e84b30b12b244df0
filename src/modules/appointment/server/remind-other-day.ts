import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { remindBefore } from './reservation-store.ts'
import type { ReservationTable } from './reservation-tables.ts'
import type { AppointmentTable } from './tables.ts'

/** A booking that came of a reservation is reminded before its new day (提醒链), also of what was said before the first. */
export async function remindOtherDay(
  house: House,
  tx: Tx,
  booking: Pick<AppointmentTable, 'hospitalId' | 'id'>,
  day: string,
): Promise<void> {
  const [reservation] = await run<Pick<ReservationTable, 'hospitalId' | 'id'>>(
    tx,
    `select hospital_id, id from appointment.reservation where hospital_id = $1 and appointment_id = $2`,
    [booking.hospitalId, booking.id],
  )
  if (reservation === undefined) return
  await run(tx, 'delete from appointment.reservation_reminder where hospital_id = $1 and reservation_id = $2', [
    reservation.hospitalId,
    reservation.id,
  ])
  await remindBefore(house, tx, reservation, day)
}

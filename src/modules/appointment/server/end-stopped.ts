import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { giveBack, save, sqlInstant } from './store.ts'
import type { AppointmentTable } from './tables.ts'

/** Refuses a booking that no stopped session waits for an answer of; its row is locked. */
export async function mustWaitForAnswer(tx: Tx, booking: AppointmentTable): Promise<void> {
  if (booking.status === 'stopped') return
  const open = booking.status === 'checked_in' && (await wasHere(tx, booking.hospitalId, booking.id))
  if (!open) throw new Problem('not-found')
}

/** Had the patient of a stopped session checked in, and is not answered yet? */
export async function wasHere(tx: Tx, hospitalId: string, appointmentId: string): Promise<boolean> {
  const rows = await run(
    tx,
    `select 1 from appointment.stop_contact where hospital_id = $1 and appointment_id = $2 and outcome is null and was_here`,
    [hospitalId, appointmentId],
  )
  return rows.length > 0
}

/**
 * The hospital cancels the booking of a stopped session (院方取消): a place of who was here already was used until now, and is stopped
 * with the others.
 */
export async function endStopped(
  house: House,
  tx: Tx,
  booking: AppointmentTable,
  changed: Partial<AppointmentTable> = {},
): Promise<number> {
  const version = await save(tx, booking, {
    ...changed,
    status: 'cancelled_by_hospital',
    closedAt: sqlInstant(house.clock.now()),
  })
  if (booking.status === 'checked_in') await giveBack(tx, booking.hospitalId, booking.slotId, booking.quota, 'booked')
  return version
}

import { endTasks } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { AppointmentTable } from './tables.ts'

/** Whoever was offered this place waits on, and nobody needs to call any more; says whether the kept place was an offer. */
export async function waitOn(house: House, tx: Tx, held: AppointmentTable): Promise<boolean> {
  const rows = await run(
    tx,
    `update appointment.waiting set status = 'waiting', appointment_id = null, offer_until = null, version = version + 1
     where hospital_id = $1 and appointment_id = $2 and status = 'offered' returning id`,
    [held.hospitalId, held.id],
  )
  if (rows.length > 0) await endTasks(house)(tx, { kind: 'appointment', id: held.id })
  return rows.length > 0
}

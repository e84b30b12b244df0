import type { House, Work } from '#platform/house.ts'
import { freePlace } from './free-place.ts'
import { save, sqlInstant } from './store.ts'
import type { AppointmentTable } from './tables.ts'

/**
 * Gives back a place that was only kept, before its time, its row locked (放回占号): it is free, or offered to the next, in the same
 * transaction. Nobody is told: nothing was booked.
 */
export async function lapseHeld(house: House, { tx, tell }: Work, held: AppointmentTable): Promise<void> {
  const closedAt = sqlInstant(house.clock.now())
  const version = await save(tx, held, { status: 'lapsed', holdUntil: null, closedAt })
  tell({
    action: 'appointment.lapsed',
    subject: { kind: 'appointment', id: held.id },
    version,
    patientId: held.patientId,
    unitId: held.unitId,
    facts: { slot: held.slotId },
  })
  await freePlace(house, tx, held, 'held', tell)
}

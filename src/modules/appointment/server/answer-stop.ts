import type { Caller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { endStopped, mustWaitForAnswer } from './end-stopped.ts'
import { settleStop } from './settle-stop.ts'
import { load } from './store.ts'

/**
 * The patient of a stopped session was told and wants no other place now (已答复): the hospital cancels the booking, and what was said
 * is kept. It never counts against the patient.
 */
export const answerStop = (house: House) => (caller: Caller, asked: { readonly id: string; readonly note: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const booking = await load(tx, caller.hospitalId, asked.id)
    await mustWaitForAnswer(tx, booking)
    const version = await endStopped(house, tx, booking)
    await run(
      tx,
      'update appointment.stop_contact set note = $3 where hospital_id = $1 and appointment_id = $2 and outcome is null',
      [caller.hospitalId, booking.id, house.cipher.encipher(asked.note)],
    )
    tell({
      action: 'appointment.stop-answered',
      subject: { kind: 'appointment', id: booking.id },
      version,
      patientId: booking.patientId,
      unitId: booking.unitId,
      facts: { slot: booking.slotId },
      detail: { note: asked.note },
    })
    await settleStop(tx, house, caller, booking.id, 'answered', tell)
    return { appointmentId: booking.id }
  })

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { actsFor } from '#modules/portal/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { holdPlace } from '../book-appointment.ts'
import { cancelAppointment } from '../cancel-appointment.ts'
import { confirmHold } from '../confirm-hold.ts'
import { lapseHeld } from '../lapse-held.ts'
import { moveAppointment } from '../move-appointment.ts'
import { load } from '../store.ts'
import { mine, type VisitView, viewOf } from './visits.ts'

/**
 * Keeps a place for one of the own people (占号). Who looks on for another time gives the first back: an account keeps one place, and asking
 * again for the same one finds it.
 */
export const holdMine =
  (house: House) =>
  async (caller: Caller, asked: { readonly slotId: string; readonly patientId: string }): Promise<VisitView> => {
    const person = await actsFor(house, caller, asked.patientId)
    const held = await heldBy(house, caller)
    const same = held.find(one => one.slotId === asked.slotId && one.patientId === person.patientId)
    for (const one of held) if (one !== same) await release(house, caller, one.id)
    if (same !== undefined) return viewOf(house, same.id)
    const { id } = await holdPlace(house)(caller, {
      slotId: asked.slotId,
      patientId: person.patientId,
      channel: 'web',
      contactWay: 'sms',
      readBack: true,
      consent: true,
      doubledBecause: null,
    }).catch(inWords)
    await keepNewest(house, caller)
    return viewOf(house, id)
  }

/** Of several that were kept at the same moment the last one stays: whoever looks last sees them all. */
async function keepNewest(house: House, caller: Caller): Promise<void> {
  const held = (await heldBy(house, caller)).map(one => one.id).toSorted()
  for (const id of held.slice(0, -1)) await release(house, caller, id)
}

/** A patient gives no reason for a second number: the first one is changed instead. */
export function inWords(error: unknown): never {
  if (error instanceof Problem && error.code === 'booked-already') throw new Problem('has-number-already')
  throw error
}

const heldBy = (house: House, caller: Caller) =>
  house.database.statement<{ id: string; slotId: string; patientId: string }>(
    `select a.id, a.slot_id as "slotId", a.patient_id as "patientId" from appointment.appointment a
     where a.hospital_id = $1 and a.patient_id = any($2::uuid[]) and a.status = 'held' and a.made_by = $3 and a.hold_until > $4::timestamptz
       and not exists (select from appointment.waiting w
         where w.hospital_id = a.hospital_id and w.appointment_id = a.id and w.status = 'offered')`,
    [caller.hospitalId, caller.patients, caller.personId, house.clock.now().toString()],
  )

/** Gives a kept place back before its time (放回占号): it is free, or offered to the next, in the same transaction. Nobody is told: nothing was booked. */
export const releaseMine =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<Record<never, never>> => {
    await mine(house, caller, asked.id)
    await release(house, caller, asked.id)
    return {}
  }

const release = (house: House, caller: Caller, id: string): Promise<void> =>
  transact(house, { ...caller, once: null }, async work => {
    const { tx } = work
    const held = await load(tx, caller.hospitalId, id)
    const offered = await run(
      tx,
      `select from appointment.waiting where hospital_id = $1 and appointment_id = $2 and status = 'offered'`,
      [caller.hospitalId, id],
    )
    if (held.status !== 'held' || held.madeBy !== caller.personId || offered.length > 0) return
    await lapseHeld(house, work, held)
  })

/** Makes the kept place a booking (确认预约): what stood on the screen was read by who confirms it. */
export const confirmMine =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<VisitView> => {
    await mine(house, caller, asked.id)
    await confirmHold(house)(caller, { id: asked.id, readBack: true, consent: true })
    return viewOf(house, asked.id)
  }

/** Changes a booking of the own people to another time (改约, APT-07). */
export const moveMine =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly id: string; readonly slotId: string; readonly reason: string },
  ): Promise<VisitView> => {
    await mine(house, caller, asked.id)
    await moveAppointment(house)(caller, asked).catch(inWords)
    return viewOf(house, asked.id)
  }

/** Cancels a booking of the own people (取消预约, APT-07). */
export const cancelMine =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<VisitView> => {
    await mine(house, caller, asked.id)
    await cancelAppointment(house)(caller, { ...asked, by: 'patient' })
    return viewOf(house, asked.id)
  }

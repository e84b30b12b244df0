import type { Caller } from '#kernel/caller.ts'
import { type House, transact } from '#platform/house.ts'
import { mayChange, mayFollow } from '../rules/appointment.ts'
import { bookingPolicy } from '../settings.ts'
import { isByPatient } from './by-patient.ts'
import { freePlace } from './free-place.ts'
import { settleStop } from './settle-stop.ts'
import { waitOn } from './wait-on.ts'
import { load, save, sqlInstant } from './store.ts'

interface CancelAppointment {
  readonly id: string
  readonly reason: string
  /** Who wanted it: what the hospital caused never counts against the patient. */
  readonly by: 'patient' | 'hospital'
  /** The version that whoever asks has seen, where another state is to be refused. */
  readonly version?: number
}

/** Cancels a booking or a kept place (取消预约, APT-07); its place is free again in the same transaction. */
export const cancelAppointment = (house: House) => async (caller: Caller, asked: CancelAppointment) => {
  const at = house.clock.now()
  const policy = (await house.settings.at(caller.hospitalId, bookingPolicy, at)).value
  return transact(house, caller, async ({ tx, tell }) => {
    const booking = await load(tx, caller.hospitalId, asked.id, asked.version)
    const to = asked.by === 'patient' ? ('cancelled_by_patient' as const) : ('cancelled_by_hospital' as const)
    mayFollow(booking.status, to)
    mayChange(booking, policy, { isPatient: isByPatient(caller), isMove: false }, at)
    const version = await save(tx, booking, {
      // What was only kept says so for ever: it never counts as a booking that was cancelled.
      status: to,
      closedAt: sqlInstant(at),
      reason: house.cipher.encipher(asked.reason),
    })
    tell({
      action: 'appointment.cancelled',
      subject: { kind: 'appointment', id: booking.id },
      version,
      patientId: booking.patientId,
      unitId: booking.unitId,
      facts: { slot: booking.slotId, by: asked.by },
      detail: { reason: asked.reason },
    })
    // A place that was only offered: who waits for one waits on.
    if (booking.status === 'held') await waitOn(house, tx, booking)
    if (booking.status !== 'stopped')
      await freePlace(house, tx, booking, booking.status === 'held' ? 'held' : 'booked', tell)
    await settleStop(tx, house, caller, booking.id, 'cancelled', tell)
    return { id: booking.id, number: booking.number, status: to, version }
  })
}

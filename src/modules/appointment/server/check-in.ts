import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { wallClock } from '#kernel/time.ts'
import { type House, transact } from '#platform/house.ts'
import { mayFollow } from '../rules/appointment.ts'
import { load, save, sqlInstant } from './store.ts'

/** The patient is here (报到, APT-08): on the day that was booked, once. The queue hears it by the event. */
export const checkIn =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly place: string; readonly version?: number }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const booking = await load(tx, caller.hospitalId, asked.id, asked.version)
      mayFollow(booking.status, 'checked_in')
      if (wallClock(at, house.hospital.zone).day.toString() !== booking.day) throw new Problem('check-in-other-day')
      const version = await save(tx, booking, { status: 'checked_in', checkedInAt: sqlInstant(at) })
      tell({
        action: 'appointment.checked-in',
        subject: { kind: 'appointment', id: booking.id },
        version,
        patientId: booking.patientId,
        unitId: booking.unitId,
        facts: { slot: booking.slotId, unit: booking.unitId, place: asked.place },
      })
      return { id: booking.id, number: booking.number, status: 'checked_in' as const, version }
    })

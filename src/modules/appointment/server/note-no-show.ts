import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import { type House, transact } from '#platform/house.ts'
import { mayFollow } from '../rules/appointment.ts'
import { load, save, sqlInstant } from './store.ts'

/** Somebody says that the patient did not come (爽约), before the sweep finds it out by the clock. */
export const noteNoShow = (house: House) => (caller: Caller, asked: { readonly id: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const booking = await load(tx, caller.hospitalId, asked.id)
    mayFollow(booking.status, 'no_show')
    if (isBefore(house.clock.now(), booking.startsAt)) throw new Problem('no-show-ahead')
    const version = await save(tx, booking, { status: 'no_show', closedAt: sqlInstant(house.clock.now()) })
    tell({
      action: 'appointment.no-show',
      subject: { kind: 'appointment', id: booking.id },
      version,
      patientId: booking.patientId,
      unitId: booking.unitId,
      facts: { slot: booking.slotId, unit: booking.unitId },
    })
    return { id: booking.id, version }
  })

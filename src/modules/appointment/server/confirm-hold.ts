import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import { endTasks } from '#modules/notification/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeComplete } from '../rules/appointment.ts'
import { bookedFacts } from './booked-facts.ts'
import { load, save, turnIntoBooked } from './store.ts'

/** Makes a kept place a booking, once everything was read back (确认预约). A place kept too long is free again and refused. */
export const confirmHold =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly readBack: boolean; readonly consent: boolean; readonly version?: number },
  ) =>
    transact(house, caller, async ({ tx, tell }) => {
      const held = await load(tx, caller.hospitalId, asked.id, asked.version)
      if (held.madeBy !== caller.personId) throw new Problem('not-found')
      if (held.status === 'lapsed' || (held.holdUntil !== null && !isBefore(house.clock.now(), held.holdUntil)))
        throw new Problem('hold-lapsed')
      // A booking may become a booking again where it is moved; what is confirmed was only kept.
      if (held.status !== 'held') throw new Problem('appointment-status', { from: held.status, to: 'booked' })
      mustBeComplete({ ...held, readBack: asked.readBack, consent: asked.consent })
      await turnIntoBooked(tx, caller.hospitalId, held.slotId, held.quota)
      const version = await save(tx, held, {
        status: 'booked',
        holdUntil: null,
        readBack: asked.readBack,
        consent: asked.consent,
      })
      const accepted = await run(
        tx,
        `update appointment.waiting set status = 'booked', closed_at = $3, version = version + 1
         where hospital_id = $1 and appointment_id = $2 and status = 'offered' returning id`,
        [caller.hospitalId, held.id, house.clock.now().toString()],
      )
      // Nobody needs to call about an offer that was taken.
      if (accepted.length > 0) await endTasks(house)(tx, { kind: 'appointment', id: held.id })
      tell({
        action: 'appointment.booked',
        subject: { kind: 'appointment', id: held.id },
        version,
        patientId: held.patientId,
        unitId: held.unitId,
        facts: bookedFacts(held),
      })
      return { id: held.id, number: held.number, status: 'booked' as const, version }
    })

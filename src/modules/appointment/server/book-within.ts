import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { patientLabel } from '#modules/patient/index.ts'
import type { House, Work } from '#platform/house.ts'
import { mustBeAhead } from '../rules/appointment.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { bookingPolicy } from '../settings.ts'
import { insertAppointment } from './insert-appointment.ts'
import { appointmentNumber } from './number.ts'
import { takePlace } from './store.ts'

interface BookWithin {
  readonly slotId: string
  readonly patientId: string
  readonly channel: Channel
}

/**
 * Books a place inside a transaction that is open (预约): what another system's message wants stands or falls with the message. One
 * place at a time; a rush goes through `book-appointment.ts`.
 */
export async function bookWithin(
  house: House,
  { tx, tell }: Work,
  caller: Caller,
  { slotId, patientId, channel }: BookWithin,
): Promise<{ readonly id: string; readonly number: string }> {
  const { hospitalId } = caller
  const at = house.clock.now()
  const slot = await tx
    .selectFrom('appointment.slot')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', slotId)
    .executeTakeFirst()
  if (slot === undefined) throw new Problem('slot-unknown')
  const minutes = (slot.endsAt.epochMilliseconds - slot.startsAt.epochMilliseconds) / 60_000
  mustBeAhead({ startsAt: slot.startsAt, minutes }, (await house.settings.at(hospitalId, bookingPolicy, at)).value, at)
  const label = await patientLabel(house, tx, hospitalId, patientId)
  if (label === null) throw new Problem('patient-unknown')
  const quota = await takePlace(tx, hospitalId, slotId, quotasOf(channel), 'booked')
  if (quota === null) throw new Problem('slot-full')
  const id = house.ids.next()
  const number = await appointmentNumber(house, hospitalId, at)
  const isNew = await insertAppointment(tx, hospitalId, {
    id,
    number,
    slotId,
    quota,
    channel,
    patientId: label.id,
    patientMasked: label.nameMasked,
    contactWay: 'sms',
    madeBy: caller.personId,
    madeAt: at,
  })
  if (!isNew) throw new Problem('booked-already')
  tell({
    action: 'appointment.booked',
    subject: { kind: 'appointment', id },
    version: 1,
    patientId: label.id,
    unitId: slot.unitId,
    facts: { number, slot: slotId, channel },
  })
  return { id, number }
}

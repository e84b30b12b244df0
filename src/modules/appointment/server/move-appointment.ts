import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { mayChange, mayFollow, mustBeAhead } from '../rules/appointment.ts'
import { quotasOf } from '../rules/quota.ts'
import { bookingPolicy } from '../settings.ts'
import { nextFree } from './next-free.ts'
import { isByPatient } from './by-patient.ts'
import { freePlace } from './free-place.ts'
import { remindOtherDay } from './remind-other-day.ts'
import { settleStop } from './settle-stop.ts'
import { slotOf } from './slots.ts'
import { load, save, takePlace } from './store.ts'

interface MoveAppointment {
  readonly id: string
  readonly slotId: string
  readonly reason: string
  /** The version that whoever asks has seen, where another state is to be refused. */
  readonly version?: number
  /** The hospital caused it (停诊、替诊): the patient's limits do not hold, and it is not counted. */
  readonly isHospitalsCause?: boolean
}

/** Changes a booking to another slot in one step (改约, APT-07): the new place is taken and the old one freed, or nothing changes. */
export const moveAppointment = (house: House) => async (caller: Caller, asked: MoveAppointment) => {
  const at = house.clock.now()
  const [slot, policy] = await Promise.all([
    slotOf(house, asked.slotId),
    house.settings.at(caller.hospitalId, bookingPolicy, at),
  ])
  mustBeAhead(slot, policy.value, at)
  const done = await transact(house, caller, async ({ tx, tell }) => {
    const booking = await load(tx, caller.hospitalId, asked.id, asked.version)
    mayFollow(booking.status, 'booked')
    if (booking.status === 'held') throw new Problem('appointment-status', { from: 'held', to: 'booked' })
    // A stopped session has taken its place: what the patient asks for then is always another one.
    if (booking.slotId === slot.id && booking.status !== 'stopped') throw new Problem('same-slot')
    const isHospitals = booking.status === 'stopped' || asked.isHospitalsCause === true
    mayChange(booking, policy.value, { isPatient: isByPatient(caller) && !isHospitals, isMove: true }, at)
    const quota = await takePlace(tx, caller.hospitalId, slot.id, quotasOf(booking.channel), 'booked')
    if (quota === null) return { full: booking.channel }
    const target = await tx
      .selectFrom('appointment.slot')
      .selectAll()
      .where('hospitalId', '=', caller.hospitalId)
      .where('id', '=', slot.id)
      .executeTakeFirstOrThrow()
    const version = await save(tx, booking, {
      status: 'booked',
      slotId: slot.id,
      quota,
      sessionId: target.sessionId,
      unitId: target.unitId,
      doctorId: target.doctorId,
      day: target.day,
      halfDay: target.halfDay,
      startsAt: target.startsAt.toString() as never,
      endsAt: target.endsAt.toString() as never,
      // What the hospital caused does not count against the patient.
      changes: booking.changes + Number(!isHospitals),
      reason: house.cipher.encipher(asked.reason),
      ...(target.day !== booking.day && { remindedAt: null }),
    }).catch(alreadyThere)
    if (target.day !== booking.day) await remindOtherDay(house, tx, booking, target.day)
    tell({
      action: 'appointment.moved',
      subject: { kind: 'appointment', id: booking.id },
      version,
      patientId: booking.patientId,
      unitId: target.unitId,
      facts: { from: booking.slotId, to: slot.id, byPatient: isByPatient(caller) },
      detail: { reason: asked.reason },
    })
    tell({
      action: 'appointment.moved-out',
      subject: { kind: 'slot', id: booking.slotId },
      unitId: booking.unitId,
      facts: { booking: booking.id, to: slot.id },
    })
    // A stopped session has taken its places back already.
    if (booking.status !== 'stopped') await freePlace(house, tx, booking, 'booked', tell)
    await settleStop(tx, house, caller, booking.id, 'moved', tell)
    return { id: booking.id, number: booking.number, status: 'booked' as const, version }
  })
  if ('full' in done)
    throw new Problem('slot-full', { next: await nextFree(house, caller.hospitalId, slot.id, done.full) })
  return done
}

/** The patient has another number of that half-day: the unique key says so. */
function alreadyThere(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'appointment_once') throw new Problem('booked-already')
  throw error
}

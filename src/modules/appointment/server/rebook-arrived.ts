import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { mustBeAhead } from '../rules/appointment.ts'
import { quotasOf } from '../rules/quota.ts'
import { bookingPolicy } from '../settings.ts'
import { arrive } from './arrive.ts'
import { bookedFacts } from './booked-facts.ts'
import { endStopped, mustWaitForAnswer, wasHere } from './end-stopped.ts'
import { insertAppointment } from './insert-appointment.ts'
import { moveAppointment } from './move-appointment.ts'
import { nextFree } from './next-free.ts'
import { appointmentNumber } from './number.ts'
import { settleStop } from './settle-stop.ts'
import { slotOf } from './slots.ts'
import { load, takePlace } from './store.ts'
import type { AppointmentTable, ArrivalTable } from './tables.ts'

interface MoveStopped {
  readonly id: string
  readonly slotId: string
  readonly reason: string
  readonly version?: number
  readonly isHospitalsCause?: boolean
}

/**
 * Gives the patient of a stopped session another time (停诊改约): the booking is moved; who had checked in already gets a new one, because
 * an arrival is never undone.
 */
export const moveStopped = (house: House) => async (caller: Caller, asked: MoveStopped) =>
  (await house.database.transact(tx => wasHere(tx, caller.hospitalId, asked.id)))
    ? rebookArrived(house)(caller, asked)
    : moveAppointment(house)(caller, asked)

/**
 * A new booking for a patient who is here, in one step with the end of the old one, and checked in at once where the new time lets it
 * (已报到患者改约); or nothing changes.
 */
const rebookArrived = (house: House) => async (caller: Caller, asked: MoveStopped) => {
  const { hospitalId } = caller
  const at = house.clock.now()
  const [slot, policy, number] = await Promise.all([
    slotOf(house, asked.slotId),
    house.settings.at(hospitalId, bookingPolicy, at),
    appointmentNumber(house, hospitalId, at),
  ])
  mustBeAhead(slot, policy.value, at)
  const done = await transact(house, caller, async work => {
    const { tx, tell } = work
    const old = await load(tx, hospitalId, asked.id, asked.version)
    await mustWaitForAnswer(tx, old)
    const quota = await takePlace(tx, hospitalId, slot.id, quotasOf(old.channel), 'booked')
    if (quota === null) return { full: old.channel }
    const version = await endStopped(house, tx, old, { reason: house.cipher.encipher(asked.reason) })
    const id = house.ids.next()
    const made = { ...old, id, number, slotId: slot.id, quota, madeBy: caller.personId, madeAt: at }
    if (!(await insertAppointment(tx, hospitalId, made))) throw new Problem('booked-already')
    await run(
      tx,
      'update appointment.stop_contact set moved_to = $3 where hospital_id = $1 and appointment_id = $2 and outcome is null',
      [hospitalId, old.id, id],
    )
    tell(
      {
        action: 'appointment.cancelled',
        subject: { kind: 'appointment', id: old.id },
        version,
        patientId: old.patientId,
        unitId: old.unitId,
        facts: { slot: old.slotId, by: 'hospital', replacedBy: id },
        detail: { reason: asked.reason },
      },
      {
        action: 'appointment.booked',
        subject: { kind: 'appointment', id },
        version: 1,
        patientId: old.patientId,
        unitId: old.unitId,
        facts: { ...bookedFacts(made), replaces: old.id },
      },
    )
    await settleStop(tx, house, caller, old.id, 'moved', tell)
    const booking = await load(tx, hospitalId, id)
    return { id, number, ...(await arriveAgain(house, caller, work, booking, old.id)) }
  })
  if ('full' in done) throw new Problem('slot-full', { next: await nextFree(house, hospitalId, slot.id, done.full) })
  return done
}

/** Who is here need not check in again, where one may for the new time: the rule of arrival refuses before it writes anything. */
async function arriveAgain(house: House, caller: Caller, work: Work, booking: AppointmentTable, before: string) {
  const there = await arrivalOf(work.tx, booking.hospitalId, before)
  if (there !== undefined)
    try {
      const { version } = await arrive(house, caller, work, booking, { ...there, unitIds: [] })
      return { status: 'checked_in' as const, version }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  return { status: booking.status, version: booking.version }
}

const arrivalOf = async (tx: Tx, hospitalId: string, appointmentId: string) =>
  (
    await run<Pick<ArrivalTable, 'way' | 'place' | 'zone' | 'deviceId'>>(
      tx,
      'select way, place, zone, device_id from appointment.arrival where hospital_id = $1 and appointment_id = $2',
      [hospitalId, appointmentId],
    )
  )[0]

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { readDevice } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type BookAppointment, holdPlace } from './book-appointment.ts'
import { confirmHold } from './confirm-hold.ts'
import { atKiosk, type KioskVisit, peopleAt, releaseHeld } from './kiosk-visit.ts'
import { doctorsNamed } from './names.ts'
import { receiptOf, registerOnSite } from './register-on-site.ts'
import { slotOf } from './slots.ts'

const quietly = (caller: Caller): Caller => ({ ...caller, once: null })

const wishOf = (visit: KioskVisit, slotId: string) =>
  ({
    slotId,
    patientId: visit.patientId,
    channel: 'kiosk',
    contactWay: 'sms',
    readBack: true,
    consent: true,
    doubledBecause: null,
  }) as const satisfies BookAppointment

const keep = (house: House, caller: Caller, visitId: string, heldId: string | null) =>
  atKiosk(house, quietly(caller), visitId, ({ tx }) =>
    run(tx, 'update appointment.kiosk_visit set held_id = $3 where hospital_id = $1 and id = $2', [
      caller.hospitalId,
      visitId,
      heldId,
    ]),
  )

/** Keeps a place while it is read back (占号, channel `kiosk`); the one that was kept before is free again. */
export const holdAtKiosk =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly slotId: string }) => {
    const slot = await slotOf(house, asked.slotId)
    const visit = await atKiosk(house, quietly(caller), asked.id, async (work, found) => {
      await releaseHeld(house, work, found)
      return found
    })
    const held = await holdPlace(house)(caller, wishOf(visit, slot.id))
    // Whoever left meanwhile lets it lapse by the clock.
    await keep(house, caller, asked.id, held.id)
    const [doctor] = await doctorsNamed(house, [slot.doctorId])
    return {
      appointmentId: held.id,
      number: held.number,
      holdUntil: held.holdUntil ?? held.startsAt,
      doctor: doctor ?? null,
    }
  }

/** Makes the kept place a booking (确认预约). */
export const confirmAtKiosk =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly appointmentId: string }) => {
    const receipt = await atKiosk(house, quietly(caller), asked.id, async ({ tx }, visit) => {
      const [own] = await run<{ patientId: string }>(
        tx,
        'select patient_id from appointment.appointment where hospital_id = $1 and id = $2',
        [caller.hospitalId, asked.appointmentId],
      )
      if (own === undefined || !(await peopleAt(tx, visit)).includes(own.patientId)) throw new Problem('not-found')
      return receiptOf(house, tx, visit.patientId)
    })
    const { id, number } = await confirmHold(house)(caller, {
      id: asked.appointmentId,
      readBack: true,
      consent: true,
    })
    await keep(house, caller, asked.id, null)
    return { id, number, receipt }
  }

/** The kept place is not wanted (放弃占号). */
export const releaseAtKiosk = (house: House) => (caller: Caller, asked: { readonly id: string }) =>
  atKiosk(house, quietly(caller), asked.id, async (work, visit) => ({
    released: await releaseHeld(house, work, visit),
  }))

/** A walk-in registers at the machine (自助机现场挂号, APT-09). */
export const registerOnSiteAtKiosk =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly slotId: string }) => {
    const device = await readDevice(house, caller)
    const visit = await atKiosk(house, quietly(caller), asked.id, async (work, found) => {
      await releaseHeld(house, work, found)
      return found
    })
    return registerOnSite(house)(
      caller,
      { ...wishOf(visit, asked.slotId), severity: null },
      { way: 'kiosk', place: device.place, zone: device.zone, deviceId: device.id, unitIds: [] },
    )
  }

import type { Selectable } from 'kysely'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import { familyOf, type Identified, identifiedPatient } from '#modules/patient/index.ts'
import { deviceIdOf } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { kioskPolicy } from '../settings.ts'
import { lapseHeld } from './lapse-held.ts'
import type { AppointmentTable, KioskVisitTable } from './tables.ts'

export type KioskVisit = Selectable<KioskVisitTable>
type Because = NonNullable<KioskVisitTable['endedBecause']>

const AT_ONCE = 50

const endsAtFor = async (house: House) => {
  const at = house.clock.now()
  const { visitMinutes } = (await house.settings.at(house.hospital.id, kioskPolicy, at)).value
  return at.add({ minutes: visitMinutes }).toString()
}

/** Somebody begins at a machine (自助机办理); whoever stood there before has left. */
export const beginVisit = (house: House, caller: Caller, person: Identified, way: KioskVisitTable['way']) =>
  transact(house, { ...caller, once: null }, async work => {
    const deviceId = deviceIdOf(caller)
    await endOfDevice(house, work, deviceId, 'next')
    const id = house.ids.next()
    await run(
      work.tx,
      `insert into appointment.kiosk_visit (hospital_id, id, device_id, patient_id, way, began_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [caller.hospitalId, id, deviceId, person.id, way, house.clock.now().toString(), await endsAtFor(house)],
    )
    work.tell({
      action: 'appointment.kiosk-begun',
      subject: { kind: 'kiosk-visit', id },
      patientId: person.id,
      facts: { device: deviceId, by: way },
    })
    return { id, nameMasked: person.nameMasked, isMinor: person.isMinor }
  })

/** The visit of this machine, its row locked, for as long again. Refuses one that is over, and one of another machine. */
export async function visitNow(house: House, tx: Tx, caller: Caller, id: string): Promise<KioskVisit> {
  const [visit] = await run<KioskVisit>(
    tx,
    'select * from appointment.kiosk_visit where hospital_id = $1 and id = $2 and device_id = $3 for update',
    [caller.hospitalId, id, deviceIdOf(caller)],
  )
  if (visit === undefined) throw new Problem('not-found')
  if (visit.endedAt !== null || !isBefore(house.clock.now(), visit.endsAt)) throw new Problem('kiosk-visit-over')
  await run(tx, 'update appointment.kiosk_visit set ends_at = $3 where hospital_id = $1 and id = $2', [
    caller.hospitalId,
    id,
    await endsAtFor(house),
  ])
  return visit
}

/** What somebody at a machine does, in one transaction with the visit's row. */
export const atKiosk = <T>(
  house: House,
  caller: Caller,
  visitId: string,
  act: (work: Work, visit: KioskVisit) => Promise<T>,
): Promise<T> => transact(house, caller, async work => act(work, await visitNow(house, work.tx, caller, visitId)))

/** Whoever stands here, for the head of the screen. */
export const whoIsThere = async (house: House, tx: Tx, visit: KioskVisit) => {
  const { nameMasked, isMinor } = await identifiedPatient(house, tx, visit.hospitalId, visit.patientId)
  return { id: visit.id, nameMasked, isMinor }
}

/** Who stands here, under every id that the records have: those that were merged too. */
export const peopleAt = (tx: Tx, visit: KioskVisit): Promise<readonly string[]> =>
  familyOf(tx, visit.hospitalId, visit.patientId)

/** Frees the place that was kept, where it is still only kept: no message goes out, nobody had it (占号放回). */
export async function releaseHeld(house: House, work: Work, visit: KioskVisit): Promise<boolean> {
  const { tx } = work
  if (visit.heldId === null) return false
  await run(tx, 'update appointment.kiosk_visit set held_id = null where hospital_id = $1 and id = $2', [
    visit.hospitalId,
    visit.id,
  ])
  const [held] = await run<AppointmentTable>(
    tx,
    `select * from appointment.appointment where hospital_id = $1 and id = $2 and status = 'held' for update`,
    [visit.hospitalId, visit.heldId],
  )
  if (held === undefined) return false
  await lapseHeld(house, work, held)
  return true
}

async function endVisit(house: House, work: Work, visit: KioskVisit, because: Because): Promise<void> {
  const released = await releaseHeld(house, work, visit)
  await run(
    work.tx,
    'update appointment.kiosk_visit set ended_at = $3, ended_because = $4 where hospital_id = $1 and id = $2',
    [visit.hospitalId, visit.id, house.clock.now().toString(), because],
  )
  work.tell({
    action: 'appointment.kiosk-ended',
    subject: { kind: 'kiosk-visit', id: visit.id },
    patientId: visit.patientId,
    facts: { device: visit.deviceId, because, released },
  })
}

async function endOfDevice(house: House, work: Work, deviceId: string, because: Because): Promise<number> {
  const visits = await run<KioskVisit>(
    work.tx,
    'select * from appointment.kiosk_visit where hospital_id = $1 and device_id = $2 and ended_at is null for update',
    [house.hospital.id, deviceId],
  )
  for (const visit of visits) await endVisit(house, work, visit, because)
  return visits.length
}

/** Whoever stood at this machine has left (清场): finished, gone away, or the page began anew. */
export const endKioskVisits =
  (house: House) => (caller: Caller, asked: { readonly because: 'finished' | 'left' | 'idle' | 'reload' }) =>
    transact(house, { ...caller, once: null }, async work => ({
      ended: await endOfDevice(house, work, deviceIdOf(caller), asked.because),
    }))

/** A machine that lost its power says nothing: its visit ends by the clock, and the kept place is free. */
export const kioskSweep: Sweep = {
  name: 'appointment: kiosks',
  every: 15,
  run: async (house, now) => {
    const caller = systemCaller(house.hospital.id)
    for (;;) {
      const ended = await transact(house, caller, async work => {
        const due = await run<KioskVisit>(
          work.tx,
          `select * from appointment.kiosk_visit where hospital_id = $1 and ended_at is null and ends_at <= $2
           order by ends_at, id limit ${AT_ONCE} for update skip locked`,
          [house.hospital.id, now.toString()],
        )
        for (const visit of due) await endVisit(house, work, visit, 'idle')
        return due.length
      })
      if (ended < AT_ONCE) return
    }
  },
}

import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { CHANNELS, ownQuota, quotasOf } from '../rules/quota.ts'
import { insertAppointment } from './insert-appointment.ts'
import { appointmentNumber } from './number.ts'
import { remindBefore, saveReservation } from './reservation-store.ts'
import type { ReservationTable } from './reservation-tables.ts'
import { giveBack, sqlInstant, takePlace } from './store.ts'

const AT_ONCE = 50
const TRIED = 20

/** Which slots of its week would do for reservation `r`: its doctor, its half-day, ahead, and no number of the patient there yet. */
const FITTING = `s.hospital_id = r.hospital_id and s.unit_id = r.unit_id and s.day between r.week and r.week + 6
  and (r.doctor_id is null or s.doctor_id = r.doctor_id) and (r.half_day is null or s.half_day = r.half_day)
  and s.stopped_at is null and s.starts_at > $2`
/** Looked up slot by slot (`offset 0`): a planner that has not counted the tables yet would read all places for each reservation. */
const hasFree = (quota: string): string =>
  `exists (select 1 from appointment.quota q where q.hospital_id = s.hospital_id and q.slot_id = s.id and ${quota}
     and q.booked + q.held + q.stopped < q.capacity and not q.is_stopped offset 0)`

/** The patient has no number of that half-day. */
const NO_NUMBER = `not exists (select 1 from appointment.appointment a where a.hospital_id = r.hospital_id and a.patient_id = r.patient_id
  and a.unit_id = s.unit_id and a.day = s.day and a.half_day = s.half_day
  and a.status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation'))`
/** Which share is kept for which channel. */
const OWN = CHANNELS.flatMap(channel => {
  const own = ownQuota(channel)
  return own === null ? [] : [[channel, own] as const]
})

/** In which part of the pool places have come. */
interface Where {
  readonly unitId: string
  readonly day: string
}

/**
 * Gives places to those who reserved (中长期预约转号, APT-10), the more urgent first, then who was there before. In the transaction that
 * publishes them, so that nobody is quicker; and by the sweep, for what was freed or reserved since. A row is placed once: it is locked,
 * and one that another transaction is at is left to it. Returns how many got one.
 */
export async function placeReserved(house: House, tx: Tx, where: Where | null): Promise<number> {
  const at = house.clock.now()
  const hospitalId = house.hospital.id
  const told: Entry[] = []
  const looked: string[] = []
  let placed = 0
  // One after the other, so that only who gets a place is locked: places that appear at the same moment elsewhere go to the others.
  for (;;) {
    const reservation = await nextReserved(tx, hospitalId, at, where, looked)
    if (reservation === null) break
    looked.push(reservation.id)
    placed += (await placeOne(house, tx, reservation, at, told)) ? 1 : 0
    if (looked.length >= AT_ONCE) break
  }
  if (told.length > 0) await house.journal.write(tx, systemCaller(hospitalId), told, at)
  return placed
}

/** The first in order for whom there is a place, locked, but for those looked at already. */
async function nextReserved(
  tx: Tx,
  hospitalId: string,
  at: Instant,
  where: Where | null,
  looked: readonly string[],
): Promise<ReservationTable | null> {
  const [next] = await run<ReservationTable>(
    tx,
    `select r.* from appointment.reservation r where r.hospital_id = $1 and r.status in ('reserved', 'to_call')
       and ($3::uuid is null or (r.unit_id = $3 and $4::date between r.week and r.week + 6)) and r.id <> all($7::uuid[])
       and exists (select 1 from appointment.slot s where ${FITTING} and ${NO_NUMBER} and ${hasFree(
         `(q.quota = 'open' or (r.channel, q.quota) in (select * from unnest($5::text[], $6::text[])))`,
       )} offset 0)
     order by r.urgency, r.made_at, r.id limit 1 for update of r skip locked`,
    [
      hospitalId,
      at.toString(),
      where?.unitId ?? null,
      where?.day ?? null,
      OWN.map(([channel]) => channel),
      OWN.map(([, own]) => own),
      looked,
    ],
  )
  return next ?? null
}

/** The first slot of the week that has a place for this reservation becomes its booking. */
export async function placeOne(
  house: House,
  tx: Tx,
  reservation: ReservationTable,
  at: Instant,
  told: Entry[],
): Promise<boolean> {
  const quotas = quotasOf(reservation.channel)
  const slots = await run<{ id: string; day: string }>(
    tx,
    `select s.id, s.day from appointment.reservation r join appointment.slot s on ${FITTING}
     where r.hospital_id = $1 and r.id = $3
       and ${hasFree('q.quota = any($4)')}
       and ${NO_NUMBER}
     order by s.starts_at, s.id limit ${TRIED}`,
    [reservation.hospitalId, at.toString(), reservation.id, quotas],
  )
  for (const slot of slots) if (await placeOn(house, tx, reservation, slot, at, told)) return true
  return false
}

/** Takes a place of one slot for the reservation; false where there is none, or the patient has a number of that half-day. */
export async function placeOn(
  house: House,
  tx: Tx,
  reservation: ReservationTable,
  slot: { readonly id: string; readonly day: string },
  at: Instant,
  told: Entry[],
  byPerson = false,
): Promise<boolean> {
  const { hospitalId, patientId, unitId } = reservation
  const quota = await takePlace(tx, hospitalId, slot.id, quotasOf(reservation.channel), 'booked')
  if (quota === null) return false
  const id = house.ids.next()
  const number = await appointmentNumber(house, hospitalId, at)
  const given = await insertAppointment(tx, hospitalId, {
    id,
    number,
    slotId: slot.id,
    quota,
    channel: reservation.channel,
    patientId,
    patientMasked: reservation.patientMasked,
    contactWay: reservation.contactWay,
    madeBy: reservation.madeBy,
    madeAt: at,
  })
  if (!given) {
    await giveBack(tx, hospitalId, slot.id, quota, 'booked')
    return false
  }
  const version = await saveReservation(tx, reservation, {
    status: 'booked',
    appointmentId: id,
    closedAt: sqlInstant(at),
  })
  await remindBefore(house, tx, reservation, slot.day)
  told.push(
    {
      action: 'appointment.booked',
      subject: { kind: 'appointment', id },
      version: 1,
      patientId,
      unitId,
      facts: { number, slot: slot.id, channel: reservation.channel },
    } as Entry,
    {
      action: 'appointment.reservation-placed',
      subject: { kind: 'reservation', id: reservation.id },
      version,
      patientId,
      unitId,
      facts: { unit: unitId, week: reservation.week, slot: slot.id, byPerson },
    } as Entry,
  )
  return true
}

import { type Instant, isBefore } from '#kernel/time.ts'
import { quietEnd } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { channelsOf, isKept, type Quota } from '../rules/quota.ts'
import { offerUntil as offerEnd, passedOver, type WaitingUrgency } from '../rules/waiting.ts'
import { waitingPolicy } from '../settings.ts'
import { appointmentNumber } from './number.ts'
import { placeFreed } from './sold-out.ts'
import { type Counter, giveBack, sqlInstant, takePlace } from './store.ts'
import type { AppointmentTable, SlotTable, WaitingTable } from './tables.ts'

type Place = Pick<AppointmentTable, 'hospitalId' | 'slotId' | 'quota'>

/**
 * Gives a place back, and offers it in the same transaction to the first who waits for it (候补, APT-14): so nobody takes it in
 * between, and it is offered once. Where nobody waits it is free for those whom its share is for: all, after its release.
 */
export async function freePlace(
  house: House,
  tx: Tx,
  place: Place,
  from: Counter,
  tell: (entry: Entry) => void,
): Promise<void> {
  const isOver = await isReleased(tx, place, house.clock.now())
  await giveBack(tx, place.hospitalId, place.slotId, place.quota, from)
  if (isOver) await openToAll(tx, place)
  placeFreed(house)
  await offerNext(house, tx, isOver ? { ...place, quota: 'open' } : place, tell)
}

/** Was the share of a place opened to all already (配额释放)? Locks what is then changed, in the order in which bookings lock it. */
async function isReleased(tx: Tx, place: Place, at: Instant): Promise<boolean> {
  if (!isKept(place.quota)) return false
  const shares = await run<{ quota: Quota; releaseAt: Instant | null; isStopped: boolean }>(
    tx,
    `select quota, release_at, is_stopped from appointment.quota
     where hospital_id = $1 and slot_id = $2 and quota in ($3, 'open') order by quota for update`,
    [place.hospitalId, place.slotId, place.quota],
  )
  const own = shares.find(share => share.quota === place.quota)
  if (own === undefined || own.isStopped || shares.length < 2) return false
  return own.releaseAt === null || !isBefore(at, own.releaseAt)
}

/** A place that was freed in a share after its release belongs to everybody, as the rest of it did. */
const openToAll = (tx: Tx, place: Place): Promise<unknown> =>
  run(
    tx,
    `update appointment.quota set capacity = capacity + case when quota = 'open' then 1 else -1 end
     where hospital_id = $1 and slot_id = $2 and quota in ($3, 'open')`,
    [place.hospitalId, place.slotId, place.quota],
  )

/**
 * Offers a free place of a slot to the first who waits, may have it, and has not been asked for this slot before; false where nobody
 * does, or none is free. What is kept for some is offered to those alone until its release: of the primary-care share (社区号源) to referrals.
 */
export async function offerNext(house: House, tx: Tx, place: Place, tell: (entry: Entry) => void): Promise<boolean> {
  const at = house.clock.now()
  const slot = await tx
    .selectFrom('appointment.slot')
    .selectAll()
    .where('hospitalId', '=', place.hospitalId)
    .where('id', '=', place.slotId)
    .executeTakeFirstOrThrow()
  if (slot.stoppedAt !== null) return false
  const [policy, quiet] = await Promise.all([
    house.settings.at(place.hospitalId, waitingPolicy, at),
    quietEnd(house, at),
  ])
  const offerUntil = offerEnd(at, slot.startsAt, quiet, policy.value)
  if (offerUntil === null) return false
  const first = await firstWaiting(tx, slot, place.quota)
  if (first === null) return false
  const quota = await takePlace(tx, place.hospitalId, place.slotId, [place.quota], 'held')
  if (quota === null) return false
  const number = await appointmentNumber(house, place.hospitalId, at)
  const id = house.ids.next()
  const made = await run(
    tx,
    `insert into appointment.appointment (hospital_id, id, number, slot_id, quota, session_id, unit_id, doctor_id, day, half_day, starts_at,
       ends_at, channel, status, patient_id, patient_masked, contact_way, read_back, consent, made_by, made_at, hold_until, is_doubled,
       changes, referral_id, version)
     select s.hospital_id, $3, $4, s.id, $5, s.session_id, s.unit_id, s.doctor_id, s.day, s.half_day, s.starts_at, s.ends_at, w.channel, 'held',
       w.patient_id, w.patient_masked, w.contact_way, true, true, w.made_by, $6, $7, false, 0, w.referral_id, 1
     from appointment.slot s, appointment.waiting w
     where s.hospital_id = $1 and s.id = $2 and w.hospital_id = $1 and w.id = $8 on conflict do nothing returning id`,
    [place.hospitalId, slot.id, id, number, quota, at.toString(), offerUntil.toString(), first.id],
  )
  if (made.length === 0) {
    // The patient was given a number of that half-day in this moment: the place is for the next.
    await giveBack(tx, place.hospitalId, slot.id, quota, 'held')
    return offerNext(house, tx, place, tell)
  }
  const others = first.isReferred ? await waitingFor(tx, slot, place.quota, 'limit 20') : []
  const before = passedOver(waiterOf(first), others.filter(one => one.id !== first.id).map(waiterOf))
  await run(
    tx,
    'insert into appointment.offer (hospital_id, waiting_id, slot_id, offered_at, before_id) values ($1, $2, $3, $4, $5)',
    [place.hospitalId, first.id, slot.id, at.toString(), before?.id ?? null],
  )
  await tx
    .updateTable('appointment.waiting')
    .set({ status: 'offered', appointmentId: id, offerUntil: sqlInstant(offerUntil), version: first.version + 1 })
    .where('hospitalId', '=', place.hospitalId)
    .where('id', '=', first.id)
    .execute()
  tell({
    action: 'appointment.offered',
    subject: { kind: 'appointment', id },
    version: 1,
    patientId: first.patientId,
    unitId: slot.unitId,
    facts: { slot: slot.id, waiting: first.id, until: offerUntil.toString(), referralFirst: before !== null },
  })
  return true
}

const waiterOf = (row: WaitingTable) => ({ ...row, urgency: row.urgency as WaitingUrgency })

/**
 * The first in order, locked. Nobody else is: places that are freed at the same moment go to those behind. A row that another transaction
 * is at is left to it.
 */
const firstWaiting = async (tx: Tx, slot: SlotTable, quota: Quota): Promise<WaitingTable | null> =>
  (await waitingFor(tx, slot, quota, 'limit 1 for update skip locked'))[0] ?? null

/** Those whose wish fits the slot and whom its share is for, in their order. */
const waitingFor = (tx: Tx, slot: SlotTable, quota: Quota, which: string): Promise<WaitingTable[]> =>
  run<WaitingTable>(
    tx,
    `select w.* from appointment.waiting w
     where w.hospital_id = $1 and w.unit_id = $2 and w.status = 'waiting' and $3::date between w.day_from and w.day_to
       and (w.doctor_id is null or w.doctor_id = $4) and (w.half_day is null or w.half_day = $5)
       and case when $7 = 'primary-care' then w.is_referred else w.channel = any($8) end
       and not exists (select 1 from appointment.offer o where o.hospital_id = w.hospital_id and o.waiting_id = w.id and o.slot_id = $6)
       and not exists (select 1 from appointment.appointment a where a.hospital_id = w.hospital_id and a.patient_id = w.patient_id
         and a.unit_id = w.unit_id and a.day = $3::date and a.half_day = $5
         and a.status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation'))
     order by w.urgency, w.is_referred desc, w.made_at, w.id ${which}`,
    [slot.hospitalId, slot.unitId, slot.day, slot.doctorId, slot.halfDay, slot.id, quota, channelsOf(quota)],
  )

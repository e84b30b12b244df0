import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { noShowPolicy, reminderPolicy } from '../settings.ts'
import { freePlace, offerNext } from './free-place.ts'
import { placeFreed } from './sold-out.ts'
import type { AppointmentTable } from './tables.ts'
import { waitOn } from './wait-on.ts'

const AT_ONCE = 200

type Ended = Pick<AppointmentTable, 'id' | 'slotId' | 'unitId' | 'patientId' | 'version'>

/** Runs `some` in transactions of so many rows, until none is left. */
async function each(house: House, some: (tx: Tx, tell: (entry: Entry) => void) => Promise<number>): Promise<void> {
  const caller = systemCaller(house.hospital.id)
  for (;;) if ((await transact(house, caller, ({ tx, tell }) => some(tx, tell))) < AT_ONCE) return
}

/** Places kept too long are free again, or offered to the next who waits (占号超时、邀约过期): a row another process is at is left to it. */
export const lapseSweep: Sweep = {
  name: 'appointment: holds',
  every: 5,
  run: (house, now) =>
    each(house, async (tx, tell) => {
      const lapsed = await run<AppointmentTable>(
        tx,
        `update appointment.appointment a set status = 'lapsed', closed_at = a.hold_until, version = version + 1
         from (select id from appointment.appointment where hospital_id = $1 and status = 'held' and hold_until <= $2
               order by hold_until, id limit ${AT_ONCE} for update skip locked) due
         where a.hospital_id = $1 and a.id = due.id returning a.*`,
        [house.hospital.id, now.toString()],
      )
      for (const one of lapsed) {
        const offered = await waitOn(house, tx, one)
        if (offered) tell(ended('appointment.offer-ended', one, { slot: one.slotId, because: 'lapsed' }))
        else tell(ended('appointment.lapsed', one, { slot: one.slotId }))
        await freePlace(house, tx, one, 'held', tell)
      }
      return lapsed.length
    }),
}

/** What was kept for some and is not taken is opened to all, at its time (配额释放, APT-02). */
export const releaseSweep: Sweep = {
  name: 'appointment: quotas',
  every: 30,
  run: (house, now) =>
    each(house, async (tx, tell) => {
      // Locked first, and changed by another statement: it begins with what stands there then (see `give-places.ts`).
      const released = await run<{ slotId: string; quota: string; places: number }>(
        tx,
        `select slot_id, quota, capacity - booked - held - stopped as places from appointment.quota
         where hospital_id = $1 and release_at <= $2 order by release_at, slot_id, quota limit ${AT_ONCE} for update skip locked`,
        [house.hospital.id, now.toString()],
      )
      if (released.length === 0) return 0
      await run(
        tx,
        `with due as (select * from unnest($2::uuid[], $3::text[], $4::int[]) as d (slot_id, quota, places)), closed as (
           update appointment.quota q set capacity = q.capacity - due.places, release_at = null
           from due where q.hospital_id = $1 and q.slot_id = due.slot_id and q.quota = due.quota
         )
         update appointment.quota q set capacity = q.capacity + d.places
         from (select slot_id, sum(places) as places from due group by slot_id) d
         where q.hospital_id = $1 and q.slot_id = d.slot_id and q.quota = 'open'`,
        [
          house.hospital.id,
          released.map(one => one.slotId),
          released.map(one => one.quota),
          released.map(one => one.places),
        ],
      )
      placeFreed(house)
      for (const one of released) {
        if (one.places === 0) continue
        tell({
          action: 'appointment.quota-released',
          subject: { kind: 'slot', id: one.slotId },
          facts: { slot: one.slotId, quota: one.quota, places: one.places },
        })
        const place = { hospitalId: house.hospital.id, slotId: one.slotId, quota: 'open' as const }
        for (let n = 0; n < one.places; n += 1) if (!(await offerNext(house, tx, place, tell))) break
      }
      return released.length
    }),
}

/** Who was booked and did not check in by the end of the slot and some minutes is a no-show (爽约, APT-15): a fact, no ban. */
export const noShowSweep: Sweep = {
  name: 'appointment: no-shows',
  every: 60,
  run: async (house, now) => {
    const { graceMinutes } = (await house.settings.at(house.hospital.id, noShowPolicy, now)).value
    return each(house, async (tx, tell) => {
      const missed = await markNoShows(tx, house.hospital.id, now.subtract({ minutes: graceMinutes }), now)
      for (const one of missed) tell(ended('appointment.no-show', one, { slot: one.slotId, unit: one.unitId }))
      return missed.length
    })
  },
}

const markNoShows = (tx: Tx, hospitalId: string, endedBy: Instant, at: Instant): Promise<Ended[]> =>
  run<Ended>(
    tx,
    `update appointment.appointment a set status = 'no_show', closed_at = $3, version = version + 1
     from (select id from appointment.appointment where hospital_id = $1 and status in ('booked', 'notified') and ends_at <= $2
           order by ends_at, id limit ${AT_ONCE} for update skip locked) due
     where a.hospital_id = $1 and a.id = due.id returning a.id, a.slot_id, a.unit_id, a.patient_id, a.version`,
    [hospitalId, endedBy.toString(), at.toString()],
  )

/** The day before, each booking is said once more (就诊提醒, APT-06): the listener of the event sends the message. */
export const reminderSweep: Sweep = {
  name: 'appointment: reminders',
  every: 300,
  run: async (house, now) => {
    const { hour } = (await house.settings.at(house.hospital.id, reminderPolicy, now)).value
    const local = now.toZonedDateTimeISO(house.hospital.zone)
    if (local.hour < hour) return
    const tomorrow = local.startOfDay().add({ days: 1 })
    return each(house, async (tx, tell) => {
      const due = await run<Ended>(
        tx,
        `update appointment.appointment a set reminded_at = $4
         from (select id from appointment.appointment where hospital_id = $1 and status in ('booked', 'notified')
                 and ends_at > $2 and ends_at <= $3 and reminded_at is null order by ends_at, id limit ${AT_ONCE} for update skip locked) due
         where a.hospital_id = $1 and a.id = due.id returning a.id, a.slot_id, a.unit_id, a.patient_id, a.version`,
        [
          house.hospital.id,
          tomorrow.toInstant().toString(),
          tomorrow.add({ days: 1 }).toInstant().toString(),
          now.toString(),
        ],
      )
      for (const one of due) tell(ended('appointment.reminded', one, { slot: one.slotId }))
      return due.length
    })
  },
}

const ended = <
  A extends 'appointment.lapsed' | 'appointment.no-show' | 'appointment.offer-ended' | 'appointment.reminded',
>(
  action: A,
  one: Ended,
  facts: Entry<A>['facts'],
): Entry =>
  ({
    action,
    subject: { kind: 'appointment', id: one.id },
    version: one.version,
    patientId: one.patientId,
    unitId: one.unitId,
    facts,
  }) as Entry

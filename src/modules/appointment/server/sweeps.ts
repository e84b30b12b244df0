import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { noShowPolicy } from '../settings.ts'
import type { AppointmentTable } from './tables.ts'

const AT_ONCE = 200

type Ended = Pick<AppointmentTable, 'id' | 'slotId' | 'unitId' | 'patientId' | 'version'>

/** Runs `some` in transactions of so many rows, until none is left. */
async function each(house: House, some: (tx: Tx, tell: (entry: Entry) => void) => Promise<number>): Promise<void> {
  const caller = systemCaller(house.hospital.id)
  for (;;) if ((await transact(house, caller, ({ tx, tell }) => some(tx, tell))) < AT_ONCE) return
}

/** Places kept too long are free again (占号超时): a row another process is at is left to it. */
export const lapseSweep: Sweep = {
  name: 'appointment: holds',
  every: 5,
  run: (house, now) =>
    each(house, async (tx, tell) => {
      const lapsed = await run<Ended>(
        tx,
        `with due as (
           select id from appointment.appointment where hospital_id = $1 and status = 'held' and hold_until <= $2
           order by hold_until, id limit ${AT_ONCE} for update skip locked
         ), lapsed as (
           update appointment.appointment a set status = 'lapsed', closed_at = a.hold_until, version = version + 1
           from due where a.hospital_id = $1 and a.id = due.id returning a.id, a.slot_id, a.quota, a.unit_id, a.patient_id, a.version
         ), freed as (
           update appointment.quota q set held = q.held - l.count, stopped = q.stopped + case when q.is_stopped then l.count else 0 end
           from (select slot_id, quota, count(*) as count from lapsed group by 1, 2) l
           where q.hospital_id = $1 and q.slot_id = l.slot_id and q.quota = l.quota
         )
         select id, slot_id, unit_id, patient_id, version from lapsed`,
        [house.hospital.id, now.toString()],
      )
      for (const one of lapsed) tell(ended('appointment.lapsed', one, { slot: one.slotId }))
      return lapsed.length
    }),
}

/** What was kept for some and is not taken is opened to all, at its time (配额释放, APT-02). */
export const releaseSweep: Sweep = {
  name: 'appointment: quotas',
  every: 30,
  run: (house, now) =>
    each(house, async (tx, tell) => {
      const released = await run<{ slotId: string; quota: string; places: number }>(
        tx,
        `with due as (
           select slot_id, quota, capacity - booked - held - stopped as places from appointment.quota
           where hospital_id = $1 and release_at <= $2 order by release_at, slot_id, quota limit ${AT_ONCE} for update skip locked
         ), closed as (
           update appointment.quota q set capacity = q.capacity - due.places, release_at = null
           from due where q.hospital_id = $1 and q.slot_id = due.slot_id and q.quota = due.quota
         ), opened as (
           update appointment.quota q set capacity = q.capacity + d.places
           from (select slot_id, sum(places) as places from due group by slot_id) d
           where q.hospital_id = $1 and q.slot_id = d.slot_id and q.quota = 'open'
         )
         select slot_id, quota, places from due`,
        [house.hospital.id, now.toString()],
      )
      for (const one of released)
        if (one.places > 0)
          tell({
            action: 'appointment.quota-released',
            subject: { kind: 'slot', id: one.slotId },
            facts: { slot: one.slotId, quota: one.quota, places: one.places },
          })
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

const ended = <A extends 'appointment.lapsed' | 'appointment.no-show'>(
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

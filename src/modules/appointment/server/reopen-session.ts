import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { mustFollow, saveSession, sessionById } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Quota } from '../rules/quota.ts'
import { listPolicy, quotaPlan } from '../settings.ts'
import { forgetNextFree } from './next-free.ts'
import { offerNext } from './free-place.ts'
import { settleStop } from './settle-stop.ts'
import { placeFreed } from './sold-out.ts'

interface Back {
  readonly id: string
  readonly slotId: string
  readonly quota: Quota
  readonly patientId: string
  readonly version: number
}

/**
 * Opens a stopped session again (恢复出诊): whoever was not given another time keeps the own one, and what is left of the places is free
 * in every channel; what is kept for some is opened to all at its time, as before.
 */
export const reopenSession =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly reason: string }) => {
    const at = house.clock.now()
    const [{ value: plan }, { value: list }] = await Promise.all([
      house.settings.at(caller.hospitalId, quotaPlan, at),
      house.settings.at(caller.hospitalId, listPolicy, at),
    ])
    const done = await transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const session = await sessionById(tx, hospitalId, asked.id)
      if (session === undefined) throw new Problem('session-unknown')
      mustFollow(session.state, 'open')
      const state = session.seenBy === session.doctorId ? 'open' : 'substituted'
      await saveSession(tx, hospitalId, { ...session, state, reason: null })
      await run(
        tx,
        'update appointment.slot set stopped_at = null where hospital_id = $1 and session_id = $2 and stopped_at is not null',
        [hospitalId, session.id],
      )
      // The shares first, in their order: they are what a booking waits for.
      await run(
        tx,
        `update appointment.quota q set is_stopped = false, stopped = 0,
         release_at = mine.starts_at - make_interval(mins => case when mine.quota not in ('open', 'extra') then coalesce(
           (select p.minutes from unnest($3::text[], $4::int[]) as p (quota, minutes) where p.quota = mine.quota), $5) end)
       from (select q.slot_id, q.quota, s.starts_at from appointment.quota q
             join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
             where q.hospital_id = $1 and s.session_id = $2 and q.is_stopped order by q.slot_id, q.quota for update of q) mine
       where q.hospital_id = $1 and q.slot_id = mine.slot_id and q.quota = mine.quota`,
        [hospitalId, session.id, plan.map(one => one.quota), plan.map(one => one.releaseMinutes), list.releaseMinutes],
      )
      placeFreed(house)
      const back = await run<Back>(
        tx,
        `update appointment.appointment a set status = 'booked', version = a.version + 1
       where a.hospital_id = $1 and a.unit_id = $2 and a.day = $3::date and a.session_id = $4 and a.status = 'stopped'
       returning a.id, a.slot_id, a.quota, a.patient_id, a.version`,
        [hospitalId, session.unitId, session.day, session.id],
      )
      await run(
        tx,
        `update appointment.quota q set booked = q.booked + b.count
       from (select slot_id, quota, count(*)::int as count from unnest($2::uuid[], $3::text[]) as b (slot_id, quota) group by 1, 2) b
       where q.hospital_id = $1 and q.slot_id = b.slot_id and q.quota = b.quota`,
        [hospitalId, back.map(one => one.slotId), back.map(one => one.quota)],
      )
      tell({
        action: 'appointment.session-reopened',
        subject: { kind: 'session', id: session.id },
        unitId: session.unitId,
        facts: { session: session.id, unit: session.unitId, bookings: back.length },
        detail: { reason: asked.reason },
      })
      for (const one of back) {
        tell({
          action: 'appointment.moved',
          subject: { kind: 'appointment', id: one.id },
          version: one.version,
          patientId: one.patientId,
          unitId: session.unitId,
          facts: { from: one.slotId, to: one.slotId, byPatient: false },
        })
        await settleStop(tx, house, caller, one.id, 'moved', tell)
      }
      // Who was here when it was stopped kept the place, and is not cancelled.
      for (const { appointmentId } of await stillHere(tx, hospitalId, session.id))
        await settleStop(tx, house, caller, appointmentId, 'moved', tell)
      await offerWhatIsFree(house, tx, hospitalId, session.id, tell)
      return { id: session.id, bookings: back.length }
    })
    forgetNextFree(house)
    return done
  }

const stillHere = (tx: Tx, hospitalId: string, sessionId: string): Promise<{ appointmentId: string }[]> =>
  run(
    tx,
    `select k.appointment_id from appointment.stop_contact k
     join appointment.stop_case c on c.hospital_id = k.hospital_id and c.id = k.case_id
     where k.hospital_id = $1 and c.session_id = $2 and c.closed_at is null and k.was_here and k.outcome is null order by 1`,
    [hospitalId, sessionId],
  )

/** Who waits for such a place is asked before it is everybody's. */
async function offerWhatIsFree(
  house: House,
  tx: Tx,
  hospitalId: string,
  sessionId: string,
  tell: (entry: Entry) => void,
): Promise<void> {
  const free = await run<{ slotId: string; quota: Quota; places: number }>(
    tx,
    `select q.slot_id, q.quota, (q.capacity - q.booked - q.held)::int as places from appointment.quota q
     join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
     where q.hospital_id = $1 and s.session_id = $2 and q.capacity > q.booked + q.held order by s.starts_at, q.quota`,
    [hospitalId, sessionId],
  )
  for (const { slotId, quota, places } of free)
    for (let n = 0; n < places; n += 1) await offerNext(house, tx, { hospitalId, slotId, quota }, tell)
}

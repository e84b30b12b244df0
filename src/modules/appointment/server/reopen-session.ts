import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { mustBeFreeFor, mustFollow, saveSession, type Session, sessionById } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Quota } from '../rules/quota.ts'
import { listPolicy, quotaPlan } from '../settings.ts'
import { forgetNextFree } from './next-free.ts'
import { offerWhatIsFree } from './offer-free.ts'
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
    const [plan, lists] = await Promise.all([
      house.settings.at(caller.hospitalId, quotaPlan, at),
      house.settings.at(caller.hospitalId, listPolicy, at),
    ])
    const done = await transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const session = await sessionById(tx, hospitalId, asked.id)
      if (session === undefined) throw new Problem('session-unknown')
      mustFollow(session.state, 'open')
      if (!isBefore(at, session.toAt)) throw new Problem('session-over')
      await mustBeFreeFor(tx, hospitalId, session, session.seenBy)
      const state = session.seenBy === session.doctorId ? 'open' : 'substituted'
      await saveSession(tx, hospitalId, { ...session, state, reason: null })
      await run(
        tx,
        'update appointment.slot set stopped_at = null where hospital_id = $1 and session_id = $2 and stopped_at is not null',
        [hospitalId, session.id],
      )
      // The shares first, in their order: they are what a booking waits for. An extra number was one patient's: there is no more of it
      // than who keeps it.
      await run(
        tx,
        `update appointment.quota q set is_stopped = false, stopped = 0, capacity = case when q.quota = 'extra' then q.booked else q.capacity end,
         release_at = case when q.quota not in ('open', 'extra') then mine.starts_at - make_interval(mins => coalesce(
           (select p.minutes from unnest($3::text[], $4::int[]) as p (quota, minutes) where p.quota = mine.quota), $5)) end
       from (select q.slot_id, q.quota, s.starts_at from appointment.quota q
             join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
             where q.hospital_id = $1 and s.session_id = $2 and q.is_stopped order by q.slot_id, q.quota for update of q) mine
       where q.hospital_id = $1 and q.slot_id = mine.slot_id and q.quota = mine.quota`,
        [
          hospitalId,
          session.id,
          plan.value.map(one => one.quota),
          plan.value.map(one => one.releaseMinutes),
          lists.value.releaseMinutes,
        ],
      )
      placeFreed(house)
      const { back, elsewhere } = await comeBack(tx, hospitalId, session, at)
      await run(
        tx,
        `update appointment.quota q set booked = q.booked + b.count, capacity = q.capacity + case when q.quota = 'extra' then b.count else 0 end
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
      for (const one of elsewhere) {
        tell({
          action: 'appointment.cancelled',
          subject: { kind: 'appointment', id: one.id },
          version: one.version,
          patientId: one.patientId,
          unitId: session.unitId,
          facts: { slot: one.slotId, by: 'hospital' },
        })
        await settleStop(tx, house, caller, one.id, 'cancelled', tell)
      }
      await offerWhatIsFree(house, tx, session.id, tell)
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

/**
 * Whoever has no answer yet has the own time again. Not who took another number of that half-day meanwhile: that one is kept, and the one that
 * was stopped is over. Nor whose time is past: that one stays with the case, and is nobody's no-show.
 */
async function comeBack(tx: Tx, hospitalId: string, session: Session, at: Instant) {
  const rows = await run<Back & { readonly status: 'booked' | 'cancelled_by_hospital' }>(
    tx,
    `update appointment.appointment a set version = a.version + 1, status = b.status,
       closed_at = case when b.status = 'booked' then null else $5::timestamptz end
     from (select s.id, case when not s.is_doubled and exists (select from appointment.appointment o where o.hospital_id = s.hospital_id
               and o.patient_id = s.patient_id and o.day = s.day and o.half_day = s.half_day and o.unit_id = s.unit_id and not o.is_doubled
               and o.status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation')) then 'cancelled_by_hospital' else 'booked' end as status
           from appointment.appointment s where s.hospital_id = $1 and s.unit_id = $2 and s.day = $3::date and s.session_id = $4
             and s.status = 'stopped' and s.ends_at > $5::timestamptz for update of s) b
     where a.hospital_id = $1 and a.id = b.id returning a.id, a.slot_id, a.quota, a.patient_id, a.version, a.status`,
    [hospitalId, session.unitId, session.day, session.id, at.toString()],
  )
  return {
    back: rows.filter(one => one.status === 'booked'),
    elsewhere: rows.filter(one => one.status !== 'booked'),
  }
}

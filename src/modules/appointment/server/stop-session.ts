import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { mustFollow, saveSession, sessionById } from '#modules/directory/index.ts'
import { endTasks } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { stopPolicy } from '../settings.ts'
import { endStopped, mustWaitForAnswer } from './end-stopped.ts'
import { forgetNextFree } from './next-free.ts'
import { settleStop } from './settle-stop.ts'
import { load } from './store.ts'

interface Stopped {
  readonly id: string
  readonly slotId: string
  readonly patientId: string
  readonly version: number
  readonly wasHeld: boolean
}

/**
 * Stops a session (停诊, DIR-02, APT-13): no channel sees it from that moment, what was only kept is given up, and every booked patient
 * becomes a contact to be answered, and so does who has checked in already. The case is open until the last of them has an outcome.
 */
export const stopSession =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const at = house.clock.now().toString()
      const session = await sessionById(tx, hospitalId, asked.id)
      if (session === undefined) throw new Problem('session-unknown')
      mustFollow(session.state, 'stopped')
      await saveSession(tx, hospitalId, { ...session, state: 'stopped', reason: asked.reason })
      await run(
        tx,
        'update appointment.slot set stopped_at = $3 where hospital_id = $1 and session_id = $2 and stopped_at is null',
        [hospitalId, session.id, at],
      )
      // The shares first: they are what a booking waits for.
      await run(
        tx,
        `update appointment.quota q set is_stopped = true, stopped = capacity, booked = 0, held = 0, release_at = null
       from (select q.slot_id, q.quota from appointment.quota q join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
             where q.hospital_id = $1 and s.session_id = $2 order by q.slot_id, q.quota for update of q) mine
       where q.hospital_id = $1 and q.slot_id = mine.slot_id and q.quota = mine.quota`,
        [hospitalId, session.id],
      )
      const stopped = await run<Stopped>(
        tx,
        `update appointment.appointment a set status = case when a.status = 'held' then 'lapsed' else 'stopped' end,
         closed_at = case when a.status = 'held' then $3::timestamptz end, version = a.version + 1
       from (select id, status from appointment.appointment where hospital_id = $1 and unit_id = $4 and day = $5::date
               and session_id = $2 and status in ('held', 'booked', 'notified') for update) b
       where a.hospital_id = $1 and a.id = b.id
       returning a.id, a.slot_id, a.patient_id, a.version, b.status = 'held' as was_held`,
        [hospitalId, session.id, at, session.unitId, session.day],
      )
      // Whoever was here already, or did not come, has had a place that is not stopped.
      await run(
        tx,
        `update appointment.quota q set booked = v.visits, stopped = q.capacity - v.visits
         from (select slot_id, quota, count(*) as visits from appointment.appointment where hospital_id = $1 and unit_id = $3 and day = $4::date
                 and session_id = $2 and status in ('checked_in', 'in_consultation', 'completed', 'left', 'no_show') group by 1, 2) v
         where q.hospital_id = $1 and q.slot_id = v.slot_id and q.quota = v.quota`,
        [hospitalId, session.id, session.unitId, session.day],
      )
      const id = house.ids.next()
      const booked = stopped.filter(one => !one.wasHeld)
      // Who checked in stays checked in until there is an answer (05-state-machines §3).
      const here = await run<Omit<Stopped, 'wasHeld'>>(
        tx,
        `select id, slot_id, patient_id, version from appointment.appointment where hospital_id = $1 and unit_id = $3 and day = $4::date
           and session_id = $2 and status = 'checked_in' order by id for update`,
        [hospitalId, session.id, session.unitId, session.day],
      )
      const contacts = [...here, ...booked]
      await run(
        tx,
        `insert into appointment.stop_case (hospital_id, id, session_id, unit_id, doctor_id, day, half_day, reason, stopped_by, stopped_at, closed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          hospitalId,
          id,
          session.id,
          session.unitId,
          session.seenBy,
          session.day,
          session.halfDay,
          asked.reason,
          caller.personId,
          at,
          contacts.length === 0 ? at : null,
        ],
      )
      await run(
        tx,
        `insert into appointment.stop_contact (hospital_id, case_id, appointment_id, slot_id, was_here, attempts)
         select $1, $2, b.id, b.slot_id, b.was_here, 0 from unnest($3::uuid[], $4::uuid[], $5::boolean[]) as b(id, slot_id, was_here)`,
        [
          hospitalId,
          id,
          contacts.map(one => one.id),
          contacts.map(one => one.slotId),
          contacts.map((_, n) => n < here.length),
        ],
      )
      await takeOffersBack(house, tx, stopped, tell)
      tell({
        action: 'appointment.session-stopped',
        subject: { kind: 'session', id: session.id },
        unitId: session.unitId,
        facts: {
          session: session.id,
          unit: session.unitId,
          bookings: contacts.length,
          case: id,
          ...(here.length > 0 && { here: here.length }),
        },
        detail: { reason: asked.reason },
      })
      for (const [n, one] of contacts.entries())
        tell({
          action: n < here.length ? 'appointment.stopped-here' : 'appointment.stopped',
          subject: { kind: 'appointment', id: one.id },
          version: one.version,
          patientId: one.patientId,
          unitId: session.unitId,
          facts: { slot: one.slotId, case: id },
        })
      forgetNextFree(house)
      return { id, bookings: contacts.length }
    })

/** Whoever was offered a place of the session waits on; the place is no more. */
async function takeOffersBack(
  house: House,
  tx: Tx,
  stopped: readonly Stopped[],
  tell: (entry: Entry) => void,
): Promise<void> {
  const held = stopped.filter(one => one.wasHeld)
  if (held.length === 0) return
  const back = await run<{ appointmentId: string; unitId: string }>(
    tx,
    `with mine as (
       select id, appointment_id from appointment.waiting where hospital_id = $1 and appointment_id = any($2) and status = 'offered' for update
     )
     update appointment.waiting w set status = 'waiting', appointment_id = null, offer_until = null, version = w.version + 1
     from mine where w.hospital_id = $1 and w.id = mine.id returning mine.appointment_id, w.unit_id`,
    [house.hospital.id, held.map(one => one.id)],
  )
  for (const one of held) {
    const offer = back.find(row => row.appointmentId === one.id)
    if (offer === undefined) continue
    await endTasks(house)(tx, { kind: 'appointment', id: one.id })
    tell({
      action: 'appointment.offer-ended',
      subject: { kind: 'appointment', id: one.id },
      version: one.version,
      patientId: one.patientId,
      unitId: offer.unitId,
      facts: { slot: one.slotId, because: 'stopped' },
    })
  }
}

/** One more call in vain; after so many the patient counts as not reached, and the booking is cancelled by the hospital. */
export const noteStopAttempt = (house: House) => async (caller: Caller, asked: { readonly appointmentId: string }) => {
  const { attempts } = (await house.settings.at(caller.hospitalId, stopPolicy, house.clock.now())).value
  return transact(house, caller, async ({ tx, tell }) => {
    const [contact] = await run<{ caseId: string; attempts: number }>(
      tx,
      `update appointment.stop_contact set attempts = attempts + 1 where hospital_id = $1 and appointment_id = $2 and outcome is null
       returning case_id, attempts`,
      [caller.hospitalId, asked.appointmentId],
    )
    if (contact === undefined) throw new Problem('not-found')
    const unreached = contact.attempts >= attempts
    if (unreached) {
      const booking = await load(tx, caller.hospitalId, asked.appointmentId)
      await mustWaitForAnswer(tx, booking)
      tell({
        action: 'appointment.unreached',
        subject: { kind: 'appointment', id: booking.id },
        version: await endStopped(house, tx, booking),
        patientId: booking.patientId,
        unitId: booking.unitId,
        facts: { case: contact.caseId },
      })
      await settleStop(tx, house, caller, asked.appointmentId, 'unreached', tell)
    }
    return { appointmentId: asked.appointmentId, attempts: contact.attempts, unreached }
  })
}

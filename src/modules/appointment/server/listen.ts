import { systemCaller } from '#kernel/caller.ts'
import { wallClock } from '#kernel/time.ts'
import { isAvailable, lockedSessions, type Session, sessionsBetween } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { dealQuotas } from '../rules/quota.ts'
import { LONGEST_SLOT } from '../rules/slot.ts'
import { quotaPlan } from '../settings.ts'
import { insertSlots, type PublishSession } from './publish-session.ts'

/** How many days of sessions are looked at when some were opened. */
const AHEAD_DAYS = 90

/** A session that is given out has its places published (放号): whoever opened it, by the week, by hand, or after it was stopped as a plan. */
export const publishOpened: Listener = {
  name: 'appointment: sessions opened',
  hears: ['directory.sessions-opened', 'directory.session-added', 'appointment.session-reopened'],
  hear: (house, tx) => publishOpen(house, tx),
}

/** Publishes the places of every open session that has none yet; several processes publish each once. */
export async function publishOpen(house: House, tx: Tx): Promise<void> {
  const at = house.clock.now()
  const hospitalId = house.hospital.id
  const today = wallClock(at, house.hospital.zone).day
  const sessions = await sessionsBetween(tx, hospitalId, {
    from: today.toString(),
    to: today.add({ days: AHEAD_DAYS }).toString(),
  })
  const without = async (open: readonly Session[]) => {
    const published = new Set(await publishedOf(tx, hospitalId, open))
    return open.filter(session => isAvailable(session, at) && !published.has(session.id))
  }
  // Looked at once more under the lock: a list may be giving one of them out at this moment.
  const ids = (await without(sessions)).map(session => session.id)
  const unpublished = ids.length === 0 ? [] : await without(await lockedSessions(tx, hospitalId, ids))
  const plan = (await house.settings.at(hospitalId, quotaPlan, at)).value
  const fresh = unpublished.map(toPublish)
  for (const session of fresh) await insertSlots(tx, house, hospitalId, session, times => dealQuotas(times, plan, at))
  await house.journal.write(
    tx,
    systemCaller(hospitalId),
    fresh.map(session => ({
      action: 'appointment.session-published' as const,
      subject: { kind: 'session', id: session.sessionId },
      unitId: session.unitId,
      facts: {
        session: session.sessionId,
        unit: session.unitId,
        doctor: session.doctorId,
        day: session.day,
        places: session.capacity,
      },
    })),
    at,
  )
}

const publishedOf = async (tx: Tx, hospitalId: string, sessions: readonly Session[]): Promise<string[]> =>
  (
    await run<{ sessionId: string }>(
      tx,
      'select distinct session_id from appointment.slot where hospital_id = $1 and session_id = any($2)',
      [hospitalId, sessions.map(session => session.id)],
    )
  ).map(row => row.sessionId)

const toPublish = (session: Session): PublishSession => ({
  sessionId: session.id,
  unitId: session.unitId,
  doctorId: session.seenBy,
  day: session.day,
  halfDay: session.halfDay,
  from: session.fromAt,
  to: session.toAt,
  // A visit may take longer than a slot may be.
  slotMinutes: Math.min(session.slotMinutes, LONGEST_SLOT),
  capacity: session.capacity,
  feeLevel: session.feeLevel,
})

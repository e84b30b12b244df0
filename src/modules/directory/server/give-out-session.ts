import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { mustFollow, type WeeklySession } from '../rules/session.ts'
import { doctorById } from './doctor-store.ts'
import { insertSessions, type Session, sessionById, sessionsBetween } from './session-store.ts'

/** One session as a list of places has it (号源清单的一行). */
export interface ListedSession extends Omit<WeeklySession, 'weekday' | 'weeks'> {
  readonly doctorId: string
  readonly day: string
  readonly fromAt: Instant
  readonly toAt: Instant
}

/**
 * The session that a doctor has in that half-day by now, doctor and session locked; null where there is none. Refuses a doctor who is
 * not of the department, and one who sees patients elsewhere at that time.
 */
export async function sessionToGiveOut(tx: Tx, hospitalId: string, asked: ListedSession): Promise<Session | null> {
  const doctor = await doctorById(tx, hospitalId, asked.doctorId)
  if (doctor === undefined) throw new Problem('not-found')
  if (!doctor.unitIds.includes(asked.unitId)) throw new Problem('doctor-not-of-unit')
  const { day, doctorId } = asked
  const known = await sessionsBetween(tx, hospitalId, { from: day, to: day, doctorId })
  const own = known.find(one => one.doctorId === doctorId && one.halfDay === asked.halfDay)
  const meets = (one: Session) =>
    one.fromAt.epochMilliseconds < asked.toAt.epochMilliseconds &&
    asked.fromAt.epochMilliseconds < one.toAt.epochMilliseconds
  const clash = known.some(
    one =>
      one.id !== own?.id &&
      one.state !== 'stopped' &&
      one.seenBy === doctorId &&
      (one.halfDay === asked.halfDay || meets(one)),
  )
  if (clash || (own !== undefined && own.unitId !== asked.unitId)) throw new Problem('session-clash')
  return own === undefined ? null : ((await sessionById(tx, hospitalId, own.id)) ?? null)
}

/** Gives out a session as a list has it (放号): made where it was not planned, and with the list's time and places where it was. */
export async function giveOutSession(
  house: House,
  tx: Tx,
  asked: ListedSession,
  known: Session | null,
  tell: (entry: Entry) => void,
): Promise<string> {
  const hospitalId = house.hospital.id
  const id = known?.id ?? house.ids.next()
  if (known === null) {
    const made = await insertSessions(tx, hospitalId, [{ ...asked, id, state: 'open', weeklyId: null }])
    if (made.length === 0) throw new Problem('session-clash')
  } else {
    if (known.state !== 'open') mustFollow(known.state, 'open')
    await run(
      tx,
      `update directory.session set from_at = $3, to_at = $4, room = $5, fee_level = $6, slot_minutes = $7, capacity = $8,
         state = case when seen_by = doctor_id then 'open' else 'substituted' end, version = version + 1 where hospital_id = $1 and id = $2`,
      [
        hospitalId,
        id,
        asked.fromAt.toString(),
        asked.toAt.toString(),
        asked.room,
        asked.feeLevel,
        asked.slotMinutes,
        asked.capacity,
      ],
    )
  }
  tell({
    action: 'directory.session-given-out',
    subject: { kind: 'session', id },
    version: (known?.version ?? 0) + 1,
    unitId: asked.unitId,
    facts: { doctor: asked.doctorId, day: asked.day, halfDay: asked.halfDay, planned: known !== null },
  })
  return id
}

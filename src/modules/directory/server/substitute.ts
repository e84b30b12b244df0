import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { mustFollow } from '../rules/session.ts'
import { doctorById } from './doctor-store.ts'
import { saveSession, type Session, sessionById, sessionsBetween } from './session-store.ts'

export interface Substitute {
  readonly sessionId: string
  readonly version: number
  /** Who sees the patients; the session's own doctor ends the substitution. */
  readonly doctorId: string
  readonly reason: string
}

/** Another doctor sees the patients of a session (替诊), or the own one again. */
export const substitute = (house: House) => (caller: Caller, asked: Substitute) =>
  transact(house, caller, async ({ tx, tell }) => {
    const session = await sessionById(tx, caller.hospitalId, asked.sessionId)
    if (session === undefined || (caller.kind !== 'system' && !canIn(caller, 'directory:write', session.unitId)))
      throw new Problem('not-found')
    if (session.version !== asked.version)
      throw new Problem('stale-version', { id: session.id, version: session.version, state: session.state })
    const isOwn = asked.doctorId === session.doctorId
    // The own doctor again ends a substitution, and opens nothing: neither what is planned nor what is stopped.
    if (isOwn && session.state !== 'substituted')
      throw new Problem('session-state', { from: session.state, to: 'open' })
    mustFollow(session.state, isOwn ? 'open' : 'substituted')
    if (!isBefore(house.clock.now(), session.toAt)) throw new Problem('session-past')
    await mustBeFreeFor(tx, caller.hospitalId, session, asked.doctorId, '/body/doctorId')
    await saveSession(tx, caller.hospitalId, {
      ...session,
      seenBy: asked.doctorId,
      state: isOwn ? 'open' : 'substituted',
      reason: isOwn ? null : asked.reason,
    })
    tell({
      action: 'directory.session-substituted',
      subject: { kind: 'session', id: session.id },
      version: session.version + 1,
      unitId: session.unitId,
      facts: { doctor: session.doctorId, by: asked.doctorId, day: session.day },
      detail: { reason: asked.reason },
    })
    return { sessionId: session.id }
  })

/**
 * Refuses a doctor who sees other patients in the half-day of a session by now (出诊冲突). Locks the doctor, so that two half-days are not
 * given to one at once.
 */
export async function mustBeFreeFor(
  tx: Tx,
  hospitalId: string,
  session: Session,
  doctorId: string,
  pointer?: string,
): Promise<void> {
  if ((await doctorById(tx, hospitalId, doctorId)) === undefined) throw new Problem('not-found')
  const { day, halfDay } = session
  const others = await sessionsBetween(tx, hospitalId, { from: day, to: day, doctorId })
  const isBusy = others.some(
    one => one.id !== session.id && one.halfDay === halfDay && one.seenBy === doctorId && one.state !== 'stopped',
  )
  if (isBusy) throw new Problem('session-clash', pointer === undefined ? {} : { pointer })
}

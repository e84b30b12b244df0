import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { endSessions } from './account-store.ts'
import { forgetSessions } from './memory.ts'
import { leaveSeat } from './seat.ts'

/** Signs out (退出): the session ends here at once and on other processes within two seconds. */
export const signOut =
  (house: House) =>
  async (caller: Caller): Promise<Record<never, never>> => {
    const { sessionId } = caller
    if (sessionId === null) throw new Problem('not-signed-in')
    await transact(house, { ...caller, once: null }, async work => {
      const { tx, tell } = work
      if (caller.position !== null && caller.personId !== null) await leaveSeat(house, work, caller.personId)
      await endSessions(tx, house.hospital.id, { id: sessionId }, house.clock.now())
      tell({ action: 'staff.signed-out', subject: { kind: 'session', id: sessionId }, facts: { because: 'asked' } })
    })
    forgetSessions(house, [sessionId])
    return {}
  }

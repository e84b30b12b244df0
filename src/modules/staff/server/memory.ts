import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { type SessionMemory, sessionMemory } from '#platform/session-memory.ts'
import type { Organisation } from '../rules/organisation.ts'

/** What a process remembers of one database, for two seconds at most; it may be lost at any moment. */
export interface Memory {
  organisation: RememberedOrganisation | null
  reading: Promise<Organisation> | null
  /** Counts what was forgotten: what was read before does not come back after. */
  forgotten: number
  readonly sessions: SessionMemory<StaffSession>
}

export interface RememberedOrganisation {
  readonly organisation: Organisation
  readonly revision: number
  /** What was read holds for these hours of the house's clock: duty around then, and the calendar of that day. */
  readonly from: Instant
  readonly to: Instant
  /** Until when it is not even compared, by the machine's clock. */
  until: number
}

/** A session of somebody of the staff: over when nobody has used it for that long. */
export interface StaffSession {
  readonly id: string
  readonly seenAt: Instant
  readonly caller: Caller
  readonly idleMs: number
}

const SESSIONS_AT_MOST = 10_000

const memories = new WeakMap<object, Memory>()

export function memoryOf(house: House): Memory {
  const known = memories.get(house.database)
  if (known !== undefined) return known
  const fresh: Memory = { organisation: null, reading: null, forgotten: 0, sessions: sessionMemory(SESSIONS_AT_MOST) }
  memories.set(house.database, fresh)
  return fresh
}

/** After a change of the organisation: everybody's rights may be others. */
export function forgetOrganisation(house: House): void {
  const memory = memoryOf(house)
  memory.organisation = null
  memory.reading = null
  memory.forgotten += 1
  memory.sessions.forget(() => true)
}

/** After the end or a change of these sessions. */
export const forgetSessions = (house: House, ids: readonly string[]): void =>
  memoryOf(house).sessions.forget(session => ids.includes(session.id))

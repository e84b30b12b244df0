import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { Organisation } from '../rules/organisation.ts'

/** What a process remembers of one database, for two seconds at most; it may be lost at any moment. */
export interface Memory {
  organisation: RememberedOrganisation | null
  reading: Promise<Organisation> | null
  /** Counts what was forgotten: what was read before does not come back after. */
  forgotten: number
  /** By digest of the token. */
  readonly sessions: Map<string, RememberedSession>
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

export interface RememberedSession {
  readonly id: string
  readonly caller: Caller
  readonly idleMs: number
  readonly until: number
  seenMs: number
  writtenMs: number
}

export const REMEMBERED_MS = 2000

const memories = new WeakMap<object, Memory>()

export function memoryOf(house: House): Memory {
  const known = memories.get(house.database)
  if (known !== undefined) return known
  const fresh: Memory = { organisation: null, reading: null, forgotten: 0, sessions: new Map() }
  memories.set(house.database, fresh)
  return fresh
}

/** After a change of the organisation: everybody's rights may be others. */
export function forgetOrganisation(house: House): void {
  const memory = memoryOf(house)
  memory.organisation = null
  memory.reading = null
  memory.forgotten += 1
  memory.sessions.clear()
}

/** After the end or a change of these sessions. */
export function forgetSessions(house: House, ids: readonly string[]): void {
  const memory = memoryOf(house)
  const { sessions } = memory
  memory.forgotten += 1
  for (const [digest, session] of sessions) if (ids.includes(session.id)) sessions.delete(digest)
}

import type { Instant } from '#kernel/time.ts'
import type { House } from './house.ts'
import { errorFacts } from './log.ts'

/** For how long a process believes what it knows without asking the database. */
export const REMEMBERED_MS = 2000
const MINUTE_MS = 60_000

/** What is read of a session. Who may do what by it, and when it is over, its own module says. */
interface Found {
  readonly id: string
  readonly seenAt: Instant
}

/** A session as a process remembers it, with the last sign of its person. */
export type Remembered<Session extends Found> = Session & { readonly until: number; seenMs: number; writtenMs: number }

export interface SessionMemory<Session extends Found> {
  /** The session of a token's digest: the one that is remembered, or the one that `read` finds now. */
  find(digest: Buffer, read: () => Promise<Session | null>): Promise<Remembered<Session> | null>
  /** After the end or a change of sessions: gone here at once, on other processes within two seconds. */
  forget(isMeant: (session: Session) => boolean): void
}

/** Remembers sessions, so that a busy screen asks the database once in two seconds; it may be lost at any moment. */
export function sessionMemory<Session extends Found>(most: number): SessionMemory<Session> {
  const sessions = new Map<string, Remembered<Session>>()
  // Whoever comes while a session is being read waits for that reading: a rush asks the database once.
  const readings = new Map<string, Promise<Remembered<Session> | null>>()
  // Counts what was forgotten: what was read before does not come back after.
  let forgotten = 0
  const readOn = async (key: string, read: () => Promise<Session | null>): Promise<Remembered<Session> | null> => {
    const before = forgotten
    const found = await read()
    if (found === null) {
      sessions.delete(key)
      return null
    }
    const known = sessions.get(key)
    // Another process may have seen the person later than this one wrote, and the other way round.
    const seen = Math.max(known?.seenMs ?? 0, found.seenAt.epochMilliseconds)
    const written = Math.max(known?.writtenMs ?? 0, found.seenAt.epochMilliseconds)
    const session = { ...found, until: performance.now() + REMEMBERED_MS, seenMs: seen, writtenMs: written }
    if (sessions.size > most) sessions.clear()
    if (before === forgotten) sessions.set(key, session)
    return session
  }
  return {
    find: async (digest, read) => {
      const key = digest.toString('base64')
      const known = sessions.get(key)
      if (known !== undefined && known.until > performance.now()) return known
      const under = readings.get(key)
      if (under !== undefined) return under
      const reading = readOn(key, read).finally(() => {
        if (readings.get(key) === reading) readings.delete(key)
      })
      readings.set(key, reading)
      return reading
    },
    forget: isMeant => {
      forgotten += 1
      readings.clear()
      for (const [key, session] of sessions) if (isMeant(session)) sessions.delete(key)
    },
  }
}

/** A sign of the person: kept at once, and written once a minute at most; nobody waits for it. */
export function keepAlive(
  house: House,
  session: Pick<Remembered<Found>, 'id' | 'seenMs' | 'writtenMs'>,
  write: (at: Instant) => Promise<unknown>,
): void {
  const now = house.clock.now()
  session.seenMs = Math.max(session.seenMs, now.epochMilliseconds)
  if (session.seenMs - session.writtenMs < MINUTE_MS) return
  session.writtenMs = session.seenMs
  write(now).catch((error: unknown) => house.log.warn(errorFacts(error), 'the last sign of a session was not written'))
}

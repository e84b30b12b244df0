import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Clock } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'
import { type Database, run, type Tx } from '#platform/database.ts'
import type { Ids } from '#platform/ids.ts'
import type { Entry, Journal } from '#platform/journal.ts'
import type { Keys } from '#platform/keys.ts'
import type { Live } from '#platform/live.ts'
import type { Log } from '#platform/log.ts'
import type { Numbers } from '#platform/numbers.ts'
import type { Settings } from '#platform/settings.ts'

/** What use cases work with. Handed in; there is no other way to the world. */
export interface House {
  readonly hospital: Hospital
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: Keys
  readonly cipher: Cipher
  readonly journal: Journal
  readonly settings: Settings
  readonly numbers: Numbers
  readonly live: Live
  readonly log: Log
  /** Where patients and staff reach the house: for links and QR codes. */
  readonly publicUrl: string
  readonly sealFile: string | null
}

export interface Hospital {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly phone: string
}

/** What a use case does inside its transaction: the transaction, and a place to tell the journal. */
export interface Work {
  readonly tx: Tx
  /** Rows for the journal; written together just before the commit. */
  tell(...entries: readonly Entry[]): void
}

/**
 * One use case, one transaction: load, decide, save, tell. What `work` told is written with what it saved, or not at all. A
 * request that carries an idempotency key is done once; asked again, it gets the answer that it got (answers are JSON).
 */
export async function transact<T>(house: House, caller: Caller, work: (work: Work) => Promise<T>): Promise<T> {
  const result = await house.database.transact(async tx => {
    const before = await answered<T>(house, tx, caller)
    if (before !== null) return before.answer
    const told: Entry[] = []
    const result = await work({ tx, tell: (...entries) => told.push(...entries) as unknown as void })
    await house.journal.write(tx, caller, told, house.clock.now())
    if (caller.once !== null)
      await run(tx, 'update platform.answer set answer = $4 where hospital_id = $1 and actor = $2 and key = $3', [
        caller.hospitalId,
        actorOf(caller),
        caller.once.key,
        answerOf(house, result),
      ])
    return result
  })
  house.live.moved()
  return result
}

/** An answer as it is kept for whoever asks again with the same key. */
export const answerOf = (house: House, answer: unknown): Buffer => house.cipher.encipherJson({ answer: answer ?? null })

/** What the request with this key was answered before. Refuses where it was another request, or none. */
export const earlierAnswer = <T>(house: House, caller: Caller): Promise<T> =>
  house.database.transact(async tx => {
    const before = await answered<T>(house, tx, caller)
    if (before === null) throw new Problem('same-key-other-request')
    return before.answer
  })

/** Whose keys they are: two people may use the same. */
export const actorOf = (caller: Caller): string => `${caller.kind} ${caller.personId ?? caller.only?.id ?? ''}`

/** Claims the request's key, or finds what it was answered. Two at once: the second waits for the first's commit. */
async function answered<T>(house: House, tx: Tx, caller: Caller): Promise<{ answer: T } | null> {
  if (caller.once === null) return null
  const { key, endpoint, digest } = caller.once
  const claimed = await run(
    tx,
    `insert into platform.answer (hospital_id, actor, key, endpoint, digest, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning key`,
    [caller.hospitalId, actorOf(caller), key, endpoint, digest, house.clock.now().toString()],
  )
  if (claimed.length > 0) return null
  const [row] = await run<{ endpoint: string; digest: string; answer: Buffer | null }>(
    tx,
    'select endpoint, digest, answer from platform.answer where hospital_id = $1 and actor = $2 and key = $3',
    [caller.hospitalId, actorOf(caller), key],
  )
  if (row === undefined || row.answer === null || row.endpoint !== endpoint || row.digest !== digest)
    throw new Problem('same-key-other-request')
  return house.cipher.decipherJson<{ answer: T }>(row.answer)
}

/** Writes to the journal that a person's record was read (SEC-03), by itself: reading changes nothing else. */
export const tellRead = (house: House, caller: Caller, ...entries: readonly Entry[]): Promise<void> =>
  house.database.transact(tx =>
    house.journal.write(
      tx,
      caller,
      entries.map(entry => ({ ...entry, kind: 'read' as const })),
      house.clock.now(),
    ),
  )

/** Writes a refused attempt to the journal, in a transaction of its own: the refused one leaves nothing. */
export const tellRefusal = (house: House, caller: Caller, entry: Entry): Promise<void> =>
  house.database.transact(tx => house.journal.write(tx, caller, [{ ...entry, kind: 'refusal' }], house.clock.now()))

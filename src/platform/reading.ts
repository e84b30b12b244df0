import { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { SettingKind } from '#platform/settings.ts'

/** For how long one row stands for a record that stays open on a screen (查阅留痕的间隔). */
export const readingPolicy: SettingKind<{ readonly minutes: number }> = {
  key: 'journal.reading',
  title: '同一人持续查看同一记录的留痕间隔',
  schema: z.strictObject({ minutes: z.int().min(0).max(60) }),
  initial: { minutes: 5 },
}

/** Whose reading of what is written down, and when: of this process, and only what was committed. Lost, it is written once more. */
const written = new WeakMap<House, Map<string, number>>()
const REMEMBERED_AT_MOST = 20_000

/**
 * Writes that a record was opened, and stays open: a screen reads it again at each change, and one row of the journal stands for all that
 * one person reads of it in the same sign-in within some minutes. So each reading has a row of that person on that record that is at
 * most so old. For single records only: lists, searches, exports and unmaskings are each a row of their own.
 */
export async function tellOpened(house: House, caller: Caller, entry: Entry): Promise<void> {
  const now = house.clock.now()
  const { value } = await house.settings.at(caller.hospitalId, readingPolicy, now)
  const known = written.get(house) ?? new Map<string, number>()
  written.set(house, known)
  const who = `${caller.kind} ${caller.personId} ${caller.sessionId} ${caller.only?.id}`
  const key = `${caller.hospitalId} ${who} ${entry.action} ${entry.subject.id}`
  const age = now.epochMilliseconds - (known.get(key) ?? Number.NEGATIVE_INFINITY)
  // A clock that was set back makes no reading unseen.
  if (age >= 0 && age < value.minutes * 60_000) return
  await tellRead(house, caller, entry)
  if (known.size >= REMEMBERED_AT_MOST) known.clear()
  known.set(key, now.epochMilliseconds)
}

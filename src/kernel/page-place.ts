import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}Z$/
/** As PostgreSQL prints it in UTC, to the microsecond; `infinity` comes after all others. */
const MOMENT = /^(infinity|(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00)$/

/** What the keys of a list's rows can be. */
const IS = {
  instant: (key: string) => INSTANT.test(key) && isRead(key, Temporal.Instant.from),
  moment: (key: string) => {
    const [, whole, local = ''] = MOMENT.exec(key) ?? []
    return whole === 'infinity' || isRead(local, Temporal.PlainDateTime.from)
  },
  day: (key: string) => /^\d{4}-\d\d-\d\d$/.test(key) && isRead(key, Temporal.PlainDate.from),
  id: (key: string) => UUID.test(key),
  word: (key: string) => /^[a-z]{1,20}$/.test(key),
  digit: (key: string) => /^\d$/.test(key),
  text: (key: string) => key.length <= 100,
} as const
export type PlaceKey = keyof typeof IS

/** Is there such a day or moment, in years that a database writes as we do? */
function isRead(key: string, read: (key: string) => unknown): boolean {
  try {
    read(key)
    return key >= '1800' && key < '3000'
  } catch {
    return false
  }
}

/** Where a list goes on (翻页位置): the keys of the last row, joined. */
export const writePlace = (...keys: readonly string[]): string => keys.join('~')

/** The keys again, or none at the beginning of the list. Refuses what we did not write, before the database does. */
export function readPlace(after: string | undefined, ...kinds: readonly PlaceKey[]): string[] {
  if (after === undefined) return []
  const keys = after.split('~')
  if (keys.length !== kinds.length || !kinds.every((kind, n) => IS[kind](keys[n] ?? '')))
    throw new Problem('invalid-request', { errors: [{ pointer: '/query/after', detail: 'after' }] })
  return keys
}

import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'

const IS = {
  instant: (key: string) => /^\d{4}-\d{2}-\d{2}T[\d:.]{8,18}Z$/.test(key) && isInstant(key),
  id: (key: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key),
  word: (key: string) => /^[a-z]{1,20}$/.test(key),
} as const

function isInstant(key: string): boolean {
  try {
    return Temporal.Instant.from(key).epochMilliseconds >= 0
  } catch {
    return false
  }
}

/** Where a list goes on: the keys of the last row, joined. */
export const writePlace = (...keys: readonly string[]): string => keys.join('~')

/** The keys again, or none at the beginning of the list. Refuses what we did not write. */
export function readPlace(after: string | undefined, ...kinds: readonly (keyof typeof IS)[]): string[] {
  if (after === undefined) return []
  const keys = after.split('~')
  if (keys.length !== kinds.length || !kinds.every((kind, i) => IS[kind](keys[i] ?? '')))
    throw new Problem('invalid-request', { errors: [{ pointer: '/query/after', detail: 'after' }] })
  return keys
}

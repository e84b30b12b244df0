import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'

const PLACE = /^(\d{4}-\d{2}-\d{2}T[\d:.]{8,18}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Where a list by time goes on: the instant and the id of its last row. */
export const writePlace = (at: Instant, id: string): string => `${at.toString()}~${id}`

/** Both again, or nothing at the beginning. Refuses what we did not write. */
export function readPlace(after: string | undefined): readonly [at: string, id: string] | readonly [] {
  if (after === undefined) return []
  const [, at, id] = PLACE.exec(after) ?? []
  if (at === undefined || id === undefined)
    throw new Problem('invalid-request', { errors: [{ pointer: '/query/after', detail: 'after' }] })
  return [at, id]
}

import { Problem } from '#kernel/problem.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WORD = /^[a-z]{1,20}$/

/** Where a list goes on: the keys of the last row, joined. */
export const writePlace = (...keys: readonly string[]): string => keys.join('~')

/** The keys again, `count` of them, or none at the beginning of the list. Refuses what we did not write. */
export function readPlace(after: string | undefined, count: number): string[] {
  if (after === undefined) return []
  const keys = after.split('~')
  if (keys.length !== count || !keys.every(key => INSTANT.test(key) || UUID.test(key) || WORD.test(key)))
    throw new Problem('invalid-request', { errors: [{ pointer: '/query/after', detail: '' }] })
  return keys
}

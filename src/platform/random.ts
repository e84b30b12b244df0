import { randomFillSync } from 'node:crypto'

const POOL = Buffer.alloc(8192)
let used = POOL.length

/**
 * Random bytes for nonces, ids and codes: from a pool that is filled at once, because asking the system for a few takes longer than
 * using them. Each byte is handed out once.
 */
export function randomBytesOf(length: number): Buffer {
  if (used + length > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const bytes = Buffer.from(POOL.subarray(used, used + length))
  POOL.fill(0, used, used + length)
  used += length
  return bytes
}

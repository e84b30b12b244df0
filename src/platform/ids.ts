import { randomFillSync } from 'node:crypto'
import type { Clock } from '#kernel/time.ts'

/** Hands out ids. */
export interface Ids {
  next(): string
}

const POOL = Buffer.alloc(4096)
let used = POOL.length
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Where the next unused bytes stand: of one pool, each is handed out once, however many clocks there are. */
function random(bytes: number): number {
  if (used + bytes > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  used += bytes
  return used - bytes
}

/** UUIDv7 (RFC 9562) by the house's clock; ids of one process grow, also within a millisecond. */
export function timeOrderedIds(clock: Clock): Ids {
  let last = 0
  let count = 0
  return {
    next() {
      const now = clock.now().epochMilliseconds
      if (now === last && count < 0xfff) count += 1
      else {
        last = now
        count = POOL.readUInt16BE(random(2)) & 0x7ff
      }
      const time = now.toString(16).padStart(12, '0')
      const at = random(8)
      const byte = (i: number) => HEX[POOL[at + i] ?? 0]
      const variant = HEX[((POOL[at] ?? 0) & 0x3f) | 0x80]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`
    },
  }
}

import type { Clock, Instant } from '#kernel/time.ts'
import { randomBytesOf } from '#platform/random.ts'

/** Hands out ids. */
export interface Ids {
  next(): string
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

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
        count = randomBytesOf(2).readUInt16BE() & 0x7ff
      }
      const time = now.toString(16).padStart(12, '0')
      const bytes = randomBytesOf(8)
      const byte = (i: number) => HEX[bytes[i] ?? 0]
      const variant = HEX[((bytes[0] ?? 0) & 0x3f) | 0x80]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${byte(1)}-${byte(2)}${byte(3)}${byte(4)}${byte(5)}${byte(6)}${byte(7)}`
    },
  }
}

/** The least id that is made at this millisecond: ids are in the order of time, so rows are found by when they were made. */
export const leastIdAt = (at: Instant): string => {
  const time = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

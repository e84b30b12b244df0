import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'

/** One start time of a session with its places (号源时段). */
export interface SlotTime {
  readonly startsAt: Instant
  readonly minutes: number
  readonly capacity: number
}

/** The longest slot that a hospital of this level may give out, in minutes (rules.md §3.1 APT-1). */
export const LONGEST_SLOT = 30

/**
 * The slots of a session (号源分时): whole slots of `minutes` from `from` to `to`, the places spread as evenly as they go, the
 * earlier ones first. Slots without a place are left out. Refuses slots over half an hour and a session shorter than one slot.
 */
export function slotTimes(session: {
  readonly from: Instant
  readonly to: Instant
  readonly minutes: number
  readonly capacity: number
}): readonly SlotTime[] {
  const { from, to, minutes, capacity } = session
  if (minutes > LONGEST_SLOT) throw new Problem('slot-too-long', { most: LONGEST_SLOT })
  const count = Math.floor((to.epochMilliseconds - from.epochMilliseconds) / (minutes * 60_000))
  if (count < 1) throw new Problem('session-too-short', { minutes })
  const upTo = (slot: number) => Math.ceil((slot * capacity) / count)
  return Array.from({ length: count }, (_, slot) => ({
    startsAt: from.add({ minutes: slot * minutes }),
    minutes,
    capacity: upTo(slot + 1) - upTo(slot),
  })).filter(slot => slot.capacity > 0)
}

/** Do two stretches of time meet? One that ends when the other begins does not. */
export const overlaps = (
  a: { readonly from: Instant; readonly to: Instant },
  b: { readonly from: Instant; readonly to: Instant },
): boolean => isBefore(a.from, b.to) && isBefore(b.from, a.to)

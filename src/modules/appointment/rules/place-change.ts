import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import type { Quota, QuotaPlan } from './quota.ts'
import type { SlotCounters } from './slot-sum.ts'

/** One share of a slot as somebody wants it, and as the screen showed it. */
export interface ShareChange {
  readonly quota: Quota
  readonly was: number
  readonly capacity: number
}

/** Refuses a change of numbers that have changed meanwhile, and one below what is taken. */
export function mustHold(change: ShareChange, now: SlotCounters): void {
  if (now.capacity !== change.was) throw new Problem('places-changed')
  const taken = now.booked + now.held + now.stopped
  if (change.capacity < taken) throw new Problem('places-taken', { taken })
}

/** When a share is opened to all; null for the open one. Refuses to keep places whose time to be opened is over. */
export function releaseOf(
  change: ShareChange,
  startsAt: Instant,
  release: { readonly plan: readonly QuotaPlan[]; readonly minutes: number },
  at: Instant,
): Instant | null {
  if (change.quota === 'open') return null
  const minutes = release.plan.find(one => one.quota === change.quota)?.releaseMinutes ?? release.minutes
  const releaseAt = startsAt.subtract({ minutes })
  if (isBefore(at, releaseAt)) return releaseAt
  if (change.capacity > change.was) throw new Problem('share-released', { minutes })
  return null
}

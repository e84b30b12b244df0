import { Problem } from '#kernel/problem.ts'
import { earlier, type Instant, isBefore } from '#kernel/time.ts'

/** 1 is most urgent (急), 3 routine (常规). */
export type WaitingUrgency = 1 | 2 | 3

/** What the order of a waiting list looks at (候补次序). */
export interface Waiter {
  readonly id: string
  readonly urgency: WaitingUrgency
  readonly isReferred: boolean
  readonly madeAt: Instant
}

/**
 * Who is offered a freed place first: the more urgent; of equal urgency the one whom a community hospital referred (REF-02); then who
 * waits longer. `waiting_order` of the database has the same order.
 */
export const inOrder = (a: Waiter, b: Waiter): number =>
  a.urgency - b.urgency ||
  Number(b.isReferred) - Number(a.isReferred) ||
  a.madeAt.epochMilliseconds - b.madeAt.epochMilliseconds ||
  (a.id < b.id ? -1 : Number(a.id > b.id))

/** How long a freed place is offered, and how shortly before its start it still is (邀约时限), in minutes. */
export interface OfferPolicy {
  readonly offerMinutes: number
  readonly latestMinutes: number
}

/**
 * Until when a place is offered at `at`; null where its start is too near. Its minutes count from the end of the quiet hours: nobody
 * loses a place asleep. Where it would be too late then, they count at once. Never beyond the start.
 */
export function offerUntil(
  at: Instant,
  startsAt: Instant,
  quietUntil: Instant | null,
  { offerMinutes, latestMinutes }: OfferPolicy,
): Instant | null {
  const latest = startsAt.subtract({ minutes: latestMinutes })
  if (!isBefore(at, latest)) return null
  const from = quietUntil !== null && isBefore(quietUntil, latest) ? quietUntil : at
  return earlier(from.add({ minutes: offerMinutes }), startsAt)
}

/** Why somebody stands behind the one before (排序原因): what the order looked at last. */
export type Behind = 'urgency' | 'referral' | 'time'

/** What put `one` behind `before`: the first thing in which they differ. */
export function whyBehind(one: Waiter, before: Waiter): Behind {
  if (one.urgency !== before.urgency) return 'urgency'
  return one.isReferred === before.isReferred ? 'time' : 'referral'
}

/** Whom the rule of referral put behind: of equal urgency, not referred, and there before. Null where it changed nothing. */
export function passedOver(first: Waiter, others: readonly Waiter[]): Waiter | null {
  if (!first.isReferred) return null
  const [before] = others
    .filter(
      one =>
        one.urgency === first.urgency &&
        !one.isReferred &&
        one.madeAt.epochMilliseconds < first.madeAt.epochMilliseconds,
    )
    .toSorted(inOrder)
  return before ?? null
}

/** Where somebody stands among those who want the same (名次): without the rule of referral, and by it. The first is 1. */
export function standing(one: Waiter, others: readonly Waiter[]): { readonly before: number; readonly after: number } {
  const plain = { ...one, isReferred: false }
  return {
    before: 1 + others.filter(other => inOrder({ ...other, isReferred: false }, plain) < 0).length,
    after: 1 + others.filter(other => inOrder(other, one) < 0).length,
  }
}

export const WAITING_STATUSES = ['waiting', 'offered', 'booked', 'cancelled', 'expired'] as const
export type WaitingStatus = (typeof WAITING_STATUSES)[number]

const NEXT: Readonly<Record<WaitingStatus, readonly WaitingStatus[]>> = {
  waiting: ['offered', 'cancelled', 'expired'],
  offered: ['waiting', 'booked', 'cancelled'],
  booked: [],
  cancelled: [],
  expired: [],
}

/** Refuses a step that the waiting list does not know. */
export function waitingMayFollow(from: WaitingStatus, to: WaitingStatus): void {
  if (!NEXT[from].includes(to)) throw new Problem('waiting-status', { from, to })
}

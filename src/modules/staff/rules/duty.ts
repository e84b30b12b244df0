import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import type { Duty } from './organisation.ts'

const LONGEST_DAYS = 62

const isAfter = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) > 0

/**
 * May this duty or absence be written (在岗、缺勤登记)? Forward in time, two months at most, not wholly past, not twice. An absence may
 * lie over a duty: it takes the person out of it.
 */
export function mustFit(asked: Duty, others: readonly Duty[], at: Instant): void {
  const longest = asked.from.add({ hours: LONGEST_DAYS * 24 })
  if (!isAfter(asked.to, asked.from) || isAfter(asked.to, longest)) throw new Problem('duty-order')
  if (!isAfter(asked.to, at)) throw new Problem('duty-past')
  if (others.some(one => one.kind === asked.kind && overlaps(one, asked))) throw new Problem('duty-overlaps')
}

export const overlaps = (
  a: { readonly from: Instant; readonly to: Instant },
  b: { readonly from: Instant; readonly to: Instant },
): boolean => isAfter(a.to, b.from) && isAfter(b.to, a.from)

/** What ending it at `at` leaves: nothing of one that has not begun, the past part of one that has. What is past stays as it was. */
export function endOf(duty: { readonly from: Instant; readonly to: Instant }, at: Instant): 'remove' | 'shorten' {
  if (!isAfter(duty.to, at)) throw new Problem('duty-past')
  return isAfter(at, duty.from) ? 'shorten' : 'remove'
}

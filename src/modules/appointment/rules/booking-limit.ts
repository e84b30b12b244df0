import { type Instant, isBefore } from '#kernel/time.ts'
import type { Channel } from './quota.ts'

/** Channels on which a limit may hold: whoever comes, calls, or is an emergency is never turned away. */
export const ONLINE = ['web', 'wechat', 'platform'] as const satisfies readonly Channel[]

/** What a limit counts (计入口径): a missed visit, a cancelling on the day itself, any other cancelling by the patient. */
export const COUNTED = ['noShow', 'sameDayCancel', 'cancel'] as const
export type Counted = (typeof COUNTED)[number]

/** A limit on booking for who often does not come (爽约限制): a policy that a hospital may turn on. */
export interface BookingLimit {
  readonly code: string
  readonly isOn: boolean
  /** Within so many days … */
  readonly windowDays: number
  /** … so much … */
  readonly threshold: number
  /** … ends booking for so many days … */
  readonly banDays: number
  /** … on these channels. */
  readonly scope: readonly (typeof ONLINE)[number][]
  /** How much each counts. */
  readonly counts: Readonly<Record<Counted, number>>
}

/** One booking that was not kept: what the hospital caused and what was excused is not among them. */
export interface Missed {
  readonly id: string
  readonly kind: Counted
  readonly at: Instant
}

export interface Standing {
  /** What counts now. */
  readonly count: number
  /** Until when booking is limited; null where it is not. */
  readonly until: Instant | null
}

const daysBefore = (at: Instant, days: number): Instant => at.subtract({ hours: 24 * days })
const weightOf = (one: Missed, limit: BookingLimit): number => limit.counts[one.kind]
const sumOf = (list: readonly Missed[], limit: BookingLimit): number =>
  list.reduce((sum, one) => sum + weightOf(one, limit), 0)

/**
 * Where a patient stands with a limit at a moment: counted from the history alone, so that an appeal that is granted changes it at
 * once. What has led to one limit does not count for the next.
 */
export function standingOf(history: readonly Missed[], limit: BookingLimit, at: Instant): Standing {
  const past = history
    .filter(one => !isBefore(at, one.at) && weightOf(one, limit) > 0)
    .toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
  let open: Missed[] = []
  let until: Instant | null = null
  for (const one of past) {
    const from = daysBefore(one.at, limit.windowDays)
    open = [...open.filter(other => isBefore(from, other.at)), one]
    if (sumOf(open, limit) < limit.threshold) continue
    until = one.at.add({ hours: 24 * limit.banDays })
    open = []
  }
  const from = daysBefore(at, limit.windowDays)
  return {
    count: sumOf(
      open.filter(one => isBefore(from, one.at)),
      limit,
    ),
    until: until !== null && isBefore(at, until) ? until : null,
  }
}

/** The limits that are turned on and hold for a channel. */
export const limitsOn = (limits: readonly BookingLimit[], channel: Channel): readonly BookingLimit[] =>
  limits.filter(limit => limit.isOn && (limit.scope as readonly Channel[]).includes(channel))

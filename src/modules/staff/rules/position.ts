import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'

/** How many positions (服务工位) a volume of outpatients asks for, and the range that needs no reason (ORG-03). */
export interface PositionPlan {
  readonly least: number
  readonly most: number
  /** How many weeks back the same hour is looked at. */
  readonly weeks: number
  /** From so many outpatients in the hour on, so many positions; ascending. */
  readonly steps: readonly { readonly from: number; readonly positions: number }[]
}

export interface Window {
  readonly from: Instant
  readonly to: Instant
}

/** The hour of `at` on the same weekday of the weeks before, the newest first. */
export function comparableHours(at: Instant, zone: string, weeks: number): readonly Window[] {
  const hour = at.toZonedDateTimeISO(zone).with({ minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  return Array.from({ length: weeks }, (_, n) => {
    const from = hour.subtract({ weeks: n + 1 })
    return { from: from.toInstant(), to: from.add({ hours: 1 }).toInstant() }
  })
}

/** What to expect of this hour: the mean of the comparable ones, rounded up; null where there is none. */
export const expectedVolume = (counts: readonly number[]): number | null =>
  counts.length === 0 ? null : Math.ceil(counts.reduce((sum, one) => sum + one, 0) / counts.length)

/** How many positions to open for this volume, within the range; an unknown volume asks for the fewest. */
export function positionsFor(volume: number | null, plan: PositionPlan): number {
  const step = plan.steps.findLast(one => one.from <= (volume ?? 0))
  return Math.min(plan.most, Math.max(plan.least, step?.positions ?? plan.least))
}

/** Refuses to open one beyond the range without a reason; tells whether it is beyond. */
export function mayOpen(openThen: number, plan: PositionPlan, reason: string | null): boolean {
  if (openThen <= plan.most) return false
  if (reason === null)
    throw new Problem('position-beyond-range', { most: plan.most, open: openThen, pointer: '/body/reason' })
  return true
}

/** Refuses to close one below the range within working hours without a reason. */
export function mayClose(openThen: number, plan: PositionPlan, isWorking: boolean, reason: string | null): void {
  if (isWorking && openThen < plan.least && reason === null)
    throw new Problem('position-below-range', { least: plan.least, open: openThen, pointer: '/body/reason' })
}

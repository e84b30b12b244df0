import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'

/** How far a pain point (科室服务痛点, TKT-15) has come: reported, taken up for the review, solved, or declined with a reason. */
export type PainPointStatus = 'filed' | 'taken-up' | 'solved' | 'declined'
export type Frequency = 'daily' | 'weekly' | 'monthly' | 'now-and-then'

const NEXT: Readonly<Record<PainPointStatus, readonly PainPointStatus[]>> = {
  filed: ['taken-up', 'solved', 'declined'],
  'taken-up': ['solved', 'declined'],
  solved: [],
  declined: [],
}

export function painPointMayFollow(from: PainPointStatus, to: PainPointStatus): void {
  if (!NEXT[from].includes(to)) throw new Problem('pain-point-status', { from, to })
}

/** The month of a report, `2026-11`, by the hospital's wall clock. */
export const monthOf = (at: Instant, zone: string): string => wallClock(at, zone).day.toString().slice(0, 7)

const OFTEN: readonly Frequency[] = ['daily', 'weekly', 'monthly', 'now-and-then']

/** What happens most often stands first, then what was reported first. */
export const byFrequency = (
  a: { readonly frequency: Frequency; readonly filedAt: Instant },
  b: { readonly frequency: Frequency; readonly filedAt: Instant },
): number =>
  OFTEN.indexOf(a.frequency) - OFTEN.indexOf(b.frequency) || a.filedAt.epochMilliseconds - b.filedAt.epochMilliseconds

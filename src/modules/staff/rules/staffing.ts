import { isWorkday } from '#kernel/calendar.ts'
import { type Instant, type PlainDate, wallClock } from '#kernel/time.ts'
import { onDuty } from './coverage.ts'
import { ofPostIn } from './look-up.ts'
import type { Organisation, Post } from './organisation.ts'
import { holdsAt } from './post.ts'
import { withBelow } from './tree.ts'

export const STANDARD_DAYS = ['workdays', 'rest-days', 'every-day'] as const

/** The least number of people of a post in a unit during a shift (人员配备标准). */
export interface Standard {
  readonly id: string
  readonly unitId: string
  readonly post: Post
  readonly shift: string
  /** Minutes from midnight; `toMinute` beyond 1440 is on the next day. */
  readonly fromMinute: number
  readonly toMinute: number
  readonly days: (typeof STANDARD_DAYS)[number]
  readonly least: number
}

/** How many there are of how many there must be. */
export interface Staffing {
  readonly standard: Standard
  readonly actual: number
  /** What is missing (缺编); 0 where there are enough. */
  readonly missing: number
}

const DAY_MINUTES = 1440

/** Does the shift run at `at`? One that ends after midnight belongs to the day on which it began. */
export function runsAt(standard: Standard, org: Pick<Organisation, 'calendar'>, at: Instant): boolean {
  const { day, minute } = wallClock(at, org.calendar.zone)
  const within = (of: PlainDate, minutes: number) =>
    minutes >= standard.fromMinute && minutes < standard.toMinute && isOf(standard, of, org)
  return within(day, minute) || within(day.subtract({ days: 1 }), minute + DAY_MINUTES)
}

const isOf = ({ days }: Standard, day: PlainDate, { calendar }: Pick<Organisation, 'calendar'>): boolean =>
  days === 'every-day' || isWorkday(day, calendar) === (days === 'workdays')

/** How each shift that runs at `at` is staffed (ORG-05), the worst first: those of the post in the unit, or below it, who are on duty. */
export const staffingAt = (org: Organisation, standards: readonly Standard[], at: Instant): readonly Staffing[] =>
  standards
    .filter(standard => runsAt(standard, org, at))
    .map(standard => {
      const actual = countOnDuty(org, standard, at)
      return { standard, actual, missing: Math.max(0, standard.least - actual) }
    })
    .toSorted((a, b) => b.missing - a.missing || (a.standard.id < b.standard.id ? -1 : 1))

function countOnDuty(org: Organisation, { unitId, post }: Standard, at: Instant): number {
  const people = new Set<string>()
  for (const unit of withBelow(org, unitId))
    for (const held of ofPostIn(org, post, unit))
      if (holdsAt(held, at) && onDuty(org, held.personId, at)) people.add(held.personId)
  return people.size
}

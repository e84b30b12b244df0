import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { type BookingLimit, limitsOn, standingOf } from '../rules/booking-limit.ts'
import type { Channel } from '../rules/quota.ts'
import { bookingLimits } from '../settings.ts'
import { countedOf, missedBy } from './missed.ts'

interface Wish {
  readonly patientId: string
  readonly channel: Channel
}

/**
 * Refuses an online booking of somebody whom a limit holds (爽约限制), and says why, until when, and what stays open. Where no limit is
 * turned on for the channel, which is how the house ships, nothing is read.
 */
export async function mustBeFree(house: House, wish: Wish, at: Instant): Promise<void> {
  const limits = limitsOn((await house.settings.at(house.hospital.id, bookingLimits, at)).value, wish.channel)
  if (limits.length > 0) await mustStandWell(house, wish.patientId, limits, at)
}

async function mustStandWell(
  house: House,
  patientId: string,
  limits: readonly BookingLimit[],
  at: Instant,
): Promise<void> {
  const counted = countedOf(await missedBy(house, patientId))
  for (const limit of limits) {
    const { until } = standingOf(counted, limit, at)
    if (until !== null)
      throw new Problem('booking-limited', {
        window: limit.windowDays,
        threshold: limit.threshold,
        until: until.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString(),
      })
  }
}

import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { quietUntil } from '../rules/quiet-hours.ts'
import { messagePolicy } from '../settings.ts'

/** Until when the hospital disturbs nobody (免打扰); null outside quiet hours. For whoever waits for an answer to a message. */
export const quietEnd = async (house: House, at: Instant): Promise<Instant | null> =>
  quietUntil(at, (await house.settings.at(house.hospital.id, messagePolicy, at)).value.quietHours, house.hospital.zone)

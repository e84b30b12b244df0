import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** `11-21 15:20`, as the clock on the hospital's wall shows it. */
export const wallTime = (house: House, at: Instant): string =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDateTime().toString().slice(5, 16).replace('T', ' ')

import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** `11月20日 09:00`, as a message says it. */
export function wallMoment(house: House, at: Instant): string {
  const local = at.toZonedDateTimeISO(house.hospital.zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${local.month}月${local.day}日 ${two(local.hour)}:${two(local.minute)}`
}

/** `11-21 15:20`, as the clock on the hospital's wall shows it. */
export const wallTime = (house: House, at: Instant): string =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDateTime().toString().slice(5, 16).replace('T', ' ')

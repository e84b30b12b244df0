import type { House } from '#platform/house.ts'

/** The hospital's day, ISO. */
export const todayOf = (house: House): string =>
  house.clock.now().toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()

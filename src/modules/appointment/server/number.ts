import { type Instant, isoDay, wallClock } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** `YY-261129-0007`: counted by the day on which it was given. */
export async function appointmentNumber(house: House, hospitalId: string, at: Instant): Promise<string> {
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'appointment', day)
  return `YY-${isoDay(day).slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}

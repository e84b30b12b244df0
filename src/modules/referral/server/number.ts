import { type Instant, wallClock } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** `ZZ-261129-0007`: counted by the day on which it was accepted. */
export async function referralNumber(house: House, hospitalId: string, at: Instant): Promise<string> {
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'referral', day)
  return `ZZ-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}

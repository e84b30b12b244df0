import { type Instant, Temporal } from '#kernel/time.ts'

/** When nobody is disturbed by what is not urgent (免打扰时段), by the clock on the hospital's wall: `21:00` to `08:00`. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

/** Until when a message that is not urgent is held at `at`; null outside quiet hours. The end itself is no longer quiet. */
export function quietUntil(at: Instant, quiet: QuietHours, zone: string): Instant | null {
  if (quiet.from === quiet.to) return null
  const local = at.toZonedDateTimeISO(zone)
  const [from, to] = [Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.to)]
  const now = local.toPlainTime()
  const after = Temporal.PlainTime.compare(now, from) >= 0
  const before = Temporal.PlainTime.compare(now, to) < 0
  const overNight = Temporal.PlainTime.compare(from, to) > 0
  if (overNight ? !after && !before : !(after && before)) return null
  const day = overNight && after ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return day.toZonedDateTime({ timeZone: zone, plainTime: to }).toInstant()
}

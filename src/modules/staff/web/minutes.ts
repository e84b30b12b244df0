/** 480 → `08:00`, 1440 → `24:00`. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** `08:00` → 480; null for what is no time of a day. */
export function minutesOf(clock: string): number | null {
  const found = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(clock.trim())
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : null
  return minutes !== null && minutes <= 1440 ? minutes : null
}

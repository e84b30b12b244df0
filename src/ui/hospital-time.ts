import { hospitalTimeZone } from '#ui/language.ts'

/** Days and times as they stand on the hospital's wall, whatever the computer's own zone is. */

/** `2026-11-21 17:00:00` of an instant, as milliseconds that would show the same in UTC. */
function wall(at: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: hospitalTimeZone(),
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Date.parse(`${parts.replace(' ', 'T')}Z`)
}

/** `2026-11-21`. */
export const dayAt = (at: number): string => new Date(wall(at)).toISOString().slice(0, 10)
/** `17:00`. */
export const timeAt = (at: number): string => new Date(wall(at)).toISOString().slice(11, 16)

/** The instant of a day and a time on the wall; null when `time` is none. */
export function instantOf(day: string, time: string): number | null {
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return null
  const asUtc = Date.parse(`${day}T${time.padStart(5, '0')}:00Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset of the zone there; looked at twice, because the first look may stand beyond a change of the offset.
  const near = asUtc - (wall(asUtc) - asUtc)
  return asUtc - (wall(near) - near)
}

/** `17:0`, `17：00`, `1700`, `17` as people type them → `17:00`; what is no time stays as it is. */
export function tidyTime(typed: string): string {
  const found = /^(\d{1,2})[:：.]?(\d{2})?$/.exec(typed.trim())
  return found ? `${found[1]?.padStart(2, '0')}:${found[2] ?? '00'}` : typed.trim()
}

const DAY = 86_400_000
/** The next `count` days, today first. */
export const daysFrom = (at: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => new Date(wall(at) + index * DAY).toISOString().slice(0, 10))

import { houseNow } from '#ui/house-time.ts'
import { hospitalTimeZone } from '#ui/language.ts'

const DAYS = 14
const DAY_MS = 24 * 60 * 60 * 1000

/** Today where the hospital is, and the days that can be booked, as `2026-11-20`. */
export function bookableDays(): readonly string[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: hospitalTimeZone() }).format(new Date(houseNow()))
  const first = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: DAYS }, (_, n) => new Date(first + n * DAY_MS).toISOString().slice(0, 10))
}

/** The parts of it, for where a line is short: 11月20日, 周五. */
export const dayParts = (day: string, language: 'zh' | 'en'): readonly [day: string, weekday: string] => {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  return [say({ month: language === 'zh' ? 'long' : 'short', day: 'numeric' }), say({ weekday: 'short' })]
}

/** A day of the calendar as people say it: 11月20日 周五. */
export const sayDay = (day: string, language: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

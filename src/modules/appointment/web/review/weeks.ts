import { bookableDays, sayDay } from '../days.ts'
import type { SayReview } from './words.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000
/** 180 days. */
const AHEAD = 25

const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A day some days after another, as `2026-11-20`. */
export const daysAfter = (day: string, days: number): string => isoOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)

/** The Mondays from this week on. */
export function weeksAhead(): readonly string[] {
  const today = Date.parse(`${bookableDays()[0]}T00:00:00Z`)
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS
  return Array.from({ length: AHEAD + 1 }, (_, n) => isoOf(monday + n * WEEK_MS))
}

/** A week from its Monday to its Sunday, in words. */
export const sayWeek = (week: string, say: SayReview, language: 'zh' | 'en'): string =>
  say('week.say', { from: sayDay(week, language), to: sayDay(daysAfter(week, 6), language) })

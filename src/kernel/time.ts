/** Time, in one place. Node 24 has no `Temporal`; when it does, only this file changes. */
import { Temporal } from 'temporal-polyfill'

export { Temporal }
export type Instant = Temporal.Instant
export type PlainDate = Temporal.PlainDate

/** What tells the time. Rules never ask it: they are told `at`. Use cases hold the house's. */
export interface Clock {
  now(): Instant
}

const QUARTER_MS = 15 * 60_000
let quarter: {
  readonly zone: string
  readonly start: number
  readonly day: PlainDate
  readonly minute: number
} | null = null

/**
 * The day and the minute of the day that a clock on the wall of `zone` shows at `at`. Zones change, and days begin, on whole quarters of
 * an hour, so the last quarter is remembered: a busy desk asks for the same one all the time.
 */
export function wallClock(at: Instant, zone: string): { readonly day: PlainDate; readonly minute: number } {
  const start = Math.floor(at.epochMilliseconds / QUARTER_MS) * QUARTER_MS
  if (quarter === null || quarter.start !== start || quarter.zone !== zone) {
    const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone)
    quarter = { zone, start, day: local.toPlainDate(), minute: local.hour * 60 + local.minute }
  }
  return { day: quarter.day, minute: quarter.minute + Math.floor((at.epochMilliseconds - start) / 60_000) }
}

const texts = new WeakMap<PlainDate, string>()

/** `2026-11-21`; remembered, because everybody who asks `wallClock` gets the same day. */
export function isoDay(day: PlainDate): string {
  const text = texts.get(day) ?? day.toString()
  texts.set(day, text)
  return text
}

/** Whole minutes from `from` to `to`, rounded down; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000)

export const isBefore = (a: Instant, b: Instant): boolean => a.epochMilliseconds < b.epochMilliseconds

/** The earlier of two instants. */
export const earlier = (a: Instant, b: Instant): Instant => (isBefore(b, a) ? b : a)

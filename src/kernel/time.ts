/** Time, in one place. Node 24 has no `Temporal`; when it does, only this file changes. */
import { Temporal } from 'temporal-polyfill'

export { Temporal }
export type Instant = Temporal.Instant
export type PlainDate = Temporal.PlainDate

/** What tells the time. Rules never ask it: they are told `at`. Use cases hold the house's. */
export interface Clock {
  now(): Instant
}

/** Whole minutes from `from` to `to`, rounded down; negative when `to` is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number =>
  Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000)

export const isBefore = (a: Instant, b: Instant): boolean => a.epochMilliseconds < b.epochMilliseconds

/** The earlier of two instants. */
export const earlier = (a: Instant, b: Instant): Instant => (isBefore(b, a) ? b : a)

import { Temporal } from '#kernel/time.ts'
import type { Random } from '../random.ts'
import { type Request, type Slots, said } from '../requests/index.ts'
import type { Act, Cast, Owner, Step } from './act.ts'

const MINUTE = 60_000

/** A matter while its course is being thought up. Times are milliseconds of 1970. */
export interface Plot {
  readonly random: Random
  readonly cast: Cast
  readonly request: Request
  readonly slots: Slots
  readonly openedAt: number
  readonly owner: Owner
  readonly channel: string
  /** Units that have a share, in order. */
  readonly units: string[]
  readonly steps: { at: number; act: Act }[]
  isComplex: boolean
}

export const minutes = (count: number): number => count * MINUTE
export const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at)

export function add(plot: Plot, at: number, act: Act): number {
  plot.steps.push({ at, act })
  return at
}

/** Words of the request, with its clinic and sum filled in. */
export const words = (plot: Plot, list: readonly string[]): string => said(plot.random.pick(list), plot.slots)

/** The same moment, or the next morning where a department has gone home. Work that was begun is finished a little after hours. */
export function atWork(plot: Plot, at: number): number {
  const local = instant(at).toZonedDateTimeISO(plot.cast.zone)
  const hour = local.hour + local.minute / 60
  if (plot.cast.isWorkday(instant(at)) && hour >= 7.75 && hour < 18.5) return at
  return opening(plot, at)
}

/** When departments work again, and somebody has looked at what lies there. */
export const opening = (plot: Plot, at: number): number =>
  plot.cast.nextOpening(instant(at)).epochMilliseconds + minutes(plot.random.whole(4, 26))

/** Nobody telephones a patient at night. */
export function atDaytime(plot: Plot, at: number): number {
  const local = instant(at).toZonedDateTimeISO(plot.cast.zone)
  if (local.hour >= 8 && local.hour < 20) return at
  const day = local.hour < 8 ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  const morning = day.toZonedDateTime({ timeZone: plot.cast.zone, plainTime: '09:00' }).epochMilliseconds
  return morning + minutes(plot.random.whole(5, 100))
}

/** The steps in the order of time, each at a moment of its own. */
export function inOrder(plot: Plot): readonly Step[] {
  let last = plot.openedAt
  return plot.steps
    .map((step, order) => ({ ...step, order }))
    .toSorted((a, b) => a.at - b.at || a.order - b.order)
    .map(({ at, act }) => {
      // To the second, as people read it.
      last = Math.max(Math.round(at / 1000) * 1000, last + 1000)
      return { at: instant(last), act }
    })
}

/** What the shares of a slot count (号源计数). */
export interface SlotCounters {
  readonly capacity: number
  readonly booked: number
  readonly held: number
  readonly stopped: number
}

/** Of the booked places: those whose patient came, and those whose patient did not. */
export interface SlotVisits {
  readonly used: number
  readonly missed: number
}

/** Where every place of a slot is (号源去向, APT-03). */
export interface SlotSum {
  readonly published: number
  readonly free: number
  readonly held: number
  readonly booked: number
  readonly used: number
  readonly expired: number
  readonly stopped: number
}

/**
 * Where the places are: free to be booked, held, booked, used by whoever came, expired (nobody took them, or who had them did not
 * come) and stopped. Together they are what was published.
 */
export function slotSum(counters: SlotCounters, visits: SlotVisits, isOver: boolean): SlotSum {
  const left = counters.capacity - counters.booked - counters.held - counters.stopped
  return {
    published: counters.capacity,
    free: isOver ? 0 : left,
    held: counters.held,
    booked: counters.booked - visits.used - visits.missed,
    used: visits.used,
    expired: visits.missed + (isOver ? left : 0),
    stopped: counters.stopped,
  }
}

const NOTHING: SlotSum = { published: 0, free: 0, held: 0, booked: 0, used: 0, expired: 0, stopped: 0 }

/** Several slots together. */
export const together = (sums: readonly SlotSum[]): SlotSum =>
  sums.reduce(
    (all, one) => ({
      published: all.published + one.published,
      free: all.free + one.free,
      held: all.held + one.held,
      booked: all.booked + one.booked,
      used: all.used + one.used,
      expired: all.expired + one.expired,
      stopped: all.stopped + one.stopped,
    }),
    NOTHING,
  )

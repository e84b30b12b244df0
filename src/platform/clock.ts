import { type Clock, Temporal } from '#kernel/time.ts'

let last = Temporal.Instant.fromEpochMilliseconds(0)

/** The machine's time, in milliseconds: the only place that asks it. An instant is made once for each of them. */
export const systemClock: Clock = {
  now() {
    const now = Date.now()
    if (now !== last.epochMilliseconds) last = Temporal.Instant.fromEpochMilliseconds(now)
    return last
  },
}

/** A clock that a scenario or a seed sets and moves. */
export interface SettableClock extends Clock {
  set(at: Temporal.Instant): void
  advance(duration: Temporal.DurationLike): void
}

/** Stands at `at` until it is moved. */
export function stoppedClock(at: Temporal.Instant): SettableClock {
  let now = at
  return {
    now: () => now,
    set(to) {
      now = to
    },
    advance(duration) {
      now = now.add(duration)
    },
  }
}

/** A clock that runs, and knows how far it is ahead of the machine's. */
export interface ShiftedClock extends SettableClock {
  offsetMs(): number
}

/** Runs like the machine's, `offsetMs` ahead of it. */
export function shiftedClock(offsetMs: number): ShiftedClock {
  let offset = offsetMs
  return {
    now: () => systemClock.now().add({ milliseconds: offset }),
    set(to) {
      offset = to.epochMilliseconds - systemClock.now().epochMilliseconds
    },
    advance(duration) {
      offset += Temporal.Duration.from(duration).total('milliseconds')
    },
    offsetMs: () => offset,
  }
}

import { isBefore, type Instant, type PlainDate } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { instantAt } from '../roster.ts'
import type { Cast, Matter } from './act.ts'
import { planDay } from './day.ts'
import { type Known, type Player, playerOf } from './play.ts'

/** How many matters are played at once: the house and PostgreSQL wait for each other less. */
const AT_ONCE = 4

/**
 * Plays the matters of some days up to `until`, day by day, in the order in which they came in. `more` are those that do not come
 * out of the day's plan. Returns how many there were.
 */
export async function playDays(
  house: House,
  asked: {
    readonly days: readonly PlainDate[]
    readonly until: Instant
    readonly patients: readonly Known[]
    readonly more?: (cast: Cast) => readonly Matter[]
    readonly onDay?: (day: PlainDate, matters: number) => void
  },
): Promise<number> {
  const players = Array.from({ length: AT_ONCE }, () => playerOf(house, asked.patients, asked.until))
  const [first] = players as [Player]
  const { zone } = house.hospital
  const more = asked.more?.(await first.castOn(asked.until)) ?? []
  let played = 0
  for (const day of asked.days) {
    const cast = await first.castOn(instantAt(day, 12, zone))
    const matters = [
      ...planDay(day, cast, asked.patients.length),
      ...more.filter(one => dayOf(one, zone) === day.toString()),
    ]
      .filter(one => isBefore(one.openedAt, asked.until))
      .toSorted((a, b) => a.openedAt.epochMilliseconds - b.openedAt.epochMilliseconds)
    const waiting = matters.map((matter, n) => [matter, n + 1] as const).values()
    await Promise.all(
      players.map(async player => {
        for (const [matter, ordinal] of waiting) await player.play(matter, ordinal)
      }),
    )
    await countFrom(house, day, matters.length)
    house.live.moved()
    played += matters.length
    asked.onDay?.(day, matters.length)
  }
  return played
}

const dayOf = (matter: Matter, zone: string): string =>
  matter.openedAt.toZonedDateTimeISO(zone).toPlainDate().toString()

/** The next matter of that day gets the next number. */
const countFrom = (house: House, day: PlainDate, count: number) =>
  house.database.statement(
    `insert into platform.counter as c (hospital_id, kind, day, value) values ($1, 'ticket', $2, $3)
     on conflict (hospital_id, kind, day) do update set value = greatest(c.value, excluded.value)`,
    [house.hospital.id, day.toString(), count],
  )

import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'

/** From one moment up to, and without, another. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

const startOf = (day: PlainDate, zone: string): Instant => day.toZonedDateTime({ timeZone: zone }).toInstant()

/** The calendar day of the hospital. */
export const dayPeriod = (day: PlainDate, zone: string): Period => ({
  from: startOf(day, zone),
  to: startOf(day.add({ days: 1 }), zone),
})

/** A minute of the day on the hospital's wall, as an instant. */
export const minuteOf = (day: PlainDate, minute: number, zone: string): Instant =>
  day
    .toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }),
    })
    .toInstant()

export const monthOf = (day: PlainDate): PlainDate => day.with({ day: 1 })

/** The days of a month up to, and with, `last`. */
export function daysOfMonth(month: PlainDate, last: PlainDate): readonly PlainDate[] {
  const days: PlainDate[] = []
  for (
    let day = monthOf(month);
    day.month === month.month && Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    days.push(day)
  return days
}

import { type HospitalCalendar, isWorkday, isWorkingTime } from '#kernel/calendar.ts'
import { type Instant, type PlainDate, Temporal, wallClock } from '#kernel/time.ts'

/** When a number is answered (接听时间): as the hospital works, day and night, or on some days of the week. */
export type Hours =
  | { readonly kind: 'calendar' }
  | { readonly kind: 'always' }
  | {
      readonly kind: 'weekly'
      /** ISO: 1 is Monday. */
      readonly weekdays: readonly number[]
      /** Minutes from midnight. */
      readonly from: number
      readonly to: number
      readonly alsoHolidays: boolean
    }

/** Does somebody answer now, and if not, when next? `next` is null where nobody answers in two weeks. */
export interface Answering {
  readonly isLive: boolean
  readonly next: Instant | null
}

const DAYS = 14

/** Is the number answered at `at`, and when next where it is not (DIR-07)? */
export function answeringAt(hours: Hours, at: Instant, calendar: HospitalCalendar): Answering {
  if (isAnswered(hours, at, calendar)) return { isLive: true, next: null }
  const { day, minute } = wallClock(at, calendar.zone)
  for (let ahead = 0; ahead < DAYS; ahead += 1) {
    const then = day.add({ days: ahead })
    const begins = beginnings(hours, then, calendar).find(one => ahead > 0 || one > minute)
    if (begins !== undefined) return { isLive: false, next: instantOf(then, begins, calendar.zone) }
  }
  return { isLive: false, next: null }
}

function isAnswered(hours: Hours, at: Instant, calendar: HospitalCalendar): boolean {
  if (hours.kind === 'always') return true
  if (hours.kind === 'calendar') return isWorkingTime(at, calendar)
  const { day, minute } = wallClock(at, calendar.zone)
  return isDay(hours, day, calendar) && minute >= hours.from && minute < hours.to
}

/** Minutes of a day at which answering begins. */
function beginnings(hours: Hours, day: PlainDate, calendar: HospitalCalendar): readonly number[] {
  if (hours.kind === 'always') return [0]
  if (hours.kind === 'calendar') return isWorkday(day, calendar) ? calendar.sessions.map(one => one.from) : []
  return isDay(hours, day, calendar) ? [hours.from] : []
}

const isDay = (hours: Extract<Hours, { kind: 'weekly' }>, day: PlainDate, calendar: HospitalCalendar): boolean =>
  hours.weekdays.includes(day.dayOfWeek) && (hours.alsoHolidays || !calendar.holidays.has(day.toString()))

const instantOf = (day: PlainDate, minute: number, zone: string): Instant =>
  day
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from('00:00') })
    .add({ minutes: minute })
    .toInstant()

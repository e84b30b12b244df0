import type { HospitalCalendar } from '#kernel/calendar.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, type PlainDate, Temporal } from '#kernel/time.ts'

export const RESOURCE_KINDS = ['infusion', 'dialysis', 'physiotherapy', 'chemotherapy', 'other'] as const
export type ResourceKind = (typeof RESOURCE_KINDS)[number]

/** Opening hours on some weekdays (ISO: 1 is Monday), in minutes from midnight. */
export interface OpeningHours {
  readonly weekdays: readonly number[]
  readonly from: number
  readonly to: number
}

/** What of a resource (治疗资源) its times are made of. */
export interface ResourceTimes {
  readonly slotMinutes: number
  readonly hours: readonly OpeningHours[]
  readonly onHolidays: boolean
  readonly isActive: boolean
}

/** One version of something that holds from a day on. */
interface Dated {
  readonly version: number
  readonly effectiveFrom: string
}

/** The version that holds on a day: of those that have begun the newest. */
export function holdingOn<V extends Dated>(versions: readonly V[], day: string): V | null {
  const begun = versions.filter(one => one.effectiveFrom <= day)
  return begun.reduce<V | null>((last, one) => (last === null || one.version > last.version ? one : last), null)
}

/** Refuses hours that end before one session fits, and a resource without any. */
export function mustBeOpen({ hours, slotMinutes }: Pick<ResourceTimes, 'hours' | 'slotMinutes'>): void {
  const isWrong = hours.length === 0 || hours.some(one => one.to - one.from < slotMinutes || one.weekdays.length === 0)
  if (isWrong) throw new Problem('resource-hours', { pointer: '/body/hours', minutes: slotMinutes })
}

const isHoliday = (day: PlainDate, calendar: HospitalCalendar): boolean =>
  calendar.holidays.has(day.toString()) && !calendar.makeUpDays.has(day.toString())

/** When sessions begin on a day: whole sessions within the opening hours; none on a public holiday where it is closed then. */
export function startsOn(resource: ResourceTimes | null, day: PlainDate, calendar: HospitalCalendar): Instant[] {
  if (resource === null || !resource.isActive) return []
  if (!resource.onHolidays && isHoliday(day, calendar)) return []
  const midnight = day.toZonedDateTime({ timeZone: calendar.zone, plainTime: '00:00' })
  const minutes = resource.hours
    .filter(one => one.weekdays.includes(day.dayOfWeek))
    .flatMap(one =>
      Array.from(
        { length: Math.floor((one.to - one.from) / resource.slotMinutes) },
        (_, n) => one.from + n * resource.slotMinutes,
      ),
    )
  return [...new Set(minutes)].toSorted((a, b) => a - b).map(minute => midnight.add({ minutes: minute }).toInstant())
}

/** How a series repeats: every so many days or weeks. */
export interface Rhythm {
  readonly count: number
  readonly every: number
  readonly step: 'day' | 'week'
}

/** The days of a series from its first (疗程日期): the same weekday where it goes by weeks. */
export const daysOfSeries = (first: PlainDate, { count, every, step }: Rhythm): PlainDate[] =>
  Array.from({ length: count }, (_, n) => first.add({ days: n * every * (step === 'week' ? 7 : 1) }))

export type Conflict = 'past' | 'closed' | 'full' | 'patient-busy'

/** What a plan is held against. */
export interface Occupied {
  readonly at: Instant
  /** When sessions may begin on a day. */
  readonly startsOn: (day: PlainDate) => readonly Instant[]
  readonly isFull: (start: Instant) => boolean
  /** Is the patient somewhere else then? */
  readonly isBusy: (start: Instant) => boolean
  readonly zone: string
  /** How many other times are shown, and how many days before and after the wanted one are looked at. */
  readonly shown: number
  readonly around: number
}

const same = (a: Instant, b: Instant): boolean => a.epochMilliseconds === b.epochMilliseconds

/** Why a session cannot be then, or null. */
export function conflictOf(start: Instant, against: Occupied, taken: readonly Instant[] = []): Conflict | null {
  if (!isBefore(against.at, start)) return 'past'
  const day = start.toZonedDateTimeISO(against.zone).toPlainDate()
  if (!against.startsOn(day).some(one => same(one, start))) return 'closed'
  if (taken.some(one => same(one, start)) || against.isBusy(start)) return 'patient-busy'
  return against.isFull(start) ? 'full' : null
}

/** The free times next to a wanted one: the same day first, then the days around it, each by how near the same time of day it is. */
export function alternativesTo(wanted: Instant, against: Occupied, taken: readonly Instant[]): Instant[] {
  const day = wanted.toZonedDateTimeISO(against.zone).toPlainDate()
  const offsets = Array.from({ length: 2 * against.around + 1 }, (_, n) => n - against.around)
  return offsets
    .flatMap(days => {
      const sameTime = wanted.epochMilliseconds + days * DAY_MS
      return against
        .startsOn(day.add({ days }))
        .map(start => ({ start, days: Math.abs(days), off: Math.abs(start.epochMilliseconds - sameTime) }))
    })
    .filter(({ start }) => conflictOf(start, against, taken) === null)
    .toSorted((a, b) => a.days - b.days || a.off - b.off || Temporal.Instant.compare(a.start, b.start))
    .slice(0, against.shown)
    .map(({ start }) => start)
}
const DAY_MS = 24 * 60 * 60 * 1000

export interface PlannedSession {
  readonly ordinal: number
  readonly startsAt: Instant
  readonly conflict: Conflict | null
  readonly alternatives: readonly Instant[]
}

/** Holds the wanted times against what is taken: each that cannot be is shown with other times (冲突与替代). */
export function planSessions(starts: readonly Instant[], against: Occupied): PlannedSession[] {
  return starts.map((startsAt, index) => {
    const others = starts.filter((_, n) => n !== index)
    const conflict = conflictOf(startsAt, against, starts.slice(0, index))
    return {
      ordinal: index + 1,
      startsAt,
      conflict,
      alternatives: conflict === null ? [] : alternativesTo(startsAt, against, others),
    }
  })
}

export const TREATMENT_STATUSES = ['booked', 'done', 'missed', 'cancelled'] as const
export type TreatmentStatus = (typeof TREATMENT_STATUSES)[number]

/** Refuses a step on a session that is over. */
export function mustBeBooked(status: TreatmentStatus): void {
  if (status !== 'booked') throw new Problem('treatment-over')
}

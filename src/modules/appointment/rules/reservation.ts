import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, type PlainDate, Temporal } from '#kernel/time.ts'

/** The states of a reservation (中长期预约). `to_call`: no place was to be had, a person calls. */
export const RESERVATION_STATUSES = ['reserved', 'to_call', 'booked', 'cancelled', 'unreached'] as const
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number]

const NEXT: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  reserved: ['booked', 'to_call', 'cancelled', 'reserved'],
  to_call: ['booked', 'reserved', 'cancelled', 'unreached'],
  booked: [],
  cancelled: [],
  unreached: [],
}

/** Refuses a step that the life of a reservation lacks. */
export function reservationMayFollow(from: ReservationStatus, to: ReservationStatus): void {
  if (!NEXT[from].includes(to)) throw new Problem('reservation-status', { from, to })
}

export interface ReservationPolicy {
  /** How far ahead a week may be, in days. */
  readonly horizonDays: number
  /** So many days before its week a reservation without a place is a person's to call. */
  readonly callDays: number
  /** After so many calls in vain the patient counts as not reached. */
  readonly attempts: number
  /** Days before the visit on which the patient is reminded, and at which hour. */
  readonly remindDays: readonly number[]
  readonly remindHour: number
}

/** The Monday of the week of a day. */
export const weekOf = (day: PlainDate): PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** Refuses a week that is over and one beyond the horizon. */
export function mustBeWithin(week: PlainDate, today: PlainDate, policy: ReservationPolicy): void {
  const isOver = Temporal.PlainDate.compare(week.add({ days: 6 }), today) < 0
  const isTooFar = Temporal.PlainDate.compare(week, today.add({ days: policy.horizonDays })) > 0
  if (isOver || isTooFar) throw new Problem('reservation-week', { days: policy.horizonDays })
}

/** When a person calls if there is no place by then: some days before the week, at the beginning of that day. */
export const callDue = (week: PlainDate, zone: string, policy: ReservationPolicy): Instant =>
  week.subtract({ days: policy.callDays }).toZonedDateTime({ timeZone: zone }).toInstant()

/** One reminder of the chain. */
export interface Reminder {
  readonly daysBefore: number
  readonly dueAt: Instant
}

/** The chain of reminders before a day (提醒链): those whose time has not passed at `at`. */
export function remindersBefore(day: PlainDate, zone: string, policy: ReservationPolicy, at: Instant): Reminder[] {
  return policy.remindDays
    .map(daysBefore => ({
      daysBefore,
      dueAt: day
        .subtract({ days: daysBefore })
        .toZonedDateTime({ timeZone: zone, plainTime: { hour: policy.remindHour } })
        .toInstant(),
    }))
    .filter(one => isBefore(at, one.dueAt))
}

/** Why a person calls now, or null while places may still come. */
export function whyCall(week: {
  readonly hasPlaces: boolean
  readonly isWhollyPublished: boolean
  readonly isDue: boolean
}): 'no-places' | 'week-full' | null {
  if (week.hasPlaces && week.isWhollyPublished) return 'week-full'
  if (!week.isDue) return null
  return week.hasPlaces ? 'week-full' : 'no-places'
}

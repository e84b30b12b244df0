import { type HospitalCalendar, isWorkday } from '#kernel/calendar.ts'
import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'
import type { StaffPlan } from '#modules/staff/index.ts'
import { type Member, NAMED, type Rhythm } from './people.ts'
import { randomFrom } from './random.ts'

export type Duties = NonNullable<StaffPlan['people'][number]['duties']>

/** From and to, in hours from midnight. */
type Hours = readonly [from: number, to: number]

/** The desk's shifts (班次): early, day, late. */
const EARLY: Hours = [7.5, 15.5]
const DAY: Hours = [8, 17.5]
const LATE: Hours = [12, 20]
/** Of the ten of the desk, who has the shift of the tour: always by day. */
const OF_THE_TOUR = new Set([3, 4])

/** When a person works on a day; null is a day off. Days are counted from 1970, so that turns go on over months. */
const SHIFT: Readonly<Record<Rhythm, (on: { day: number; turn: number; worked: boolean }) => Hours | null>> = {
  office: ({ worked }) => (worked ? DAY : null),
  desk: ({ day, turn, worked }) => {
    if (!worked) return (day + turn) % 3 === 0 ? DAY : null
    if (OF_THE_TOUR.has(turn)) return DAY
    return [EARLY, DAY, DAY, LATE][(day + turn) % 4] ?? DAY
  },
  weekend: ({ day, turn, worked }) => (worked || (day + turn) % 3 === 0 ? DAY : null),
  // Liaison and deputy change between day and night every week, so that one of them is always there.
  emergency: ({ day, turn }) => ((Math.floor(day / 7) + turn) % 2 === 0 ? [8, 20] : [20, 32]),
  night: ({ day, turn }) => ([[8, 20], [20, 32], null, null] as const)[(day + turn) % 4] ?? null,
  duty: ({ day, turn }) => ((day + turn) % 4 === 0 ? [8, 32] : null),
}

/** The days of a roster (排班), looked up once for everybody. */
export interface RosterDays {
  readonly zone: string
  readonly days: readonly { readonly number: number; readonly midnight: number; readonly worked: boolean }[]
}

export function rosterDays(first: PlainDate, last: PlainDate, calendar: HospitalCalendar): RosterDays {
  const count = first.until(last, { largestUnit: 'days' }).days + 1
  const { zone } = calendar
  return {
    zone,
    days: Array.from({ length: count }, (_, n) => {
      const date = first.add({ days: n })
      return {
        number: dayNumber(date),
        midnight: instantAt(date, 0, zone).epochMilliseconds,
        worked: isWorkday(date, calendar),
      }
    }),
  }
}

/** Duty (在岗) of one person on those days, with a day of leave now and then. */
export function dutiesOf(member: Member, { days }: RosterDays): Duties {
  const found: Duties[number][] = []
  for (const { number, midnight, worked } of days) {
    const shift = SHIFT[member.rhythm]({ day: number, turn: member.turn, worked })
    if (shift === null) continue
    const [from, to] = shift.map(hours =>
      Temporal.Instant.fromEpochMilliseconds(midnight + Math.round(hours * 3_600_000)),
    ) as [Instant, Instant]
    found.push({ kind: 'on-duty', from, to })
    if (isAway(member, number)) found.push({ kind: 'absent', from, to, reason: reasonFor(member, number) })
  }
  return found
}

const TOUR: ReadonlySet<string> = new Set(Object.values(NAMED))

/** One working day in thirty, never liaison and deputy of a department on the same, and nobody of the tour. */
function isAway({ name, rhythm, turn, staffNumber }: Member, day: number): boolean {
  if (rhythm !== 'office' || day % 2 !== turn % 2 || TOUR.has(name)) return false
  return randomFrom(`away ${staffNumber} ${day}`).chance(1 / 15)
}

const reasonFor = ({ staffNumber }: Member, day: number) =>
  randomFrom(`why ${staffNumber} ${day}`).pick(['leave', 'training', 'meeting', 'sick'] as const)

const dayNumber = (date: PlainDate): number => Temporal.PlainDate.from('1970-01-01').until(date).days

/** `hours` after midnight of a day; beyond 24 it is the next. */
export const instantAt = (date: PlainDate, hours: number, zone: string): Instant =>
  date
    .toZonedDateTime({ timeZone: zone, plainTime: '00:00' })
    .add({ minutes: Math.round(hours * 60) })
    .toInstant()

import type { Answer } from '#kernel/endpoint.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import type { readPlaces, readSchedule } from '../../contract.ts'

export type SessionView = Answer<typeof readSchedule>['sessions'][number]
export type Places = Answer<typeof readPlaces>
export type SlotView = Places['slots'][number]
export type Share = SlotView['shares'][number]['quota']
export type Sum = SessionView['sum']

/** The shares that can be kept of a session, and before them what is open to all. */
export const KEPT = ['onsite', 'primary-care', 'consulting-room', 'platform'] as const
export const HALVES = ['morning', 'afternoon', 'evening'] as const

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK = 7

const added = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The Monday of the week of a day. */
export const mondayOf = (day: string): string => added(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK))
export const thisWeek = (): string => mondayOf(dayAt(houseNow()))
export const weekOf = (monday: string): readonly string[] => Array.from({ length: WEEK }, (_, n) => added(monday, n))
export const otherWeek = (monday: string, by: number): string => added(monday, by * WEEK)

/** What a session is to whoever looks at the week. */
export function stateOf({ state, isPublished, sum, to }: SessionView) {
  if (state === 'stopped') return 'stopped' as const
  if (!isPublished) return 'planned' as const
  if (Date.parse(to) <= houseNow()) return 'over' as const
  if (sum.free === 0) return 'full' as const
  return state === 'substituted' ? ('substituted' as const) : ('open' as const)
}

const NOTHING: Sum = { published: 0, free: 0, held: 0, booked: 0, used: 0, expired: 0, stopped: 0 }
export const SUMS = ['published', 'free', 'booked', 'held', 'used', 'expired', 'stopped'] as const

export const together = (sessions: readonly SessionView[]): Sum =>
  sessions.reduce((all, { sum }) => {
    const next = { ...all }
    for (const key of SUMS) next[key] += sum[key]
    return next
  }, NOTHING)

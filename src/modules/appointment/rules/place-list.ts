import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import type { Quota, QuotaPlaces, QuotaPlan } from './quota.ts'
import { LONGEST_SLOT, type SlotTime } from './slot.ts'

/** How lists of places are taken, and until when they are expected (号源上传, APT-01). */
export interface ListPolicy {
  /** From this hour on whoever is missing a list is told. */
  readonly cutOffHour: number
  /** The day that must have places by then, in days from today. */
  readonly horizonDays: number
  /** How long a slot is where a list does not say, in minutes. */
  readonly slotMinutes: number
  /** When what is kept is opened to all, in minutes before the slot, where the hospital's plan does not say. */
  readonly releaseMinutes: number
}

/** Places of a session that are kept for some (配额): so many of a share. */
export interface KeptPlaces {
  readonly quota: Exclude<Quota, 'open' | 'extra'>
  readonly places: number
}

/** What a list says of the time and the places of one session (号源清单的一行). */
export interface ListedPlaces {
  readonly from: Instant
  readonly to: Instant
  /** Null where the list says how many places, and not how long each slot is. */
  readonly slotMinutes: number | null
  /** Null where it says how long: then one place in each slot. */
  readonly places: number | null
  /** Null where the hospital's plan holds. */
  readonly kept: readonly KeptPlaces[] | null
}

/** The slot length and number of places that a list means. Refuses what is past, too long, too short, and more kept than there is. */
export function placesOfList(
  list: ListedPlaces,
  policy: ListPolicy,
  at: Instant,
): { readonly slotMinutes: number; readonly capacity: number } {
  if (!isBefore(list.from, list.to)) throw new Problem('list-times')
  if (!isBefore(at, list.to)) throw new Problem('list-past')
  if (list.slotMinutes === null && list.places === null) throw new Problem('list-without-places')
  const slotMinutes = list.slotMinutes ?? policy.slotMinutes
  if (slotMinutes > LONGEST_SLOT) throw new Problem('slot-too-long', { most: LONGEST_SLOT })
  const slots = Math.floor((list.to.epochMilliseconds - list.from.epochMilliseconds) / (slotMinutes * 60_000))
  if (slots < 1) throw new Problem('session-too-short', { minutes: slotMinutes })
  const capacity = list.places ?? slots
  const kept = (list.kept ?? []).reduce((sum, one) => sum + one.places, 0)
  if (kept > capacity) throw new Problem('quotas-over-capacity', { capacity, kept })
  return { slotMinutes, capacity }
}

/**
 * Deals the places of a session's slots by numbers (配额分配): each place goes to the share that is furthest behind, so that every
 * share has exactly its number and is spread over the whole session. What is kept already past its release is open at once.
 */
export function dealPlaces(
  slots: readonly SlotTime[],
  kept: readonly KeptPlaces[],
  release: { readonly plan: readonly QuotaPlan[]; readonly minutes: number },
  at: Instant,
): readonly (readonly QuotaPlaces[])[] {
  const capacity = slots.reduce((sum, slot) => sum + slot.capacity, 0)
  const open = capacity - kept.reduce((sum, one) => sum + one.places, 0)
  const shares = [...kept, { quota: 'open' as const, places: open }].map(one => ({ ...one, given: 0 }))
  const minutesOf = (quota: Quota) => release.plan.find(one => one.quota === quota)?.releaseMinutes ?? release.minutes
  let passed = 0
  return slots.map(slot => {
    const here = new Map<Quota, number>()
    for (let place = 0; place < slot.capacity; place += 1) {
      passed += 1
      const behind = (one: (typeof shares)[number]) =>
        one.given < one.places ? (passed * one.places) / capacity - one.given : Number.NEGATIVE_INFINITY
      const next = shares.reduce((first, one) => (behind(one) > behind(first) ? one : first))
      next.given += 1
      const releaseAt = slot.startsAt.subtract({ minutes: minutesOf(next.quota) })
      const quota = next.quota === 'open' || isBefore(at, releaseAt) ? next.quota : 'open'
      here.set(quota, (here.get(quota) ?? 0) + 1)
    }
    const parts = [...here].filter(([quota]) => quota !== 'open')
    return [
      { quota: 'open' as const, capacity: here.get('open') ?? 0, releaseAt: null },
      ...parts.map(([quota, count]) => ({
        quota,
        capacity: count,
        releaseAt: slot.startsAt.subtract({ minutes: minutesOf(quota) }),
      })),
    ]
  })
}

const DAY = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/
const TIME = /^(\d{1,2})[::时](\d{2})?分?$/

/** A day as people write it: 2026-11-30, 2026/11/30, 2026年11月30日; null where it is none. */
export function readDay(text: string): string | null {
  const [, year, month, date] = DAY.exec(text.normalize('NFKC')) ?? []
  if (year === undefined || month === undefined || date === undefined) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(date) },
      { overflow: 'reject' },
    ).toString()
  } catch {
    return null
  }
}

/** A time of day as people write it: 8:00, 08:00, 8时30分; in minutes, null where it is none. */
export function readTime(text: string): number | null {
  const [, hour, minute = '0'] = TIME.exec(text.normalize('NFKC')) ?? []
  const minutes = hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && minutes <= 24 * 60 ? minutes : null
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { dealPlaces, type ListedPlaces, type ListPolicy, placesOfList, readDay, readTime } from './place-list.ts'
import { slotTimes } from './slot.ts'

const at = Temporal.Instant.from('2026-11-16T09:00:00+08:00')
const policy: ListPolicy = { cutOffHour: 17, horizonDays: 13, slotMinutes: 30, releaseMinutes: 120 }
const list = (more: Partial<ListedPlaces> = {}): ListedPlaces => ({
  from: Temporal.Instant.from('2026-11-20T08:00:00+08:00'),
  to: Temporal.Instant.from('2026-11-20T12:00:00+08:00'),
  slotMinutes: null,
  places: 32,
  kept: null,
  ...more,
})
const code = (name: string) => expect.objectContaining({ code: name })

describe('a list says places or slot length', () => {
  test('places alone are spread over slots of the usual length; a length alone is a place each', () => {
    expect(placesOfList(list(), policy, at)).toEqual({ slotMinutes: 30, capacity: 32 })
    expect(placesOfList(list({ places: null, slotMinutes: 15 }), policy, at)).toEqual({ slotMinutes: 15, capacity: 16 })
  })
  test.each([
    ['neither', { places: null }, 'list-without-places'],
    ['a slot over half an hour', { slotMinutes: 31 }, 'slot-too-long'],
    ['an end before the beginning', { to: list().from }, 'list-times'],
    ['a time that is over', { from: at.subtract({ hours: 4 }), to: at }, 'list-past'],
    ['less time than a slot', { to: list().from.add({ minutes: 20 }) }, 'session-too-short'],
    ['more kept than there is', { kept: [{ quota: 'onsite' as const, places: 33 }] }, 'quotas-over-capacity'],
  ])('%s is refused', (_, change, refusal) => {
    expect(() => placesOfList(list(change), policy, at)).toThrow(code(refusal))
  })
})

test('every share has exactly its number, no slot more than it has, and what is past its release is open', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 5, max: 30 }),
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 }),
      (capacity, minutes, numbers) => {
        const quotas = ['onsite', 'primary-care', 'consulting-room', 'platform'] as const
        const kept = quotas.map((quota, n) => ({ quota, places: numbers[n] ?? 0 }))
        fc.pre(kept.reduce((sum, one) => sum + one.places, 0) <= capacity)
        const times = slotTimes({ ...list(), minutes, capacity })
        const dealt = dealPlaces(times, kept, { plan: [], minutes: 60 }, at)
        expect(dealt.map(slot => slot.reduce((sum, one) => sum + one.capacity, 0))).toEqual(
          times.map(slot => slot.capacity),
        )
        for (const { quota, places } of kept)
          expect(dealt.flat().reduce((sum, one) => sum + (one.quota === quota ? one.capacity : 0), 0)).toBe(places)
        const late = dealPlaces(times, kept, { plan: [], minutes: 60 }, list().to)
        expect(late.flat().every(one => one.quota === 'open')).toBe(true)
      },
    ),
  )
})

test('days and times are read as people write them', () => {
  for (const text of ['2026-11-30', '2026/11/30', '2026.11.30', '2026年11月30日'])
    expect(readDay(text)).toBe('2026-11-30')
  for (const text of ['2026-02-30', '11-30', '明天', '20261130']) expect(readDay(text)).toBe(null)
  expect(['8:00', '08:00', '8:00', '8时30分', '24:00'].map(readTime)).toEqual([480, 480, 480, 510, 1440])
  expect(['25:00', '8', '8:75', '早上'].map(readTime)).toEqual([null, null, null, null])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { CHANNELS, dealQuotas, quotasOf } from './quota.ts'

const NOW = Temporal.Instant.from('2026-11-16T09:00:00+08:00')
const slots = (capacities: readonly number[], hours = 24 * 7) =>
  capacities.map((capacity, index) => ({ capacity, startsAt: NOW.add({ hours, minutes: index * 30 }) }))

test('thirty per cent of forty places are twelve, dealt over the whole session', () => {
  const dealt = dealQuotas(
    slots(Array.from({ length: 8 }, () => 5)),
    [{ quota: 'primary-care', share: 0.3, releaseMinutes: 3 * 24 * 60 }],
    NOW,
  )
  const kept = dealt.map(places => places.find(one => one.quota === 'primary-care')?.capacity ?? 0)
  expect(kept.reduce((a, b) => a + b)).toBe(12)
  expect(kept).toEqual([2, 1, 2, 1, 2, 1, 2, 1])
})

test('what would be released already is open from the beginning', () => {
  const dealt = dealQuotas(slots([5, 5], 2), [{ quota: 'primary-care', share: 0.4, releaseMinutes: 3 * 24 * 60 }], NOW)
  expect(dealt).toEqual([
    [{ quota: 'open', capacity: 5, releaseAt: null }],
    [{ quota: 'open', capacity: 5, releaseAt: null }],
  ])
})

test('each place is in one share, and none is dealt twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 49 }),
      fc.integer({ min: 1, max: 49 }),
      (capacities, a, b) => {
        const dealt = dealQuotas(
          slots(capacities),
          [
            { quota: 'primary-care', share: a / 100, releaseMinutes: 60 },
            { quota: 'onsite', share: b / 100, releaseMinutes: 60 },
          ],
          NOW,
        )
        for (const [index, places] of dealt.entries()) {
          expect(places.reduce((sum, one) => sum + one.capacity, 0)).toBe(capacities[index])
          expect(places.every(one => one.capacity >= 0)).toBe(true)
        }
      },
    ),
  )
})

test('every channel may take what is open, last', () => {
  for (const channel of CHANNELS) expect(quotasOf(channel).at(-1)).toBe('open')
  expect(quotasOf('referral')).toEqual(['primary-care', 'open'])
})

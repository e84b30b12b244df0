import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { overlaps, slotTimes } from './slot.ts'

const EIGHT = Temporal.Instant.from('2026-11-16T08:00:00+08:00')

test('twenty places of a morning stand in eight half-hours, the earlier ones with more', () => {
  const slots = slotTimes({ from: EIGHT, to: EIGHT.add({ hours: 4 }), minutes: 30, capacity: 20 })
  expect(slots.map(slot => slot.capacity)).toEqual([3, 2, 3, 2, 3, 2, 3, 2])
  expect(slots.at(-1)?.startsAt.toString()).toBe('2026-11-16T03:30:00Z')
})

test('a slot over half an hour and a session shorter than a slot are refused', () => {
  expect(() => slotTimes({ from: EIGHT, to: EIGHT.add({ hours: 4 }), minutes: 60, capacity: 4 })).toThrow(
    expect.objectContaining({ code: 'slot-too-long' }),
  )
  expect(() => slotTimes({ from: EIGHT, to: EIGHT.add({ minutes: 10 }), minutes: 15, capacity: 4 })).toThrow(
    expect.objectContaining({ code: 'session-too-short' }),
  )
})

test('every place stands in one slot, no slot begins when another runs, all lie within the session', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 300 }),
      (length, minutes, capacity) => {
        fc.pre(length >= minutes)
        const to = EIGHT.add({ minutes: length })
        const slots = slotTimes({ from: EIGHT, to, minutes, capacity })
        const most = Math.max(...slots.map(slot => slot.capacity))
        const least = Math.min(...slots.map(slot => slot.capacity))
        expect(slots.reduce((sum, slot) => sum + slot.capacity, 0)).toBe(capacity)
        expect(most - least).toBeLessThanOrEqual(1)
        const times = slots.map(slot => ({ from: slot.startsAt, to: slot.startsAt.add({ minutes }) }))
        expect(times.every((one, n) => times.slice(n + 1).every(two => !overlaps(one, two)))).toBe(true)
        expect(times.every(one => Temporal.Instant.compare(one.to, to) <= 0)).toBe(true)
      },
    ),
  )
})

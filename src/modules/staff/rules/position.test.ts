import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MONDAY } from '../sample.ts'
import { positionPlan } from '../settings.ts'
import { comparableHours, expectedVolume, mayClose, mayOpen, positionsFor } from './position.ts'

const plan = positionPlan.initial

describe('how many positions to open', () => {
  test('the same hour of the same weekday in the weeks before is what it is compared with', () => {
    const hours = comparableHours(MONDAY.add({ minutes: 25 }), 'Asia/Shanghai', 2)
    expect(hours.map(one => one.from.toString())).toEqual(['2026-11-16T02:00:00Z', '2026-11-09T02:00:00Z'])
    expect(hours.every(one => one.from.until(one.to).total('hours') === 1)).toBe(true)
  })
  test.each([
    [[], null],
    [[0, 0], 0],
    [[60, 61, 70, 80], 68],
  ])('%j are expected to be %s', (counts, volume) => expect(expectedVolume(counts)).toBe(volume))
  test.each([
    [null, 8],
    [0, 8],
    [79, 8],
    [80, 9],
    [119, 9],
    [120, 10],
    [10_000, 10],
  ])('a volume of %s asks for %i', (volume, count) => expect(positionsFor(volume, plan)).toBe(count))
  test('never outside the range, and never fewer for more patients', () =>
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (one, other) => {
        const [few, many] = [Math.min(one, other), Math.max(one, other)].map(volume => positionsFor(volume, plan))
        expect(few).toBeGreaterThanOrEqual(plan.least)
        expect(many).toBeLessThanOrEqual(plan.most)
        expect(few).toBeLessThanOrEqual(many ?? 0)
      }),
    ))
})

describe('outside the range', () => {
  test('the eleventh is opened for a reason only', () => {
    expect(mayOpen(10, plan, null)).toBe(false)
    expect(() => mayOpen(11, plan, null)).toThrow(expect.objectContaining({ code: 'position-beyond-range' }))
    expect(mayOpen(11, plan, '体检团队集中到院')).toBe(true)
  })
  test('below eight within working hours wants a reason, after hours none', () => {
    expect(() => mayClose(7, plan, true, null)).toThrow(expect.objectContaining({ code: 'position-below-range' }))
    expect(() => mayClose(7, plan, true, '停电')).not.toThrow()
    expect(() => mayClose(7, plan, false, null)).not.toThrow()
    expect(() => mayClose(8, plan, true, null)).not.toThrow()
  })
})

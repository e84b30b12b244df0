import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVENING, MONDAY, sampleOrganisation as org, unitId, withAbsence } from '../sample.ts'
import { runsAt, type Standard, staffingAt } from './staffing.ts'

const morning: Standard = {
  id: 's1',
  unitId: unitId('ZT'),
  post: 'desk-agent',
  shift: '上午班',
  fromMinute: 8 * 60,
  toMinute: 12 * 60,
  days: 'workdays',
  least: 2,
}
const figures = (of = org, standard = morning, at = MONDAY) =>
  staffingAt(of, [standard], at).map(({ actual, missing }) => ({ actual, missing }))

describe('how a shift is staffed', () => {
  test('two at the desk of two: nobody is missing', () => expect(figures()).toEqual([{ actual: 2, missing: 0 }]))

  test('ORG-05 (part): with a minimum of two and one on duty, one is missing', () =>
    expect(figures(withAbsence(org, '李静'))).toEqual([{ actual: 1, missing: 1 }]))

  test('a shift that does not run is not counted, nor one of another kind of day', () => {
    expect(figures(org, morning, EVENING)).toEqual([])
    expect(figures(org, { ...morning, days: 'rest-days' })).toEqual([])
    expect(figures(org, { ...morning, days: 'every-day' })).toHaveLength(1)
  })

  test('people of units below count, other posts do not', () => {
    expect(figures(org, { ...morning, unitId: unitId('YGJ') })).toEqual([{ actual: 2, missing: 0 }])
    expect(figures(org, { ...morning, post: 'group-lead' })).toEqual([{ actual: 0, missing: 2 }])
  })

  test('the worst stands first', () => {
    const worse = { ...morning, id: 's2', least: 9 }
    expect(staffingAt(org, [morning, worse], MONDAY).map(one => one.standard.id)).toEqual(['s2', 's1'])
  })
})

describe('a shift over midnight', () => {
  const night: Standard = { ...morning, fromMinute: 20 * 60, toMinute: 32 * 60, days: 'every-day' }
  test('runs from the evening to the next morning', () => {
    const from = MONDAY.add({ hours: 10 })
    expect(runsAt(night, org, from.subtract({ minutes: 1 }))).toBe(false)
    expect(runsAt(night, org, from)).toBe(true)
    expect(runsAt(night, org, from.add({ hours: 11, minutes: 59 }))).toBe(true)
    expect(runsAt(night, org, from.add({ hours: 12 }))).toBe(false)
  })

  test('any shift of every day runs for exactly its length each day', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }), (fromMinute, length) => {
        const shift = { ...night, fromMinute, toMinute: fromMinute + length }
        let minutes = 0
        for (let minute = 0; minute < 1440; minute += 10)
          if (runsAt(shift, org, MONDAY.add({ minutes: minute }))) minutes += 10
        expect(Math.abs(minutes - length)).toBeLessThanOrEqual(10)
      }),
      { numRuns: 50 },
    ))
})

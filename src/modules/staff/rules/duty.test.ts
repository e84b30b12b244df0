import { describe, expect, test } from 'vitest'
import type { Problem } from '#kernel/problem.ts'
import { MONDAY } from '../sample.ts'
import { endOf, mustFit } from './duty.ts'

const hours = (from: number, to: number, kind: 'on-duty' | 'absent' = 'absent') => ({
  personId: 'p',
  kind,
  from: MONDAY.add({ hours: from }),
  to: MONDAY.add({ hours: to }),
})
const codeOf = (act: () => void) => {
  try {
    act()
  } catch (error) {
    return (error as Problem).code
  }
  return null
}
const fit = (asked: ReturnType<typeof hours>, ...others: ReturnType<typeof hours>[]) =>
  codeOf(() => mustFit(asked, others, MONDAY))

describe('a duty or an absence', () => {
  test('may begin in the past, and touch the next', () => {
    expect(fit(hours(-2, 3))).toBeNull()
    expect(fit(hours(0, 2), hours(2, 4), hours(-3, 0))).toBeNull()
  })

  test('of the other kind may lie over it', () => expect(fit(hours(0, 4), hours(0, 8, 'on-duty'))).toBeNull())

  test.each([
    ['duty-order', hours(2, 2), []],
    ['duty-order', hours(0, 62 * 24 + 1), []],
    ['duty-past', hours(-5, 0), []],
    ['duty-overlaps', hours(0, 4), [hours(3, 5)]],
  ] as const)('%s', (code, asked, others) => expect(fit(asked, ...others)).toBe(code))

  test('that has begun is shortened, one to come is removed, one that is over stays', () => {
    expect(endOf(hours(-1, 1), MONDAY)).toBe('shorten')
    expect(endOf(hours(1, 2), MONDAY)).toBe('remove')
    expect(codeOf(() => endOf(hours(-2, 0), MONDAY))).toBe('duty-past')
  })
})

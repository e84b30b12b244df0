import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reaches, shown, valueOf } from './figure.ts'

describe('a figure', () => {
  test('a ratio of nothing is a dash and never 0 %', () => {
    expect(shown('rate', valueOf('rate', { count: 0, of: 0 }))).toBe('–')
    expect(reaches({ is: 'at-least', value: 100 }, valueOf('rate', { count: 0, of: 0 }))).toBeNull()
  })
  test('one decimal, half up', () => {
    expect(shown('rate', valueOf('rate', { count: 2, of: 3 }))).toBe('66.7')
    expect(shown('rate', 99.95)).toBe('100.0')
    expect(shown('mean', 0.25)).toBe('0.3')
    expect(shown('count', 3)).toBe('3')
  })
  test('the target is judged unrounded: 94.96 % shows 95.0 and does not reach 95', () => {
    const value = valueOf('rate', { count: 9496, of: 10_000 })
    expect(shown('rate', value)).toBe('95.0')
    expect(reaches({ is: 'at-least', value: 95 }, value)).toBe(false)
  })
  test('a rate lies between 0 and 100, a mean of equal parts is that part', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (part, of) => {
        const rate = valueOf('rate', { count: Math.min(part, of), of })
        expect(rate).toBeGreaterThanOrEqual(0)
        expect(rate).toBeLessThanOrEqual(100)
        expect(valueOf('mean', { count: part * of, of })).toBe(part)
      }),
    )
  })
})

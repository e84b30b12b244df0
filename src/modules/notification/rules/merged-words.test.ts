import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitting, mergedWords, ROBOT_BYTES_AT_MOST } from './merged-words.ts'

test('as many alerts go together as one message of a robot takes, and never more', () => {
  const words = fc.array(fc.string({ minLength: 1, maxLength: 600, unit: 'grapheme' }), { minLength: 1, maxLength: 25 })
  fc.assert(
    fc.property(words, all => {
      const count = fitting(all)
      const bytes = (n: number) => new TextEncoder().encode(mergedWords(all.slice(0, n))).length
      expect(count).toBeGreaterThan(0)
      if (count > 1) expect(bytes(count)).toBeLessThanOrEqual(ROBOT_BYTES_AT_MOST)
      if (count < all.length) expect(bytes(count + 1)).toBeGreaterThan(ROBOT_BYTES_AT_MOST)
    }),
  )
  expect(fitting(['字'.repeat(700), '字'.repeat(700)])).toBe(1)
})

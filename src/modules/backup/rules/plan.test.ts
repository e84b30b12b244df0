import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { fileNameAt, nextAt } from './plan.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('the next backup', () => {
  test.each([
    ['2026-11-16T01:59:59+08:00', '2026-11-16T02:00:00+08:00'],
    ['2026-11-16T02:00:00+08:00', '2026-11-17T02:00:00+08:00'],
    ['2026-12-31T23:00:00+08:00', '2027-01-01T02:00:00+08:00'],
  ])('after %s is at %s', (now, due) => {
    expect(nextAt(at(now), 2, 'Asia/Shanghai').equals(at(due))).toBe(true)
  })

  test('comes once in the night whose second hour is skipped', () => {
    expect(nextAt(at('2026-03-08T00:30:00-05:00'), 2, 'America/New_York').toString()).toBe('2026-03-08T07:00:00Z')
  })
})

test('a file is named by the hospital’s clock', () => {
  expect(fileNameAt(at('2026-11-15T18:00:07.4Z'), 'Asia/Shanghai')).toBe('yiguanjia-20261116-020007.backup')
})

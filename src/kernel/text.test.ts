import { expect, test } from 'vitest'
import { day, instant, text } from './text.ts'

const read = (value: string, max = 10) => text(max).safeParse(value)

test.each([
  ['张\u202e三\u200b', '张三'],
  ['\ufeff 林思远 \u2060', '林思远'],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
  ['两\n行\t字', '两\n行\t字'],
])('%j is %j', (typed, kept) => expect(read(typed).data).toBe(kept))

test.each(['', ' ', '\u200b\u2060', '\u202e', 'a\u0000', '\u0007', '\ud800', '字'.repeat(11)])('%j is none', typed =>
  expect(read(typed).success).toBe(false),
)

test.each([
  ['2026-11-20', true],
  ['2026-02-30', false],
  ['0000-01-01', false],
  ['9999-12-31', false],
])('%s is a day: %s', (typed, is) => expect(day.safeParse(typed).success).toBe(is))

test.each([
  ['2026-11-20T09:00:00+08:00', true],
  ['2026-11-20T09:00:00', false],
  ['0000-01-01T00:00:00Z', false],
  ['9999-12-31T23:59:59+23:59', false],
])('%s is an instant: %s', (typed, is) => expect(instant.safeParse(typed).success).toBe(is))

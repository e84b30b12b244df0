import { expect, test } from 'vitest'
import { type PlaceKey, readPlace, writePlace } from './page-place.ts'

const ID = '0198d0d0-0000-7000-8000-000000000001'

test('a place comes back as it was written, and the beginning has none', () => {
  const after = writePlace('2026-11-20 01:02:03.123456+00', ID)
  expect(readPlace(after, 'moment', 'id')).toEqual(['2026-11-20 01:02:03.123456+00', ID])
  expect(readPlace(writePlace('infinity', ID), 'moment', 'id')).toEqual(['infinity', ID])
  expect(readPlace(writePlace('2026-11-20T01:02:03.5Z', '3'), 'instant', 'digit')).toHaveLength(2)
  expect(readPlace(undefined, 'moment', 'id')).toEqual([])
})

test.each<[string, PlaceKey]>([
  ['9999-99-99 99:99:99+00', 'moment'],
  ['2026-02-30 00:00:00+00', 'moment'],
  ['0000-01-01 00:00:00+00', 'moment'],
  ['2026-11-20T99:99:99Z', 'instant'],
  ['0000-01-01T00:00:00Z', 'instant'],
  ['2026-02-30', 'day'],
  ['0000-01-01', 'day'],
  ['------------------------------------', 'id'],
  ['10', 'digit'],
  ['a'.repeat(101), 'text'],
  ['x~y', 'text'],
])('%s, which nobody wrote, is refused as %s', (after, kind) =>
  expect(() => readPlace(after, kind)).toThrow(expect.objectContaining({ code: 'invalid-request' })),
)

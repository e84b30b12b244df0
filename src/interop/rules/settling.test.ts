import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { canReplay, dueWhenParked, mustBeReplayable } from './settling.ts'

const AT = Temporal.Instant.from('2026-11-16T09:00:00+08:00')
const minutes = (tries: number) => AT.until(dueWhenParked(AT, tries)).total('minutes')

test('a parked message waits twice as long after each try, six hours at most', () => {
  expect([0, 1, 2, 3, 8, 9, 100].map(minutes)).toEqual([1, 2, 4, 8, 256, 360, 360])
  fc.assert(fc.property(fc.nat(), tries => minutes(tries) >= 1 && minutes(tries) <= minutes(tries + 1)))
})

test('what is done is not done again by a replay', () => {
  expect((['received', 'applied', 'refused', 'parked', 'repeated'] as const).filter(canReplay)).toEqual([
    'received',
    'refused',
    'parked',
  ])
  expect(() => mustBeReplayable('applied')).toThrow(Problem)
})

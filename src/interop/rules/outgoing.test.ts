import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { outgoingPolicy } from '../settings.ts'
import { afterTry, canResend, type Try } from './outgoing.ts'

const madeAt = Temporal.Instant.from('2026-11-16T01:00:00Z')
const after = (attempts: number, outcome: Try, hours = 0) => {
  const at = madeAt.add({ minutes: hours * 60 })
  const { state, dueAt } = afterTry(outgoingPolicy.initial, { madeAt, attempts }, outcome, at)
  return [state, dueAt === null ? null : (dueAt.epochMilliseconds - at.epochMilliseconds) / 1000]
}

describe('a message to a receiver', () => {
  test.each<[string, unknown]>([
    ['AA', ['taken', null]],
    ['CA', ['taken', null]],
    ['AR', ['refused', null]],
    ['AE', ['waiting', 10]],
    ['??', ['waiting', 10]],
  ])('answered %s is %j', (code, expected) => expect(after(1, { code })).toEqual(expected))

  test('that is not answered is tried again, each time after twice as long, up to half an hour', () => {
    expect([1, 2, 3, 4, 8, 9, 30].map(attempts => after(attempts, { fault: 'no-connection' })[1])).toEqual([
      10, 20, 40, 80, 1280, 1800, 1800,
    ])
  })

  test('is given up after a day; one that was answered with an error is refused', () => {
    expect(after(60, { fault: 'no-answer' }, 23.9)).toEqual(['waiting', 1800])
    expect(after(60, { fault: 'no-answer' }, 24)).toEqual(['given-up', null])
    expect(after(60, { code: 'AE' }, 24)).toEqual(['refused', null])
    expect((['waiting', 'sending', 'taken', 'refused', 'given-up'] as const).filter(canResend)).toEqual([
      'refused',
      'given-up',
    ])
  })
})

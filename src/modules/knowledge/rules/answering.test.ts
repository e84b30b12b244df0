import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { answeringAt, type Hours } from './answering.ts'

const CALENDAR = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-11-18']),
  makeUpDays: new Set<string>(),
  sessions: [
    { from: 480, to: 720 },
    { from: 840, to: 1050 },
  ],
}
const SATURDAYS: Hours = { kind: 'weekly', weekdays: [6], from: 540, to: 660, alsoHolidays: false }
const WEDNESDAYS: Hours = { kind: 'weekly', weekdays: [3], from: 540, to: 660, alsoHolidays: true }
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const next = (hours: Hours, text: string) =>
  answeringAt(hours, at(text), CALENDAR).next?.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()

test.each([
  // 2026-11-16 is a Monday, the 18th a holiday.
  [{ kind: 'calendar' }, '2026-11-16T09:00', undefined],
  [{ kind: 'calendar' }, '2026-11-16T12:00', '2026-11-16T14:00:00'],
  [{ kind: 'calendar' }, '2026-11-16T17:30', '2026-11-17T08:00:00'],
  [{ kind: 'calendar' }, '2026-11-17T20:00', '2026-11-19T08:00:00'],
  [{ kind: 'calendar' }, '2026-11-21T09:30', '2026-11-23T08:00:00'],
  [SATURDAYS, '2026-11-21T09:30', undefined],
  [SATURDAYS, '2026-11-21T11:00', '2026-11-28T09:00:00'],
  [WEDNESDAYS, '2026-11-18T09:30', undefined],
  [{ ...WEDNESDAYS, alsoHolidays: false }, '2026-11-18T09:30', '2026-11-25T09:00:00'],
  [{ kind: 'always' }, '2026-11-21T03:00', undefined],
] as const)('%j at %s: next %s', (hours, when, expected) => {
  expect(answeringAt(hours as Hours, at(when), CALENDAR).isLive).toBe(expected === undefined)
  expect(next(hours as Hours, when)).toBe(expected)
})

test('a number that is not answered now is answered at the time that is told, and not a minute before', () => {
  const hours = fc.constantFrom<Hours>({ kind: 'calendar' }, SATURDAYS, WEDNESDAYS)
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 60 * 24 * 10 }), (which, minutes) => {
      const now = at('2026-11-13T00:00').add({ minutes })
      const told = answeringAt(which, now, CALENDAR)
      expect(told.isLive).toBe(told.next === null)
      if (told.next === null) return
      expect(answeringAt(which, told.next, CALENDAR).isLive).toBe(true)
      expect(answeringAt(which, told.next.subtract({ minutes: 1 }), CALENDAR).isLive).toBe(false)
    }),
    { numRuns: 80 },
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWorkday } from '#kernel/calendar.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { isAvailable, mustBeWeek, mustFollow, SESSION_STATES, sessionsDue, type WeeklySession } from './session.ts'

const HOURS = {
  morning: { from: 480, to: 720 },
  afternoon: { from: 840, to: 1050 },
  evening: { from: 1080, to: 1230 },
}
const CALENDAR = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-11-18']),
  makeUpDays: new Set(['2026-11-22']),
  sessions: [
    { from: 480, to: 720 },
    { from: 840, to: 1050 },
  ],
}
const weekly = (weekday: number, more: Partial<WeeklySession> = {}) => ({
  unitId: 'u',
  weekday,
  halfDay: 'morning' as const,
  weeks: 'every' as const,
  room: null,
  feeLevel: 'ordinary' as const,
  slotMinutes: 10,
  capacity: 24,
  fromDay: '2026-01-01',
  toDay: null,
  ...more,
})
const day = (text: string) => Temporal.PlainDate.from(text)
const due = (list: ReturnType<typeof weekly>[], first: string, last: string) =>
  sessionsDue(list, day(first), day(last), { calendar: CALENDAR, hours: HOURS })

test('a usual week becomes sessions, with the times of the hospital; a holiday has none', () => {
  // 2026-11-16 is a Monday, the 18th a holiday.
  const found = due([weekly(1), weekly(3), weekly(1, { halfDay: 'afternoon' })], '2026-11-16', '2026-11-25')
  expect(found.map(one => `${one.day} ${one.weekly.halfDay}`)).toEqual([
    '2026-11-16 morning',
    '2026-11-16 afternoon',
    '2026-11-23 morning',
    '2026-11-23 afternoon',
    '2026-11-25 morning',
  ])
  expect(found[0]?.fromAt.toString()).toBe('2026-11-16T00:00:00Z')
  expect(found[1]?.toAt.toString()).toBe('2026-11-16T09:30:00Z')
})

test('odd and even weeks take turns; a week that ended or has not begun makes nothing', () => {
  const days = (weeks: 'odd' | 'even') => due([weekly(2, { weeks })], '2026-11-16', '2026-12-13').map(one => one.day)
  expect(days('odd')).toEqual(['2026-11-17', '2026-12-01'])
  expect(days('even')).toEqual(['2026-11-24', '2026-12-08'])
  const bounded = { ...weekly(2), fromDay: '2026-11-20', toDay: '2026-11-30' as never }
  expect(due([bounded], '2026-11-16', '2026-12-13').map(one => one.day)).toEqual(['2026-11-24'])
})

test('whatever the week, no session is on a holiday, outside the days asked for, or twice in one half-day', () => {
  const one = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), weeks: fc.constantFrom('every', 'odd', 'even') })
  fc.assert(
    fc.property(
      fc.uniqueArray(one, { selector: row => row.weekday, maxLength: 7 }),
      fc.integer({ min: 0, max: 40 }),
      (rows, length) => {
        const first = day('2026-11-10')
        const last = first.add({ days: length })
        const found = due(
          rows.map(row => weekly(row.weekday, row as Partial<WeeklySession>)),
          first.toString(),
          last.toString(),
        )
        for (const session of found) {
          expect(CALENDAR.holidays.has(session.day) && !isWorkday(day(session.day), CALENDAR)).toBe(false)
          expect(session.day >= first.toString() && session.day <= last.toString()).toBe(true)
        }
        expect(new Set(found.map(session => session.day)).size).toBe(found.length)
      },
    ),
    { numRuns: 60 },
  )
})

const refusal = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
  }
  return 'none'
}

test('nobody is twice in one half-day, but odd and even weeks may share it', () => {
  expect(refusal(() => mustBeWeek([weekly(1), weekly(1)], HOURS))).toBe('session-twice')
  expect(refusal(() => mustBeWeek([weekly(1), weekly(1, { weeks: 'odd' })], HOURS))).toBe('session-twice')
  expect(refusal(() => mustBeWeek([weekly(1, { weeks: 'even' }), weekly(1, { weeks: 'odd' })], HOURS))).toBe('none')
  expect(refusal(() => mustBeWeek([weekly(1, { slotMinutes: 30, capacity: 17 })], HOURS))).toBe('session-too-full')
})

test('only an open or substituted session that is not over can be come to', () => {
  const toAt = Temporal.Instant.from('2026-11-16T12:00:00+08:00')
  for (const state of SESSION_STATES) {
    const can = state === 'open' || state === 'substituted'
    expect(isAvailable({ state, toAt }, toAt.subtract({ minutes: 1 }))).toBe(can)
    expect(isAvailable({ state, toAt }, toAt)).toBe(false)
  }
  expect(refusal(() => mustFollow('stopped', 'substituted'))).toBe('session-state')
  expect(refusal(() => mustFollow('open', 'stopped'))).toBe('none')
})

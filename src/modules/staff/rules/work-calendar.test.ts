import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkdays, addWorkingMinutes, isWorkday, workingMinutesBetween } from '#kernel/calendar.ts'
import type { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { INITIAL_CALENDAR, inZone, mustReckon, planOf, unknownYears } from './work-calendar.ts'

const calendar = inZone(INITIAL_CALENDAR, 'Asia/Shanghai')
const day = (iso: string) => Temporal.PlainDate.from(iso)
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const codeOf = (act: () => void) => {
  try {
    act()
  } catch (error) {
    return (error as Problem).code
  }
  return null
}

/** rules.md §5.2, reckoned from the State Council's notice. */
const WORKDAYS_2026 = [
  ['2026-02-13', '2026-02-27', '2026-03-05'],
  ['2026-02-14', '2026-02-28', '2026-03-06'],
  ['2026-03-02', '2026-03-09', '2026-03-16'],
  ['2026-04-03', '2026-04-13', '2026-04-20'],
  ['2026-05-08', '2026-05-14', '2026-05-21'],
  ['2026-06-17', '2026-06-25', '2026-07-02'],
  ['2026-09-18', '2026-09-24', '2026-10-09'],
  ['2026-09-30', '2026-10-13', '2026-10-20'],
] as const

describe('the calendar of 2026', () => {
  test.each(WORKDAYS_2026)('SYS-02 (part): five and ten working days after %s end on %s and %s', (start, five, ten) => {
    expect(addWorkdays(day(start), 5, calendar).toString()).toBe(five)
    expect(addWorkdays(day(start), 10, calendar).toString()).toBe(ten)
  })

  test('has 248 working days', () => {
    const year = Array.from({ length: 365 }, (_, i) => day('2026-01-01').add({ days: i }))
    expect(year.filter(one => isWorkday(one, calendar)).length).toBe(248)
  })

  test('working time stops at lunch and over a holiday', () => {
    expect(addWorkingMinutes(at('2026-11-23T11:50'), 30, calendar).toString()).toBe(at('2026-11-23T14:20').toString())
    expect(addWorkingMinutes(at('2026-09-30T17:20'), 30, calendar).toString()).toBe(at('2026-10-08T08:20').toString())
  })

  test('minutes added are minutes between', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 * 24 * 60 }), fc.integer({ min: 1, max: 5000 }), (start, minutes) => {
        const from = at('2026-01-01T00:00').add({ minutes: start })
        expect(workingMinutesBetween(from, addWorkingMinutes(from, minutes, calendar), calendar)).toBe(minutes)
      }),
    ))
})

describe('a calendar that clocks cannot reckon with is refused', () => {
  const today = day('2026-11-21')
  test.each([
    ['calendar-sessions', { sessions: [] }],
    [
      'calendar-sessions',
      {
        sessions: [
          { from: 480, to: 720 },
          { from: 700, to: 900 },
        ],
      },
    ],
    ['calendar-both', { holidays: ['2027-01-01'], makeUpDays: ['2027-01-01'] }],
    ['calendar-no-workday', { weekdays: [] }],
  ])('%s', (code, change) => expect(codeOf(() => mustReckon({ ...INITIAL_CALENDAR, ...change }, today))).toBe(code))

  test('the initial one is fine', () => expect(codeOf(() => mustReckon(INITIAL_CALENDAR, today))).toBeNull())
})

test('in November the holidays of the next year are asked for', () => {
  expect(unknownYears(INITIAL_CALENDAR, day('2026-10-31'))).toEqual([])
  expect(unknownYears(INITIAL_CALENDAR, day('2026-11-21'))).toEqual([2027])
})

test('a plan by the calendar skips the weekend and lasts over lunch', () => {
  const plan = planOf(calendar, day('2026-11-20'), day('2026-11-23'))
  expect(plan.map(one => [one.from.toString(), one.to.toString()])).toEqual([
    ['2026-11-20T00:00:00Z', '2026-11-20T09:30:00Z'],
    ['2026-11-23T00:00:00Z', '2026-11-23T09:30:00Z'],
  ])
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  addWorkingMinutes,
  type HospitalCalendar,
  isWorkday,
  isWorkingTime,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import { Temporal, wallClock } from '#kernel/time.ts'

const days = (from: string, to: string): string[] => {
  const found: string[] = []
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, Temporal.PlainDate.from(to)) <= 0;
    day = day.add({ days: 1 })
  )
    found.push(day.toString())
  return found
}

/** 2026 as the State Council set it (rules.md §5.2); mornings 8–12, afternoons 14:00–17:30. */
const calendar: HospitalCalendar = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  holidays: new Set([
    ...days('2026-01-01', '2026-01-03'),
    ...days('2026-02-15', '2026-02-23'),
    ...days('2026-04-04', '2026-04-06'),
    ...days('2026-05-01', '2026-05-05'),
    ...days('2026-06-19', '2026-06-21'),
    ...days('2026-09-25', '2026-09-27'),
    ...days('2026-10-01', '2026-10-07'),
  ]),
  makeUpDays: new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']),
  sessions: [
    { from: 8 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 17 * 60 + 30 },
  ],
}
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

describe('the hospital calendar', () => {
  test('2026 has 248 working days', () => {
    expect(
      days('2026-01-01', '2026-12-31').filter(day => isWorkday(Temporal.PlainDate.from(day), calendar)),
    ).toHaveLength(248)
  })

  test.each([
    ['2026-02-13', '2026-02-27', '2026-03-05'],
    ['2026-02-14', '2026-02-28', '2026-03-06'],
    ['2026-03-02', '2026-03-09', '2026-03-16'],
    ['2026-04-03', '2026-04-13', '2026-04-20'],
    ['2026-05-08', '2026-05-14', '2026-05-21'],
    ['2026-06-17', '2026-06-25', '2026-07-02'],
    ['2026-09-18', '2026-09-24', '2026-10-09'],
    ['2026-09-30', '2026-10-13', '2026-10-20'],
  ])('five and ten working days after %s', (start, five, ten) => {
    const day = Temporal.PlainDate.from(start)
    expect(addWorkdays(day, 5, calendar).toString()).toBe(five)
    expect(addWorkdays(day, 10, calendar).toString()).toBe(ten)
  })

  test('lunch does not count, and neither does the night', () => {
    expect(addWorkingMinutes(at('2026-11-20T11:50:00'), 30, calendar)).toEqual(at('2026-11-20T14:20:00'))
    expect(addWorkingMinutes(at('2026-11-20T17:20:00'), 30, calendar)).toEqual(at('2026-11-23T08:20:00'))
    expect(isWorkingTime(at('2026-11-20T12:00:00'), calendar)).toBe(false)
    expect(isWorkingTime(at('2026-10-10T09:00:00'), calendar)).toBe(true)
    expect(isWorkingTime(at('2026-10-07T09:00:00'), calendar)).toBe(false)
  })

  test('what is added is what is counted, from any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), fc.integer({ min: 1, max: 3000 }), (start, minutes) => {
        const from = at('2026-01-01T00:00:00').add({ minutes: start })
        const to = addWorkingMinutes(from, minutes, calendar)
        expect(workingMinutesBetween(from, to, calendar)).toBe(minutes)
      }),
      { numRuns: 60 },
    )
  })

  test('the clock on the wall is the same, remembered or not, also where the hour jumps', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe')
    fc.assert(
      fc.property(
        zones,
        fc.array(fc.integer({ min: 0, max: 366 * 24 * 60 }), { minLength: 1, maxLength: 5 }),
        (zone, minutes) => {
          for (const minute of minutes) {
            const moment = at('2026-01-01T00:00:00').add({ minutes: minute })
            const local = moment.toZonedDateTimeISO(zone)
            const shown = wallClock(moment, zone)
            expect([shown.day.toString(), shown.minute]).toEqual([
              local.toPlainDate().toString(),
              local.hour * 60 + local.minute,
            ])
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 600 }),
        (start, gap, minutes) => {
          const first = at('2026-01-01T00:00:00').add({ minutes: start })
          const a = addWorkingMinutes(first, minutes, calendar)
          const b = addWorkingMinutes(first.add({ minutes: gap }), minutes, calendar)
          expect(Temporal.Instant.compare(a, b)).toBeLessThanOrEqual(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a calendar without working time is refused, not waited for', () => {
    expect(() => addWorkingMinutes(at('2026-01-01T00:00:00'), 1, { ...calendar, sessions: [] })).toThrow(RangeError)
  })
})

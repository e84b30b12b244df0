import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { conflictOf, daysOfSeries, holdingOn, mustBeOpen, type Occupied, planSessions, startsOn } from './treatment.ts'

const CALENDAR = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  holidays: new Set(['2027-01-01']),
  makeUpDays: new Set<string>(),
  sessions: [],
}
const RESOURCE = {
  slotMinutes: 60,
  hours: [
    { weekdays: [1, 2, 3, 4, 5], from: 8 * 60, to: 12 * 60 },
    { weekdays: [6], from: 8 * 60, to: 9 * 60 + 30 },
  ],
  onHolidays: false,
  isActive: true,
}
const day = (iso: string) => Temporal.PlainDate.from(iso)
const at = (iso: string) => Temporal.Instant.from(`${iso}:00+08:00`)
const hhmm = (start: Temporal.Instant) =>
  start.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(5, 16)
const against = (full: readonly Temporal.Instant[], more: Partial<Occupied> = {}): Occupied => ({
  at: at('2026-11-16T09:00'),
  zone: 'Asia/Shanghai',
  startsOn: one => startsOn(RESOURCE, one, CALENDAR),
  isFull: start => full.some(one => one.equals(start)),
  isBusy: () => false,
  shown: 4,
  around: 3,
  ...more,
})

test('whole sessions within the hours of the weekday, none on Sunday, on a holiday, or when it is closed down', () => {
  const times = (iso: string) => startsOn(RESOURCE, day(iso), CALENDAR).map(hhmm)
  expect(times('2026-11-18')).toEqual(['11-18T08:00', '11-18T09:00', '11-18T10:00', '11-18T11:00'])
  expect(times('2026-11-21')).toEqual(['11-21T08:00'])
  expect([times('2026-11-22'), times('2027-01-01')]).toEqual([[], []])
  expect(startsOn({ ...RESOURCE, onHolidays: true }, day('2027-01-01'), CALENDAR)).toHaveLength(4)
  expect(startsOn({ ...RESOURCE, isActive: false }, day('2026-11-18'), CALENDAR)).toEqual([])
  expect(() => mustBeOpen({ slotMinutes: 240, hours: [{ weekdays: [1], from: 480, to: 600 }] })).toThrow(
    expect.objectContaining({ code: 'resource-hours' }),
  )
})

test('a version holds from its day on', () => {
  const versions = [
    { version: 1, effectiveFrom: '2026-01-01' },
    { version: 2, effectiveFrom: '2026-12-01' },
  ]
  expect(['2025-12-31', '2026-11-30', '2026-12-01'].map(one => holdingOn(versions, one)?.version ?? null)).toEqual([
    null,
    1,
    2,
  ])
})

test('ten sessions by the week fall on the same weekday and time; conflicts come one by one, each with other times', () => {
  const days = daysOfSeries(day('2026-11-18'), { count: 10, every: 1, step: 'week' })
  expect(new Set(days.map(one => one.dayOfWeek))).toEqual(new Set([3]))
  expect(days.at(-1)?.toString()).toBe('2027-01-20')
  const starts = days.map(one => at(`${one.toString()}T09:00`))
  const plan = planSessions(starts, against([at('2026-12-02T09:00')]))
  expect(plan.filter(one => one.conflict !== null).map(one => [one.ordinal, one.conflict])).toEqual([[3, 'full']])
  expect(plan[2]?.alternatives.map(hhmm)).toEqual(['12-02T08:00', '12-02T10:00', '12-02T11:00', '12-01T09:00'])
  expect(conflictOf(at('2026-11-16T08:00'), against([]))).toBe('past')
  expect(conflictOf(at('2026-11-18T09:30'), against([]))).toBe('closed')
  expect(conflictOf(at('2026-11-18T09:00'), against([], { isBusy: () => true }))).toBe('patient-busy')
  // The same time twice is one patient in two chairs.
  expect(planSessions([at('2026-11-18T09:00'), at('2026-11-18T09:00')], against([]))[1]?.conflict).toBe('patient-busy')
})

test('whatever is full, an alternative is free, ahead, and not one of the series', () => {
  const every = Array.from({ length: 28 }, (_, n) => day('2026-11-17').add({ days: n })).flatMap(one =>
    startsOn(RESOURCE, one, CALENDAR),
  )
  fc.assert(
    fc.property(
      fc.subarray(every),
      fc.uniqueArray(fc.constantFrom(...every), { minLength: 1, maxLength: 6 }),
      (full, starts) => {
        const world = against(full)
        for (const one of planSessions(starts, world))
          for (const other of one.alternatives) {
            expect(conflictOf(other, world)).toBeNull()
            expect(starts.some(start => start.equals(other))).toBe(false)
          }
      },
    ),
    { numRuns: 60 },
  )
})

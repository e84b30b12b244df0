import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { callDue, mustBeWithin, remindersBefore, weekOf, whyCall } from './reservation.ts'

const ZONE = 'Asia/Shanghai'
const POLICY = { horizonDays: 180, callDays: 7, attempts: 3, remindDays: [21, 3, 1], remindHour: 10 }
const day = (iso: string) => Temporal.PlainDate.from(iso)
const at = (iso: string) => Temporal.Instant.from(iso)

test('a week is known by its Monday, whatever day of it was meant', () => {
  expect(['2026-11-16', '2026-11-18', '2026-11-22'].map(one => weekOf(day(one)).toString())).toEqual(
    Array.from({ length: 3 }, () => '2026-11-16'),
  )
})

test('from this week on up to the horizon, and no further', () => {
  const today = day('2026-11-18')
  const refused = expect.objectContaining({ code: 'reservation-week' })
  expect(() => mustBeWithin(day('2026-11-09'), today, POLICY)).toThrow(refused)
  mustBeWithin(day('2026-11-16'), today, POLICY)
  mustBeWithin(day('2027-05-17'), today, POLICY)
  expect(() => mustBeWithin(day('2027-05-24'), today, POLICY)).toThrow(refused)
})

test('a chain of three, of which those that are over are left out', () => {
  const chain = (now: string) => remindersBefore(day('2027-02-08'), ZONE, POLICY, at(now)).map(one => one.daysBefore)
  expect(chain('2026-11-16T09:00:00+08:00')).toEqual([21, 3, 1])
  expect(chain('2027-01-18T10:00:00+08:00')).toEqual([3, 1])
  expect(chain('2027-02-07T10:00:00+08:00')).toEqual([])
  expect(remindersBefore(day('2027-02-08'), ZONE, POLICY, at('2026-11-16T09:00:00+08:00'))[1]?.dueAt.toString()).toBe(
    '2027-02-05T02:00:00Z',
  )
  expect(callDue(day('2027-02-08'), ZONE, POLICY).toString()).toBe('2027-01-31T16:00:00Z')
})

test('a person calls when the whole week is published and full, or when it is time', () => {
  const why = (hasPlaces: boolean, isWhollyPublished: boolean, isDue: boolean) =>
    whyCall({ hasPlaces, isWhollyPublished, isDue })
  expect([why(false, false, false), why(true, false, false), why(false, true, false)]).toEqual([null, null, null])
  expect([why(true, true, false), why(true, false, true), why(false, false, true)]).toEqual([
    'week-full',
    'week-full',
    'no-places',
  ])
})

import { afterEach, expect, test } from 'vitest'
import { dayAt, daysFrom, instantOf, tidyTime, timeAt } from './hospital-time.ts'
import { setHospitalZone } from './language.ts'

afterEach(() => setHospitalZone('Asia/Shanghai'))

test('a day and a time are those of the hospital, wherever the computer stands', () => {
  const at = instantOf('2026-11-22', '17:00')
  expect(at && new Date(at).toISOString()).toBe('2026-11-22T09:00:00.000Z')
  expect([dayAt(at ?? 0), timeAt(at ?? 0)]).toEqual(['2026-11-22', '17:00'])
  expect(dayAt(Date.parse('2026-11-21T17:00:00Z'))).toBe('2026-11-22')
  expect(daysFrom(Date.parse('2026-12-31T17:00:00Z'), 2)).toEqual(['2027-01-01', '2027-01-02'])
})

test('on both sides of a change of the clocks the wall shows what was typed', () => {
  setHospitalZone('Europe/Berlin')
  for (const day of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'])
    for (const time of ['00:30', '12:00', '23:30']) expect(timeAt(instantOf(day, time) ?? 0)).toBe(time)
})

test('times as people type them', () => {
  const typed = { '1700': '17:00', '9': '09:00', '9:05': '09:05', '17：30': '17:30', '17.30': '17:30' }
  for (const [text, time] of Object.entries(typed)) expect(tidyTime(text)).toBe(time)
  for (const wrong of ['24:00', '12:60', 'noon', '']) expect(instantOf('2026-11-22', tidyTime(wrong))).toBe(null)
})

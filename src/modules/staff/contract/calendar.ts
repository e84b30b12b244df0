import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'

const minute = z.int().min(0).max(1440)
const Days = z.array(day).max(1000)

const calendarFields = {
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  holidays: Days,
  makeUpDays: Days,
  sessions: z.array(z.strictObject({ from: minute, to: minute })).max(6),
}

export const CalendarVersion = z
  .strictObject({
    version: z.int(),
    effectiveFrom: day.nullable(),
    ...calendarFields,
    author: z.string().nullable(),
    writtenAt: instant.nullable(),
  })
  .meta({ id: 'Calendar' })

export const readCalendar = get('/api/calendar', {
  id: 'staff.calendar',
  summary: 'The hospital calendar: the version that holds today and all others, newest first',
  access: 'signed-in',
  returns: z.strictObject({
    today: day,
    holds: z.int(),
    versions: z.array(CalendarVersion),
    /** Years of which no holiday is known yet. */
    unknownYears: z.array(z.int()),
  }),
})

export const writeCalendar = post('/api/calendar', {
  id: 'staff.write-calendar',
  summary: 'Write a new version of the hospital calendar that holds from a day on',
  access: 'setting:write',
  body: z.strictObject({ effectiveFrom: day, ...calendarFields }),
  returns: CalendarVersion,
  status: 201,
  problems: ['calendar-sessions', 'calendar-both', 'calendar-no-workday', 'calendar-past'],
})

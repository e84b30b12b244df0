import type { Answer } from '#kernel/endpoint.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { readCalendar as endpoint } from '../contract.ts'
import type { Organisation } from '../rules/organisation.ts'
import { INITIAL_CALENDAR, unknownYears } from '../rules/work-calendar.ts'
import { calendarOn, dayOf, organisation } from './organisation.ts'
import { type CalendarRow, calendars } from './store.ts'

type Calendars = Answer<typeof endpoint>

export const calendarView = (row: CalendarRow, org: Pick<Organisation, 'people'>): Calendars['versions'][number] => ({
  version: row.version,
  effectiveFrom: row.effectiveFrom,
  weekdays: row.weekdays,
  holidays: row.holidays,
  makeUpDays: row.makeUpDays,
  sessions: [...row.sessions],
  author: row.authorId === null ? null : (org.people.get(row.authorId)?.name ?? null),
  writtenAt: row.writtenAt.toString(),
})

/** All versions of the hospital calendar, and which holds today. */
export const readCalendar = (house: House) => async (): Promise<Calendars> => {
  const org = await organisation(house)
  const rows = await house.database.transact(tx => calendars(tx, house.hospital.id))
  const today = dayOf(house.clock.now(), house.hospital.zone)
  const holds = calendarOn(rows, today)
  return {
    today,
    holds: rows.find(row => row === holds)?.version ?? 0,
    versions: [...rows.map(row => calendarView(row, org)), FIRST],
    unknownYears: [...unknownYears(holds, Temporal.PlainDate.from(today))],
  }
}

/** What the house brings, as version 0. */
const FIRST: Calendars['versions'][number] = {
  version: 0,
  effectiveFrom: null,
  weekdays: [...INITIAL_CALENDAR.weekdays],
  holidays: [...INITIAL_CALENDAR.holidays],
  makeUpDays: [...INITIAL_CALENDAR.makeUpDays],
  sessions: [...INITIAL_CALENDAR.sessions],
  author: null,
  writtenAt: null,
}

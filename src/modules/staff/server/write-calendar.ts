import type { Caller } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { writeCalendar as endpoint } from '../contract.ts'
import { mustReckon } from '../rules/work-calendar.ts'
import { changeOrganisation, dayOf } from './organisation.ts'
import { calendarView } from './read-calendar.ts'
import { calendars, insertCalendar } from './store.ts'

export type WriteCalendar = Sending<typeof endpoint>['body']

/** Writes a new version of the hospital calendar (医院日历, SYS-02); the versions before it stay readable. */
export const writeCalendar =
  (house: House) =>
  (caller: Caller, asked: WriteCalendar): Promise<Answer<typeof endpoint>> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const sorted = {
        weekdays: [...new Set(asked.weekdays)].toSorted(),
        holidays: [...new Set(asked.holidays)].toSorted(),
        makeUpDays: [...new Set(asked.makeUpDays)].toSorted(),
        sessions: asked.sessions.toSorted((a, b) => a.from - b.from),
      }
      mustReckon(sorted, Temporal.PlainDate.from(asked.effectiveFrom))
      if (asked.effectiveFrom < dayOf(at, house.hospital.zone)) throw new Problem('calendar-past')
      const [newest] = await calendars(tx, house.hospital.id)
      const row = await insertCalendar(tx, {
        hospitalId: house.hospital.id,
        version: (newest?.version ?? 0) + 1,
        effectiveFrom: asked.effectiveFrom,
        ...sorted,
        sessions: JSON.stringify(sorted.sessions),
        authorId: caller.personId,
        writtenAt: at.toString(),
      })
      tell({
        action: 'staff.calendar-written',
        subject: { kind: 'coverage', id: house.hospital.id },
        version: row.version,
        facts: { version: row.version, effectiveFrom: asked.effectiveFrom },
      })
      return calendarView(row, org)
    })

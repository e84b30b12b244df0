import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'
import { inZone, INITIAL_CALENDAR } from '#modules/staff/rules/work-calendar.ts'
import { changeOrganisation } from '#modules/staff/server/organisation.ts'
import { insertDuties } from '#modules/staff/server/store.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { founder } from './hospital.ts'
import { knownPatients } from './index-patients.ts'
import { daysBetween } from './matters/cast.ts'
import { playDays } from './matters/days.ts'
import { makePeople } from './people.ts'
import { dutiesOf, instantAt, rosterDays } from './roster.ts'

/**
 * Makes the matters of the days before those that are there (补做历史工单), from `days` ago on, through the use cases, with the
 * duty that people had. Returns how many; none where all of it is there already.
 */
export async function seedPast(
  house: House,
  days: number,
  onDay: (day: PlainDate, matters: number, left: number) => void,
): Promise<number> {
  const now = house.clock.now()
  const { zone } = house.hospital
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const { firstMatter, firstDuty } = await beginnings(house)
  const first = today.subtract({ days })
  const last = (firstMatter?.toZonedDateTimeISO(zone).toPlainDate() ?? today).subtract({ days: 1 })
  const missing = daysBetween(first, last)
  if (missing.length === 0) return 0
  // A night's duty reaches into the day after.
  await giveDuty(house, first.subtract({ days: 1 }), firstDuty)
  let left = missing.length
  return playDays(house, {
    days: missing,
    until: now,
    patients: await knownPatients(house),
    onDay(day, matters) {
      left -= 1
      onDay(day, matters, left)
    },
  })
}

/** When the first matter came in, and from when on it is known who was on duty. */
async function beginnings(house: House): Promise<{ firstMatter: Instant | null; firstDuty: Instant | null }> {
  const [row] = await house.database.transact(tx =>
    run<{ firstMatter: Instant | null; firstDuty: Instant | null }>(
      tx,
      `select (select min(opened_at) from ticket.ticket where hospital_id = $1) as first_matter,
         (select min(from_at) from staff.duty where hospital_id = $1) as first_duty`,
      [house.hospital.id],
    ),
  )
  return row ?? { firstMatter: null, firstDuty: null }
}

/** Puts the demo's people on duty from a day on, up to where their duty is known. */
async function giveDuty(house: House, first: PlainDate, known: Instant | null): Promise<void> {
  const { id: hospitalId, zone } = house.hospital
  const end = (known ?? house.clock.now()).toZonedDateTimeISO(zone).toPlainDate()
  if (Temporal.PlainDate.compare(first, end) >= 0) return
  const days = rosterDays(first, end.subtract({ days: 1 }), inZone(INITIAL_CALENDAR, zone))
  const before = instantAt(end, 0, zone).toString()
  await changeOrganisation(house, founder(house), async ({ tx, tell }) => {
    const people = await run<{ id: string; staffNumber: string }>(
      tx,
      'select id, staff_number from staff.person where hospital_id = $1',
      [hospitalId],
    )
    const idOf = new Map(people.map(one => [one.staffNumber, one.id]))
    for (const member of makePeople()) {
      const personId = idOf.get(member.staffNumber)
      if (personId === undefined) continue
      const duties = dutiesOf(member, days)
      await insertDuties(
        tx,
        duties.map(one => ({
          hospitalId,
          id: house.ids.next(),
          personId,
          kind: one.kind,
          fromAt: one.from.toString(),
          toAt: one.to.toString(),
          reason: one.kind === 'absent' ? (one.reason ?? 'other') : null,
          authorId: null,
        })),
      )
      tell({
        action: 'staff.duty-planned',
        subject: { kind: 'coverage', id: personId },
        facts: { person: personId, days: duties.length },
        detail: { first: first.toString(), last: before },
      })
    }
  })
}

import type { Caller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { REMEMBERED_MS } from '#platform/session-memory.ts'
import type { Organisation } from '../rules/organisation.ts'
import { INITIAL_CALENDAR, inZone, type WorkCalendar } from '../rules/work-calendar.ts'
import { forgetOrganisation, memoryOf } from './memory.ts'
import { assignmentsFrom, type CalendarRow, calendars, dutiesWithin, lockOrganisation, openUnits } from './store.ts'

/** Duty is read this far around now. */
const BEFORE = { hours: 24 }
const AFTER = { hours: 72 }

/**
 * Who is who and who is there (组织快照), two seconds old at most; `fresh` compares it first, for screens that follow a change.
 * A snapshot whose revision has not moved is kept, so that the comparison reads one row.
 */
export async function organisation(house: House, options: { readonly fresh?: boolean } = {}): Promise<Organisation> {
  const memory = memoryOf(house)
  const known = memory.organisation
  const at = house.clock.now()
  const holds = known !== null && !isBefore(at, known.from) && isBefore(at, known.to)
  if (holds && options.fresh !== true && performance.now() < known.until) return known.organisation
  if (options.fresh === true) return renew(house, at)
  if (memory.reading !== null) return memory.reading
  const reading = renew(house, at).finally(() => {
    if (memory.reading === reading) memory.reading = null
  })
  memory.reading = reading
  return reading
}

async function renew(house: House, at: Instant): Promise<Organisation> {
  const memory = memoryOf(house)
  const { forgotten } = memory
  return house.database.transact(async tx => {
    // Read before the rest: what is read may be newer than its revision, never older.
    const revision = await revisionOf(tx, house.hospital.id)
    const known = memory.organisation
    const until = performance.now() + REMEMBERED_MS
    if (known !== null && known.revision === revision && !isBefore(at, known.from) && isBefore(at, known.to)) {
      known.until = until
      return known.organisation
    }
    const read = await readOrganisation(tx, house, at)
    if (memory.forgotten === forgotten)
      memory.organisation = { organisation: read, revision, until, ...holdsFor(at, house.hospital.zone) }
    return read
  })
}

const isBefore = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) < 0

async function revisionOf(tx: Tx, hospitalId: string): Promise<number> {
  const [row] = await run<{ value: number }>(tx, 'select value from staff.revision where hospital_id = $1', [
    hospitalId,
  ])
  return row?.value ?? 0
}

/** Twelve hours around, but not past midnight: another day may have another calendar. */
function holdsFor(at: Instant, zone: string): { from: Instant; to: Instant } {
  const today = at.toZonedDateTimeISO(zone).startOfDay()
  const ends = [today.add({ days: 1 }).toInstant(), at.add({ hours: 12 })]
  const starts = [today.toInstant(), at.subtract({ hours: 12 })]
  return {
    from: starts.toSorted(Temporal.Instant.compare)[1] ?? at,
    to: ends.toSorted(Temporal.Instant.compare)[0] ?? at,
  }
}

/** The organisation as it is inside a transaction. */
export async function readOrganisation(tx: Tx, house: House, at: Instant): Promise<Organisation> {
  const hospitalId = house.hospital.id
  const units = await openUnits(tx, hospitalId)
  const people = await tx
    .selectFrom('staff.person')
    .select(['id', 'name'])
    .where('hospitalId', '=', hospitalId)
    .execute()
  const assignments = await assignmentsFrom(tx, hospitalId, at)
  const duties = await dutiesWithin(tx, hospitalId, at.subtract(BEFORE), at.add(AFTER))
  const calendar = calendarOn(await calendars(tx, hospitalId), dayOf(at, house.hospital.zone))
  return {
    units: new Map(
      units.map(({ id, code, name, kind, parentId, phone, hours }) => [
        id,
        { id, code, name, kind, parentId, phone, hours },
      ]),
    ),
    people: new Map(people.map(person => [person.id, person])),
    assignments: assignments.map(({ id, personId, post, unitId, fromAt, toAt }) => ({
      id,
      personId,
      post,
      unitId,
      from: fromAt,
      to: toAt,
    })),
    duties: duties.map(({ personId, kind, fromAt, toAt }) => ({ personId, kind, from: fromAt, to: toAt })),
    calendar: inZone(calendar, house.hospital.zone),
  }
}

export const dayOf = (at: Instant, zone: string): string => at.toZonedDateTimeISO(zone).toPlainDate().toString()

/** The version that holds on a day: the newest whose day has come; before any, the one that the house brings. */
export const calendarOn = (versions: readonly CalendarRow[], today: string): WorkCalendar =>
  versions.find(one => one.effectiveFrom <= today) ?? INITIAL_CALENDAR

export interface OrganisationWork extends Work {
  readonly org: Organisation
  readonly at: Instant
}

/** A use case that changes the organisation: others who change it wait, it sees what holds, and nobody remembers the old. */
export async function changeOrganisation<T>(
  house: House,
  caller: Caller,
  work: (work: OrganisationWork) => Promise<T>,
): Promise<T> {
  const result = await transact(house, caller, async ({ tx, tell }) => {
    await lockOrganisation(tx, house.hospital.id)
    const at = house.clock.now()
    return work({ tx, tell, at, org: await readOrganisation(tx, house, at) })
  })
  forgetOrganisation(house)
  return result
}

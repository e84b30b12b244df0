import { type Caller, systemCaller } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { readFloor } from '#modules/directory/rules/description.ts'
import { saveDescription } from '#modules/directory/server/store.ts'
import { giveAccounts, type Imported, importStaff } from '#modules/staff/index.ts'
import { inZone, INITIAL_CALENDAR } from '#modules/staff/rules/work-calendar.ts'
import { publishItem } from '#modules/ticket/index.ts'
import { type House, transact } from '#platform/house.ts'
import { accountsFor, PASSWORD, PIN } from './accounts.ts'
import { OFFICES } from './departments/department.ts'
import { departments } from './departments.ts'
import { serviceItems } from './items.ts'
import { makePeople, type Member } from './people.ts'
import { type Duties, dutiesOf, type RosterDays, rosterDays } from './roster.ts'
import { units } from './service-units.ts'
import type { Stage } from './one-transaction.ts'

/** How long the demo hospital has been there before anything of it happens. */
const AGE_DAYS = 400
const DUTY_BEFORE = 8
const DUTY_AFTER = 30

/** The house itself, which also signs off what is set. */
export const founder = (house: House): Caller => ({
  ...systemCaller(house.hospital.id),
  permissions: new Map([['setting:write', 'hospital']]),
})

/** Founds the demo hospital (示范医院): units, people, duty around `now`, accounts, directory, service items. */
export async function foundHospital({ house, clock }: Stage, now: Instant): Promise<Imported> {
  const caller = founder(house)
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  clock.set(now.subtract({ hours: AGE_DAYS * 24 }))
  const people = makePeople()
  const days = rosterDays(
    today.subtract({ days: DUTY_BEFORE }),
    today.add({ days: DUTY_AFTER }),
    inZone(INITIAL_CALENDAR, house.hospital.zone),
  )
  const imported = await importStaff(house)(caller, {
    units: units.map(unit =>
      unit.parent === null ? { ...unit, name: house.hospital.name, phone: house.hospital.phone } : unit,
    ),
    people: people.map(person => ({ ...person, duties: dutiesAround(person, days, now) })),
  })
  for (const item of serviceItems) await publishItem(house)(caller, item)
  await describeUnits(house, caller, imported)
  clock.set(now)
  await giveAccounts(house)(caller, { password: PASSWORD, pin: PIN, people: accountsFor(people, imported.people) })
  return imported
}

/** Duty around `now`; whoever starts the demo at night or on a Sunday finds the desk of the tour manned all the same. */
function dutiesAround(person: Member, days: RosterDays, now: Instant): Duties {
  const planned = dutiesOf(person, days)
  if (person.rhythm !== 'desk' || (person.turn !== 3 && person.turn !== 4)) return planned
  if (planned.some(({ from, to }) => !isBefore(now, from) && isBefore(now, to))) return planned
  const [from, to] = [now.subtract({ hours: 4 }), now.add({ hours: 8 })]
  const others = planned.filter(one => !isBefore(from, one.to) || !isBefore(one.from, to))
  return [...others, { kind: 'on-duty', from, to }]
}

const HOURS = '工作日 8:00–12:00，14:00–17:30'
const ALWAYS = '24 小时'

/** What the directory tells about each department, in one stroke (科室介绍). */
const describeUnits = (house: House, caller: Caller, imported: Imported): Promise<void> =>
  transact(house, caller, async ({ tx, tell }) => {
    const by = { at: house.clock.now().toString(), personId: null }
    for (const [n, one] of departments.entries()) {
      const unitId = imported.units.get(one.code) ?? ''
      const [building, floor, room] = one.at
      const description = {
        unitId,
        version: 0,
        introduction: one.introduction,
        building,
        floor: readFloor(floor),
        room,
        mapPoint: { x: 0.1 + (n % 8) * 0.1, y: 0.15 + Math.floor(n / 8) * 0.15 },
        phone: null,
        hours: one.always === true ? ALWAYS : HOURS,
        services: one.services,
        visitingNotes: one.notes,
        aliases: one.aliases,
        isPublic: building !== OFFICES,
      }
      await saveDescription(tx, house.hospital.id, description, by)
      const { unitId: _, version: __, ...told } = description
      tell({
        action: 'directory.described',
        subject: { kind: 'description', id: unitId },
        version: 1,
        unitId,
        facts: { fields: Object.keys(told) as never },
      })
    }
  })

import { systemCaller } from '#kernel/caller.ts'
import { type PlainDate, Temporal } from '#kernel/time.ts'
import { draftDay, signReport } from '#modules/quality/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** Who signs at the desk, by the login of the demo. */
const SIGNS = 'lin'

/** The daily reports of days that are over (日报): each drafted at night and signed in the morning; the last waits for its signature. */
export async function signPastReports(house: House, days: readonly PlainDate[]): Promise<void> {
  const [agent] = await house.database.transact(tx =>
    run<{ personId: string }>(tx, 'select person_id from staff.account where hospital_id = $1 and login = $2', [
      house.hospital.id,
      SIGNS,
    ]),
  )
  if (agent === undefined) return
  const system = systemCaller(house.hospital.id)
  for (const [index, day] of days.entries()) {
    const made = await draftDay(at(house, day, '00:05'), system, day, { because: 'day-end' })
    if (index === days.length - 1) return
    await signReport(at(house, day, '07:40'))(
      { ...system, kind: 'staff', personId: agent.personId },
      { id: made.id, remarks: '已与各部门核对' },
    )
  }
}

/** The house as it stood at a time of the day after. */
const at = (house: House, day: PlainDate, time: string): House => {
  const moment = day
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: house.hospital.zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
  return { ...house, clock: { now: () => moment } }
}

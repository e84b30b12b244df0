import { systemCaller } from '#kernel/caller.ts'
import { isWorkday } from '#kernel/calendar.ts'
import type { Instant } from '#kernel/time.ts'
import { sessionsBetween } from '#modules/directory/index.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { holdersAnywhere, type Organisation, organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { listPolicy } from '../settings.ts'
import { aboveDesk, deskThere } from './desk-there.ts'

/**
 * At the cut-off of each day, the last day of the horizon must have places (号源上传截止, APT-01): where it has none, or where planned
 * sessions were not given out, the clerks on duty and the deputy are told, once.
 */
export const missingListsSweep: Sweep = {
  name: 'appointment: missing lists',
  every: 300,
  async run(house, now) {
    const { cutOffHour, horizonDays } = (await house.settings.at(house.hospital.id, listPolicy, now)).value
    const local = now.toZonedDateTimeISO(house.hospital.zone)
    if (local.hour < cutOffHour) return
    const who = await organisation(house)
    const day = local.toPlainDate().add({ days: horizonDays })
    const isWorked = isWorkday(day, who.calendar)
    await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
      const missing = await missingOn(tx, house.hospital.id, day.toString())
      if (missing.given > 0 ? missing.planned === 0 : !isWorked && missing.planned === 0) return
      const id = house.ids.next()
      const [first] = await run(
        tx,
        `insert into appointment.list_alert (hospital_id, day, id, told_at) values ($1, $2, $3, $4)
         on conflict do nothing returning id`,
        [house.hospital.id, day.toString(), id, now.toString()],
      )
      if (first === undefined) return
      const to = toldOf(who, now)
      tell({
        action: 'appointment.lists-missing',
        subject: { kind: 'list-alert', id },
        facts: { day: day.toString(), given: missing.given, planned: missing.planned, to },
      })
      for (const personId of to)
        await sendMessage(house)(tx, {
          template: 'appointment.lists-missing',
          to: { kind: 'person', personId },
          about: { kind: 'list-alert', id },
          values: { day: `${day.month}月${day.day}日`, given: String(missing.given), planned: String(missing.planned) },
        })
    })
  },
}

/** How many sessions of a day are given out, and how many are planned and are not. */
async function missingOn(
  tx: Tx,
  hospitalId: string,
  day: string,
): Promise<{ readonly given: number; readonly planned: number }> {
  const sessions = await sessionsBetween(tx, hospitalId, { from: day, to: day })
  const planned = sessions.filter(one => one.state === 'planned').length
  return { given: sessions.length - planned, planned }
}

/** The clerks who are there, and the deputy; where a post is empty, whoever stands above. */
function toldOf(who: Organisation, at: Instant): readonly string[] {
  const deputies = holdersAnywhere(who, 'deputy-director', at)
  return [...new Set([...deskThere(who, at), ...(deputies.length > 0 ? deputies : aboveDesk(who, at))])]
}

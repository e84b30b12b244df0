import { systemCaller } from '#kernel/caller.ts'
import { holdersOf, organisation, receiverOf } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { painPointPolicy } from '../settings.ts'
import { departments, painPointNotice } from './pain-points.ts'
import { insertNotices } from './store.ts'

/** Asks each department for its pain points an interval after its last report, and every interval again (TKT-15). */
export const painPointSweep: Sweep = {
  name: 'ticket: pain points',
  every: 3600,
  async run(house, now) {
    const who = await organisation(house)
    const { everyDays } = (await house.settings.at(house.hospital.id, painPointPolicy, now)).value
    const next = now.add({ hours: 24 * everyDays }).toString()
    const units = departments(who, now)
    await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
      const ids = units.map(unit => unit.id)
      await run(
        tx,
        `insert into ticket.pain_point_reminder (hospital_id, unit_id, due_at)
         select $1, unit_id, $3 from unnest($2::uuid[]) as unit_id on conflict do nothing`,
        [house.hospital.id, ids, next],
      )
      const due = await run<{ unitId: string }>(
        tx,
        `update ticket.pain_point_reminder set due_at = $4 where hospital_id = $1 and due_at <= $3 and unit_id = any($2) returning unit_id`,
        [house.hospital.id, ids, now.toString(), next],
      )
      for (const { unitId } of due) {
        const [liaison] = holdersOf(who, unitId, 'liaison', now)
        const to = liaison ?? receiverOf(who, unitId, now).personId
        await insertNotices(tx, [
          painPointNotice(house, { personId: to, unitId, step: 'pain-point-reminder', at: now }),
        ])
        tell({ action: 'pain-point.reminded', subject: { kind: 'unit', id: unitId }, unitId, facts: { to } })
      }
    })
  },
}

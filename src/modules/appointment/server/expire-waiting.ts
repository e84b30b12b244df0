import { systemCaller } from '#kernel/caller.ts'
import { wallClock } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import type { WaitingTable } from './tables.ts'

const AT_ONCE = 200

type Over = Pick<WaitingTable, 'id' | 'patientId' | 'unitId' | 'version'>

/** Whoever waited for days that are over waits no longer (候补到期); an offer that is open ends by its own time first. */
export const expireSweep: Sweep = {
  name: 'appointment: waiting list',
  every: 300,
  async run(house, now) {
    const today = wallClock(now, house.hospital.zone).day.toString()
    for (;;) {
      const over = await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
        const rows = await run<Over>(
          tx,
          `update appointment.waiting w set status = 'expired', closed_at = $3, version = w.version + 1
           from (select id from appointment.waiting where hospital_id = $1 and status = 'waiting' and day_to < $2::date
                 order by id limit ${AT_ONCE} for update skip locked) due
           where w.hospital_id = $1 and w.id = due.id returning w.id, w.patient_id, w.unit_id, w.version`,
          [house.hospital.id, today, now.toString()],
        )
        for (const one of rows)
          tell({
            action: 'appointment.waiting-ended',
            subject: { kind: 'waiting', id: one.id },
            version: one.version,
            patientId: one.patientId,
            unitId: one.unitId,
            facts: { unit: one.unitId, because: 'expired' },
          })
        return rows.length
      })
      if (over < AT_ONCE) return
    }
  },
}

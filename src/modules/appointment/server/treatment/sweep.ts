import { systemCaller } from '#kernel/caller.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { wallTime } from '../say-time.ts'
import type { TreatmentTable } from './tables.ts'

const AT_ONCE = 50

type Due = TreatmentTable & { readonly number: string; readonly place: string; readonly unitId: string }

/** The day before a session the patient is reminded of it (治疗提醒, APT-12), once. */
export const treatmentSweep: Sweep = {
  name: 'appointment: treatments',
  every: 60,
  run: async (house, now) => {
    while ((await remindSome(house, now)) === AT_ONCE);
  },
}

const remindSome = (house: House, now: Parameters<Sweep['run']>[1]): Promise<number> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const due = await run<Due>(
      tx,
      `select t.*, s.number, r.place, r.unit_id from appointment.treatment t
       join appointment.series s on s.hospital_id = t.hospital_id and s.id = t.series_id
       join appointment.resource r on r.hospital_id = t.hospital_id and r.id = t.resource_id and r.version = t.resource_version
       where t.hospital_id = $1 and t.remind_at <= $2 and t.status = 'booked' order by t.remind_at, t.id limit ${AT_ONCE}
       for update of t skip locked`,
      [house.hospital.id, now.toString()],
    )
    await run(tx, 'update appointment.treatment set remind_at = null where hospital_id = $1 and id = any($2)', [
      house.hospital.id,
      due.map(one => one.id),
    ])
    for (const one of due) {
      await sendMessage(house)(tx, {
        template: 'appointment.treatment-reminded',
        to: { kind: 'patient', patientId: one.patientId },
        about: { kind: 'series', id: one.seriesId },
        values: { number: one.number, when: wallTime(house, one.startsAt), place: one.place },
      })
      tell({
        action: 'appointment.treatment-reminded',
        subject: { kind: 'treatment', id: one.id },
        version: one.version,
        patientId: one.patientId,
        unitId: one.unitId,
        facts: { series: one.seriesId, ordinal: one.ordinal },
      })
    }
    return due.length
  })

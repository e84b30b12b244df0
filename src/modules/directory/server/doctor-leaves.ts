import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { doctorById, markLeft } from './doctor-store.ts'
import { forgetDoctors, todayIn } from './doctors.ts'
import { endWeeks, removePlanned } from './session-store.ts'
import { mustWriteOf } from './upsert-doctor.ts'

/** A doctor sees patients here no longer: nobody finds the doctor, and no session is made. Sessions given out are stopped one by one. */
export const doctorLeaves =
  (house: House) => async (caller: Caller, asked: { readonly doctorId: string; readonly version: number }) => {
    await transact(house, caller, async ({ tx, tell }) => {
      const doctor = await doctorById(tx, caller.hospitalId, asked.doctorId)
      if (doctor === undefined) throw new Problem('not-found')
      mustWriteOf(caller, doctor.unitIds)
      if (doctor.version !== asked.version)
        throw new Problem('stale-version', { id: doctor.id, version: doctor.version })
      const at = house.clock.now()
      const tomorrow = todayIn(house, at).add({ days: 1 }).toString()
      await markLeft(tx, caller.hospitalId, doctor.id, at.toString())
      await endWeeks(tx, caller.hospitalId, [doctor.id], tomorrow)
      await removePlanned(tx, caller.hospitalId, [doctor.id], tomorrow)
      tell({
        action: 'directory.doctor-left',
        subject: { kind: 'doctor', id: doctor.id },
        version: doctor.version + 1,
        unitId: doctor.unitIds[0] ?? null,
        facts: {},
      })
    })
    forgetDoctors(house)
    return { doctorId: asked.doctorId }
  }

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeWeek, type WeeklySession } from '../rules/session.ts'
import { sessionPolicy } from '../settings.ts'
import { doctorsById } from './doctor-store.ts'
import { todayIn } from './doctors.ts'
import { makeSessions } from './make-sessions.ts'
import { endWeeks, insertWeekly, removePlanned, weeksOf } from './session-store.ts'
import { mustWriteOf } from './upsert-doctor.ts'

export interface WriteWeek {
  readonly doctorId: string
  /** From this day on; before it the old week holds. */
  readonly from: string
  readonly sessions: readonly WeeklySession[]
}

/**
 * Writes a doctor's usual week from a day on (周模板), in the place of the one before. What was made ahead of it and not given out is made
 * anew; what is given out already stays, for patients may hold it.
 */
export const writeWeek = (house: House) => async (caller: Caller, asked: WriteWeek) => {
  await saveWeeks(house)(caller, asked.from, [asked])
  await makeSessions(house, house.clock.now())
  return { doctorId: asked.doctorId }
}

/** Writes the usual weeks of many from one day on, all or none, without making the sessions: for plans of a hospital. */
export const saveWeeks =
  (house: House) =>
  async (caller: Caller, from: string, weeks: readonly Omit<WriteWeek, 'from'>[]): Promise<void> => {
    const who = await organisation(house)
    const at = house.clock.now()
    const { hours } = (await house.settings.at(house.hospital.id, sessionPolicy, at)).value
    if (Temporal.PlainDate.compare(Temporal.PlainDate.from(from), todayIn(house, at)) < 0)
      throw new Problem('session-past', { pointer: '/body/from' })
    for (const { sessions } of weeks) {
      mustBeWeek(sessions, hours)
      const stranger = sessions.findIndex(one => !who.units.has(one.unitId))
      if (stranger >= 0) throw new Problem('doctor-unit-unknown', { pointer: `/body/sessions/${stranger}/unitId` })
    }
    await transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const ids = weeks.map(one => one.doctorId)
      const doctors = new Map((await doctorsById(tx, hospitalId, ids)).map(one => [one.id, one]))
      const before = await weeksOf(tx, hospitalId, ids, from)
      await endWeeks(tx, hospitalId, ids, from)
      await removePlanned(tx, hospitalId, ids, from)
      for (const { doctorId, sessions } of weeks) {
        const doctor = doctors.get(doctorId)
        if (doctor === undefined) throw new Problem('not-found')
        mustWriteOf(caller, doctor.unitIds)
        tell({
          action: 'directory.week-written',
          subject: { kind: 'doctor', id: doctorId },
          unitId: doctor.unitIds[0] ?? null,
          facts: { sessions: sessions.length, from },
          detail: { before: before.filter(one => one.doctorId === doctorId), after: sessions },
        })
      }
      await insertWeekly(
        tx,
        hospitalId,
        weeks.flatMap(({ doctorId, sessions }) =>
          sessions.map(one => ({ ...one, id: house.ids.next(), doctorId, fromDay: from, toDay: null })),
        ),
      )
    })
  }

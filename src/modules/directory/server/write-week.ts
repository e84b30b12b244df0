import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeWeek, type WeeklySession } from '../rules/session.ts'
import { sessionPolicy } from '../settings.ts'
import { doctorById } from './doctor-store.ts'
import { todayIn } from './doctors.ts'
import { makeSessions } from './make-sessions.ts'
import { endWeek, insertWeekly, removePlanned, weekOf } from './session-store.ts'
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
  await saveWeek(house)(caller, asked)
  await makeSessions(house, house.clock.now())
  return { doctorId: asked.doctorId }
}

/** The same without making the sessions, for whoever writes many weeks and makes them once. */
export const saveWeek = (house: House) => async (caller: Caller, asked: WriteWeek) => {
  const who = await organisation(house)
  const at = house.clock.now()
  const { hours } = (await house.settings.at(house.hospital.id, sessionPolicy, at)).value
  mustBeWeek(asked.sessions, hours)
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(asked.from), todayIn(house, at)) < 0)
    throw new Problem('session-past', { pointer: '/body/from' })
  const stranger = asked.sessions.findIndex(one => !who.units.has(one.unitId))
  if (stranger >= 0) throw new Problem('doctor-unit-unknown', { pointer: `/body/sessions/${stranger}/unitId` })
  await transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const doctor = await doctorById(tx, hospitalId, asked.doctorId)
    if (doctor === undefined) throw new Problem('not-found')
    mustWriteOf(caller, doctor.unitIds)
    const before = await weekOf(tx, hospitalId, doctor.id, asked.from)
    await endWeek(tx, hospitalId, doctor.id, asked.from)
    await removePlanned(tx, hospitalId, doctor.id, asked.from)
    await insertWeekly(
      tx,
      hospitalId,
      asked.sessions.map(one => ({
        ...one,
        id: house.ids.next(),
        doctorId: doctor.id,
        fromDay: asked.from,
        toDay: null,
      })),
    )
    tell({
      action: 'directory.week-written',
      subject: { kind: 'doctor', id: doctor.id },
      unitId: doctor.unitIds[0] ?? null,
      facts: { sessions: asked.sessions.length, from: asked.from },
      detail: { before, after: asked.sessions },
    })
  })
}

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore, Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { mustFit, timesOf, type WeeklySession } from '../rules/session.ts'
import { sessionPolicy } from '../settings.ts'
import { doctorById } from './doctor-store.ts'
import { insertSessions } from './session-store.ts'

export interface AddSession extends Omit<WeeklySession, 'weekday' | 'weeks'> {
  readonly doctorId: string
  readonly day: string
}

/** A session beside the usual week (加诊); it is given out at once. */
export const addSession = (house: House) => async (caller: Caller, asked: AddSession) => {
  const who = await organisation(house)
  const at = house.clock.now()
  const { hours } = (await house.settings.at(house.hospital.id, sessionPolicy, at)).value
  mustFit(asked, hours, '/body/capacity')
  const times = timesOf(Temporal.PlainDate.from(asked.day), hours[asked.halfDay], house.hospital.zone)
  if (!isBefore(at, times.toAt)) throw new Problem('session-past', { pointer: '/body/day' })
  if (!who.units.has(asked.unitId)) throw new Problem('doctor-unit-unknown', { pointer: '/body/unitId' })
  if (caller.kind !== 'system' && !canIn(caller, 'directory:write', asked.unitId)) throw new Problem('not-found')
  return transact(house, caller, async ({ tx, tell }) => {
    const doctor = await doctorById(tx, caller.hospitalId, asked.doctorId)
    if (doctor === undefined) throw new Problem('not-found')
    const id = house.ids.next()
    const made = await insertSessions(tx, caller.hospitalId, [
      { ...asked, ...times, id, state: 'open', weeklyId: null },
    ])
    if (made.length === 0) throw new Problem('session-clash', { pointer: '/body/day' })
    tell({
      action: 'directory.session-added',
      subject: { kind: 'session', id },
      version: 1,
      unitId: asked.unitId,
      facts: { doctor: doctor.id, day: asked.day, halfDay: asked.halfDay },
    })
    return { sessionId: id }
  })
}

import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { sessionsDue } from '../rules/session.ts'
import { sessionPolicy } from '../settings.ts'
import { todayIn } from './doctors.ts'
import { insertSessions, openPlanned, weeklyFrom } from './session-store.ts'

/**
 * Makes the sessions of the days ahead from the usual weeks, and gives out those whose time has come (出诊排班、放号). What is there
 * already stays as it is, stopped ones included; several processes make each once.
 */
export async function makeSessions(
  house: House,
  at: Instant,
): Promise<{ readonly made: number; readonly opened: number }> {
  const { calendar } = await organisation(house)
  const { hours, madeAhead, openAhead } = (await house.settings.at(house.hospital.id, sessionPolicy, at)).value
  const today = todayIn(house, at)
  const last = today.add({ days: madeAhead - 1 })
  const lastOpen = today.add({ days: openAhead - 1 }).toString()
  return transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const weekly = await weeklyFrom(tx, house.hospital.id, today.toString())
    const due = sessionsDue(weekly, today, last, { calendar, hours })
    const made = await insertSessions(
      tx,
      house.hospital.id,
      due.map(({ weekly: one, day, fromAt, toAt }) => ({
        id: house.ids.next(),
        doctorId: one.doctorId,
        unitId: one.unitId,
        day,
        halfDay: one.halfDay,
        fromAt,
        toAt,
        room: one.room,
        feeLevel: one.feeLevel,
        slotMinutes: one.slotMinutes,
        capacity: one.capacity,
        state: 'planned',
        weeklyId: one.id,
      })),
    )
    const opened = await openPlanned(tx, house.hospital.id, lastOpen)
    const run = { kind: 'session', id: house.ids.next() }
    if (made.length > 0)
      tell({
        action: 'directory.sessions-made',
        subject: run,
        facts: { made: made.length, from: today.toString(), to: last.toString() },
      })
    if (opened > 0) tell({ action: 'directory.sessions-opened', subject: run, facts: { opened, to: lastOpen } })
    return { made: made.length, opened }
  })
}

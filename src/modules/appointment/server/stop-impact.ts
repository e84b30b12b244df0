import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { sessionById } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { doctorsNamed } from './names.ts'

/** Whom stopping a session would touch (停诊影响), before anybody does it. */
export const stopImpact = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const found = await transact(house, { ...caller, once: null }, async ({ tx }) => {
    const session = await sessionById(tx, caller.hospitalId, asked.id)
    if (session === undefined) throw new Problem('session-unknown')
    const [counted] = await run<{ booked: number; held: number; here: number }>(
      tx,
      `select count(*) filter (where status in ('booked', 'notified'))::int as booked,
         count(*) filter (where status = 'held')::int as held,
         count(*) filter (where status = 'checked_in')::int as here
       from appointment.appointment where hospital_id = $1 and unit_id = $2 and day = $3::date and session_id = $4`,
      [caller.hospitalId, session.unitId, session.day, session.id],
    )
    const [waiting] = await run<{ count: number }>(
      tx,
      `select count(*)::int as count from appointment.waiting where hospital_id = $1 and unit_id = $2 and status in ('waiting', 'offered')
         and $3::date between day_from and day_to and (doctor_id is null or doctor_id = $4) and (half_day is null or half_day = $5)`,
      [caller.hospitalId, session.unitId, session.day, session.seenBy, session.halfDay],
    )
    return { session, ...(counted ?? { booked: 0, held: 0, here: 0 }), waiting: waiting?.count ?? 0 }
  })
  const { session, ...counts } = found
  const [doctor] = await doctorsNamed(house, [session.seenBy])
  return {
    unitId: session.unitId,
    doctor: doctor ?? null,
    day: session.day,
    halfDay: session.halfDay,
    mayStop: session.state !== 'stopped',
    ...counts,
  }
}

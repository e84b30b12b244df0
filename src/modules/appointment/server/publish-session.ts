import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { places, run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { dealQuotas, type QuotaPlaces } from '../rules/quota.ts'
import { type SlotTime, slotTimes } from '../rules/slot.ts'
import { quotaPlan } from '../settings.ts'
import { offerWhatIsFree } from './offer-free.ts'
import { placeReserved } from './place-reserved.ts'

/** A session whose places are given out (出诊). */
export interface PublishSession {
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly from: Instant
  readonly to: Instant
  readonly slotMinutes: number
  readonly capacity: number
  readonly feeLevel: string
}

/** Publishes the places of a session (号源发布, APT-01): its slots, each dealt into shares. Once: a session published already is refused. */
export const publishSession = (house: House) => async (caller: Caller, session: PublishSession) => {
  const at = house.clock.now()
  const plan = (await house.settings.at(caller.hospitalId, quotaPlan, at)).value
  return transact(house, caller, async ({ tx, tell }) => {
    const slots = await insertSlots(tx, house, caller.hospitalId, session, times => dealQuotas(times, plan, at))
    tell({
      action: 'appointment.session-published',
      subject: { kind: 'session', id: session.sessionId },
      unitId: session.unitId,
      facts: {
        session: session.sessionId,
        unit: session.unitId,
        doctor: session.doctorId,
        day: session.day,
        places: session.capacity,
      },
    })
    return { sessionId: session.sessionId, slots }
  })
}

const SLOT_COLUMNS = 11
const QUOTA_COLUMNS = 5
/** What one statement takes: PostgreSQL counts parameters by sixteen bits. */
const QUOTAS_AT_ONCE = 1000

/** Writes the slots and shares of a session, dealt as `deal` says; how many slots. */
export async function insertSlots(
  tx: Tx,
  house: House,
  hospitalId: string,
  session: PublishSession,
  deal: (times: readonly SlotTime[]) => readonly (readonly QuotaPlaces[])[],
): Promise<number> {
  const times = slotTimes({ ...session, minutes: session.slotMinutes })
  const shares = deal(times)
  const ids = times.map(() => house.ids.next())
  const rows = await run<{ id: string }>(
    tx,
    `insert into appointment.slot (hospital_id, id, session_id, unit_id, doctor_id, day, half_day, starts_at, ends_at, fee_level, stopped_at)
     values ${places(1, times.length, SLOT_COLUMNS)} on conflict (hospital_id, session_id, starts_at) do nothing returning id`,
    times.flatMap((slot, index) => [
      hospitalId,
      ids[index],
      session.sessionId,
      session.unitId,
      session.doctorId,
      session.day,
      session.halfDay,
      slot.startsAt.toString(),
      slot.startsAt.add({ minutes: slot.minutes }).toString(),
      session.feeLevel,
      null,
    ]),
  )
  if (rows.length < times.length) throw new Problem('session-published')
  const quotas = shares.flatMap((dealt, index) =>
    dealt.map(one => [hospitalId, ids[index], one.quota, one.capacity, one.releaseAt?.toString() ?? null]),
  )
  for (let from = 0; from < quotas.length; from += QUOTAS_AT_ONCE) {
    const some = quotas.slice(from, from + QUOTAS_AT_ONCE)
    await run(
      tx,
      `insert into appointment.quota (hospital_id, slot_id, quota, capacity, release_at, booked, held, stopped, is_stopped)
       select hospital_id::uuid, slot_id::uuid, quota, capacity::int, release_at::timestamptz, 0, 0, 0, false
       from (values ${places(1, some.length, QUOTA_COLUMNS)}) as v(hospital_id, slot_id, quota, capacity, release_at)`,
      some.flat(),
    )
  }
  await placeReserved(house, tx, session)
  const told: Entry[] = []
  await offerWhatIsFree(house, tx, session.sessionId, entry => void told.push(entry))
  if (told.length > 0) await house.journal.write(tx, systemCaller(hospitalId), told, house.clock.now())
  return times.length
}

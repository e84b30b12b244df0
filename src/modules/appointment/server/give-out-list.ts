import { createHash } from 'node:crypto'
import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import {
  type FeeLevel,
  giveOutSession,
  type HalfDay,
  type Session,
  sessionToGiveOut,
} from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { dealPlaces, type KeptPlaces, placesOfList } from '../rules/place-list.ts'
import { dealQuotas } from '../rules/quota.ts'
import { listPolicy, quotaPlan } from '../settings.ts'
import { insertSlots } from './publish-session.ts'

/** The places of one session, as a file or a person says them (号源清单). Times are minutes from midnight. */
export interface PlaceList {
  readonly doctorId: string
  readonly unitId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly from: number
  readonly to: number
  readonly slotMinutes: number | null
  readonly places: number | null
  readonly feeLevel: FeeLevel
  readonly room: string | null
  readonly kept: readonly KeptPlaces[] | null
}

/** How far ahead lists are taken, in days. */
const AHEAD_DAYS = 90

/**
 * Gives out the places of one session (号源上传, APT-01): plans the session where it was not planned, and publishes its slots with their
 * shares at once. The same list again changes nothing; another list for what is given out already is refused.
 */
export const giveOutList = (house: House, way: 'file' | 'desk') => async (caller: Caller, list: PlaceList) => {
  const { hospitalId } = caller
  const { zone } = house.hospital
  if (!canIn(caller, 'appointment:manage', list.unitId)) throw new Problem('not-found')
  const at = house.clock.now()
  const [policy, plan] = await Promise.all([
    house.settings.at(hospitalId, listPolicy, at),
    house.settings.at(hospitalId, quotaPlan, at),
  ])
  const today = wallClock(at, zone).day
  const day = Temporal.PlainDate.from(list.day)
  if (Temporal.PlainDate.compare(day, today.add({ days: AHEAD_DAYS })) > 0)
    throw new Problem('list-too-far', { days: AHEAD_DAYS })
  const midnight = day.toZonedDateTime({ timeZone: zone, plainTime: '00:00' })
  const [from, to] = [list.from, list.to].map(minutes => midnight.add({ minutes }).toInstant()) as [Instant, Instant]
  const { slotMinutes, capacity } = placesOfList({ ...list, from, to }, policy.value, at)
  const asked = { ...list, fromAt: from, toAt: to, slotMinutes, capacity }
  const digest = digestOf(list)
  return transact(house, caller, async ({ tx, tell }) => {
    const known = await sessionToGiveOut(tx, hospitalId, asked)
    if (known?.state === 'stopped') throw new Problem('list-of-stopped')
    if (known !== null && (await isPublished(tx, hospitalId, known.id))) {
      if (await isSame(tx, hospitalId, known, asked, digest))
        return { sessionId: known.id, outcome: 'same' as const, places: capacity }
      throw new Problem('session-published')
    }
    const sessionId = await giveOutSession(house, tx, asked, known, tell)
    await insertSlots(tx, house, hospitalId, { ...asked, sessionId, from, to }, times =>
      list.kept === null
        ? dealQuotas(times, plan.value, at)
        : dealPlaces(times, list.kept, { plan: plan.value, minutes: policy.value.releaseMinutes }, at),
    )
    await run(
      tx,
      `insert into appointment.place_list (hospital_id, session_id, day, way, digest, listed_by, listed_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
      [hospitalId, sessionId, list.day, way, digest, caller.personId, at.toString()],
    )
    tell({
      action: 'appointment.session-published',
      subject: { kind: 'session', id: sessionId },
      unitId: list.unitId,
      facts: { session: sessionId, unit: list.unitId, doctor: list.doctorId, day: list.day, places: capacity },
      detail: { way, kept: list.kept },
    })
    return { sessionId, outcome: known === null ? ('added' as const) : ('changed' as const), places: capacity }
  })
}

const isPublished = async (tx: Tx, hospitalId: string, sessionId: string): Promise<boolean> =>
  (
    await run(tx, 'select 1 from appointment.slot where hospital_id = $1 and session_id = $2 limit 1', [
      hospitalId,
      sessionId,
    ])
  ).length > 0

/** The list that the session was given out by; where that was a usual week and no list, one that says the same. */
async function isSame(
  tx: Tx,
  hospitalId: string,
  known: Session,
  asked: PlaceList & { readonly fromAt: Instant; readonly toAt: Instant; readonly capacity: number },
  digest: Buffer,
): Promise<boolean> {
  const [before] = await run<{ digest: Buffer }>(
    tx,
    'select digest from appointment.place_list where hospital_id = $1 and session_id = $2',
    [hospitalId, known.id],
  )
  if (before !== undefined) return before.digest.equals(digest)
  return (
    asked.kept === null &&
    known.fromAt.equals(asked.fromAt) &&
    known.toAt.equals(asked.toAt) &&
    known.slotMinutes === asked.slotMinutes &&
    known.capacity === asked.capacity &&
    known.feeLevel === asked.feeLevel &&
    known.room === asked.room
  )
}

const digestOf = (list: PlaceList): Buffer => {
  const kept = list.kept?.toSorted((a, b) => (a.quota < b.quota ? -1 : 1)).map(one => [one.quota, one.places]) ?? null
  const said = [list.from, list.to, list.slotMinutes, list.places, list.feeLevel, list.room, kept]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}

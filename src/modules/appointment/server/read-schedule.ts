import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { type Session, sessionById, sessionsBetween } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Quota } from '../rules/quota.ts'
import { together } from '../rules/slot-sum.ts'
import { doctorsNamed } from './names.ts'
import { type CountedSlot, countedSlots } from './slot-counts.ts'

const DAYS = 7

/** A week of a department (出诊日历): its sessions, planned ones too, and where their places are. */
export const readSchedule =
  (house: House) => async (caller: Caller, asked: { readonly unit: string; readonly from: string }) => {
    if (!canIn(caller, 'appointment:read', asked.unit)) throw new Problem('not-found')
    const to = Temporal.PlainDate.from(asked.from)
      .add({ days: DAYS - 1 })
      .toString()
    const sessions = await house.database.transact(async tx => {
      const found = await sessionsBetween(tx, caller.hospitalId, { from: asked.from, to, unitId: asked.unit })
      const ids = found.map(one => one.id)
      const slots = Map.groupBy(
        await countedSlots(tx, caller.hospitalId, ids, house.clock.now()),
        slot => slot.sessionId,
      )
      return found.map(one => shown(one, slots.get(one.id) ?? []))
    })
    return {
      sessions,
      doctors: await doctorsNamed(
        house,
        sessions.flatMap(one => [one.doctorId, one.seenBy]),
      ),
    }
  }

const shown = (session: Session, slots: readonly CountedSlot[]) => ({
  id: session.id,
  unitId: session.unitId,
  doctorId: session.doctorId,
  seenBy: session.seenBy,
  day: session.day,
  halfDay: session.halfDay,
  from: session.fromAt.toString(),
  to: session.toAt.toString(),
  room: session.room,
  feeLevel: session.feeLevel,
  slotMinutes: session.slotMinutes,
  capacity: session.capacity,
  state: session.state,
  isPublished: slots.length > 0,
  sum: together(slots.map(slot => slot.sum)),
})

interface ShareRow {
  readonly slotId: string
  readonly quota: Quota
  readonly capacity: number
  readonly booked: number
  readonly held: number
  readonly stopped: number
  readonly releaseAt: Instant | null
}

/** One session with its slots and their shares (号源明细). */
export const readPlaces = (house: House) => (caller: Caller, asked: { readonly id: string }) =>
  transact(house, { ...caller, once: null }, async ({ tx }) => {
    const session = await sessionById(tx, caller.hospitalId, asked.id)
    if (session === undefined || !canIn(caller, 'appointment:read', session.unitId)) throw new Problem('not-found')
    const slots = await countedSlots(tx, caller.hospitalId, [session.id], house.clock.now())
    const shares = Map.groupBy(
      await run<ShareRow>(
        tx,
        `select slot_id, quota, capacity, booked, held, stopped, release_at from appointment.quota
         where hospital_id = $1 and slot_id = any($2) order by quota`,
        [caller.hospitalId, slots.map(slot => slot.id)],
      ),
      share => share.slotId,
    )
    return {
      session: shown(session, slots),
      slots: slots.map(({ id, startsAt, endsAt, stoppedAt, sum }) => ({
        id,
        startsAt: startsAt.toString(),
        endsAt: endsAt.toString(),
        stopped: stoppedAt !== null,
        sum,
        shares: (shares.get(id) ?? []).map(({ slotId: _slot, releaseAt, ...share }) => ({
          ...share,
          releaseAt: releaseAt?.toString() ?? null,
        })),
      })),
    }
  })

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { resizeSession, sessionById } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Quota } from '../rules/quota.ts'
import { type ShareChange, mustHold, releaseOf } from '../rules/place-change.ts'
import { listPolicy, quotaPlan } from '../settings.ts'
import { offerNext } from './free-place.ts'
import { placeFreed } from './sold-out.ts'

interface ChangePlaces {
  readonly id: string
  readonly reason: string
  readonly changes: readonly (ShareChange & { readonly slotId: string })[]
}

interface Row {
  readonly slotId: string
  readonly startsAt: Instant
  readonly stoppedAt: Instant | null
  readonly quota: Quota
  readonly capacity: number
  readonly booked: number
  readonly held: number
  readonly stopped: number
  readonly releaseAt: Instant | null
}

/** The places of a session. */
const MOST_PLACES = 500

/** Every share of a session, locked in the order in which bookings lock them. */
const sharesOf = (tx: Tx, hospitalId: string, sessionId: string): Promise<Row[]> =>
  run<Row>(
    tx,
    `select q.slot_id, s.starts_at, s.stopped_at, q.quota, q.capacity, q.booked, q.held, q.stopped, q.release_at
     from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
     where s.hospital_id = $1 and s.session_id = $2 order by q.slot_id, q.quota for update of q`,
    [hospitalId, sessionId],
  )

/**
 * Changes how many places the slots of a session have and for whom they are kept (调整号源与配额, APT-01, APT-02). What is taken stays: a
 * share never falls below it. What is new goes to whoever waits for it first.
 */
export const changePlaces = (house: House) => async (caller: Caller, asked: ChangePlaces) => {
  const { hospitalId } = caller
  const at = house.clock.now()
  const [policy, plan] = await Promise.all([
    house.settings.at(hospitalId, listPolicy, at),
    house.settings.at(hospitalId, quotaPlan, at),
  ])
  return transact(house, caller, async ({ tx, tell }) => {
    const session = await sessionById(tx, hospitalId, asked.id)
    if (session === undefined || !canIn(caller, 'appointment:manage', session.unitId)) throw new Problem('not-found')
    const shares = await sharesOf(tx, hospitalId, session.id)
    const changed = Map.groupBy(asked.changes, one => one.slotId)
    let more = 0
    const added: { slotId: string; quota: Quota; places: number }[] = []
    for (const [slotId, changes] of changed) {
      const own = shares.filter(one => one.slotId === slotId)
      const [slot] = own
      if (slot === undefined) throw new Problem('not-found')
      if (slot.stoppedAt !== null) throw new Problem('list-of-stopped')
      if (!isBefore(at, slot.startsAt)) throw new Problem('slot-past')
      let by = 0
      for (const change of changes) {
        const share = own.find(one => one.quota === change.quota)
        mustHold(change, share ?? { capacity: 0, booked: 0, held: 0, stopped: 0 })
        const releaseAt = releaseOf(
          change,
          slot.startsAt,
          { plan: plan.value, minutes: policy.value.releaseMinutes },
          at,
        )
        await run(
          tx,
          `insert into appointment.quota (hospital_id, slot_id, quota, capacity, booked, held, stopped, release_at, is_stopped)
           values ($1, $2, $3, $4, 0, 0, 0, $5, false)
           on conflict (hospital_id, slot_id, quota) do update set capacity = excluded.capacity, release_at = excluded.release_at`,
          [hospitalId, slotId, change.quota, change.capacity, releaseAt?.toString() ?? null],
        )
        by += change.capacity - change.was
        if (change.capacity > change.was)
          added.push({ slotId, quota: change.quota, places: change.capacity - change.was })
      }
      more += by
      tell({
        action: 'appointment.places-changed',
        subject: { kind: 'slot', id: slotId },
        unitId: session.unitId,
        facts: { slot: slotId, session: session.id, by },
        detail: {
          reason: asked.reason,
          changes: changes.map(({ quota, was, capacity }) => ({ quota, was, capacity })),
        },
      })
    }
    const places = shares.reduce((sum, one) => sum + one.capacity, more)
    if (places < 1 || places > MOST_PLACES) throw new Problem('places-range', { most: MOST_PLACES })
    if (more !== 0) await resizeSession(tx, hospitalId, session, places)
    placeFreed(house)
    for (const { slotId, quota, places: free } of added)
      for (let n = 0; n < free; n += 1) if (!(await offerNext(house, tx, { hospitalId, slotId, quota }, tell))) break
    return { sessionId: session.id, places }
  })
}

/** Opens to all, before its time, what is kept of a session and not taken (提前释放). */
export const releaseShare =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly quota: Exclude<Quota, 'open' | 'extra'>; readonly reason: string },
  ) =>
    transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const at = house.clock.now()
      const session = await sessionById(tx, hospitalId, asked.id)
      if (session === undefined || !canIn(caller, 'appointment:manage', session.unitId)) throw new Problem('not-found')
      const free = (await sharesOf(tx, hospitalId, session.id)).flatMap(share => {
        const places = share.capacity - share.booked - share.held - share.stopped
        return share.quota === asked.quota && places > 0 && isBefore(at, share.startsAt) && share.stoppedAt === null
          ? [{ slotId: share.slotId, places }]
          : []
      })
      if (free.length === 0) throw new Problem('nothing-to-release')
      await run(
        tx,
        `with free as (select * from unnest($2::uuid[], $3::int[]) as f (slot_id, places)), closed as (
           update appointment.quota q set capacity = q.capacity - f.places, release_at = null from free f
           where q.hospital_id = $1 and q.slot_id = f.slot_id and q.quota = $4
         )
         update appointment.quota q set capacity = q.capacity + f.places from free f
         where q.hospital_id = $1 and q.slot_id = f.slot_id and q.quota = 'open'`,
        [hospitalId, free.map(one => one.slotId), free.map(one => one.places), asked.quota],
      )
      placeFreed(house)
      for (const { slotId, places } of free) {
        tell({
          action: 'appointment.quota-released',
          subject: { kind: 'slot', id: slotId },
          unitId: session.unitId,
          facts: { slot: slotId, quota: asked.quota, places },
          detail: { reason: asked.reason },
        })
        for (let n = 0; n < places; n += 1)
          if (!(await offerNext(house, tx, { hospitalId, slotId, quota: 'open' }, tell))) break
      }
      return { sessionId: session.id, places: free.reduce((sum, one) => sum + one.places, 0) }
    })

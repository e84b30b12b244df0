import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import { type House, transact } from '#platform/house.ts'
import { DONE, mayFollow } from '../rules/referral.ts'
import { about, changed, mustBeVersion, save, sent, sqlInstant } from './store.ts'

interface OfOne {
  readonly id: string
  readonly version: number
}

/** Enters what was arranged for an admission or an exam (登记安排), which are not given from the pool. */
export const planReferral =
  (house: House) => (caller: Caller, asked: OfOne & { readonly at: string; readonly place: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const row = await sent(tx, caller, 'referral:work', asked.id)
      mustBeVersion(row, asked.version)
      if (row.type === 'visit') throw new Problem('referral-from-pool')
      const planned: Instant = Temporal.Instant.from(asked.at)
      if (isBefore(planned, house.clock.now())) throw new Problem('referral-past')
      if (row.status !== 'booked') mayFollow(row.status, 'booked')
      const now = await save(tx, row, {
        status: 'booked',
        plannedAt: sqlInstant(planned),
        plannedPlace: house.cipher.encipher(asked.place),
      })
      tell({
        action: 'referral.booked',
        ...about(now),
        facts: { appointment: null, at: planned.toString(), first: null },
        detail: { place: asked.place },
      })
      return changed(now)
    })

/** The person was seen, examined or admitted (已就诊、已检查、已入院), or did not come. */
export const noteOutcome = (house: House) => (caller: Caller, asked: OfOne & { readonly came: boolean }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const row = await sent(tx, caller, 'referral:answer', asked.id)
    mustBeVersion(row, asked.version)
    const at = house.clock.now()
    const to = asked.came ? DONE[row.type] : 'missed'
    mayFollow(row.status, to)
    const now = await save(tx, row, {
      status: to,
      ...(asked.came && { seenAt: sqlInstant(at), arrivedAt: row.arrivedAt ?? sqlInstant(at) }),
    })
    tell(
      asked.came
        ? { action: 'referral.done', ...about(now), facts: { type: row.type } }
        : { action: 'referral.missed', ...about(now), facts: { appointment: row.appointmentId } },
    )
    return changed(now)
  })

/** Sends the slip back (回执, REF-07): with a summary only where the patient agreed. */
export const returnSlip = (house: House) => (caller: Caller, asked: OfOne & { readonly summary: string | null }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const row = await sent(tx, caller, 'referral:answer', asked.id)
    mustBeVersion(row, asked.version)
    mayFollow(row.status, 'slip_returned')
    if (asked.summary !== null && row.consent !== true) throw new Problem('referral-no-consent')
    const at = house.clock.now()
    const now = await save(tx, row, {
      status: 'slip_returned',
      result: asked.summary === null ? null : house.cipher.encipher(asked.summary),
      resultBy: caller.personId,
      resultAt: sqlInstant(at),
      closedAt: sqlInstant(at),
    })
    tell({ action: 'referral.slip-returned', ...about(now), facts: { summary: asked.summary !== null } })
    return changed(now)
  })

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { type Lack, packLacks } from '../rules/completeness.ts'
import { mayFollow } from '../rules/referral.ts'
import { leaveListFor } from './leave-list.ts'
import { about, changed, mine, mustBeVersion, save, sent, settleRound, sqlInstant } from './store.ts'
import { accept, knownPerson, sendBack } from './submit-referral.ts'
import type { ReferralTable } from './tables.ts'

interface OfOne {
  readonly id: string
  readonly version: number
}

/** Accepts one that had to be looked at (人工受理); a person whom the house knows by another name is taken as known only when the clerk says so. */
export const acceptReferral = (house: House) => (caller: Caller, asked: OfOne & { readonly asKnown: boolean }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const row = await sent(tx, caller, 'referral:work', asked.id)
    mustBeVersion(row, asked.version)
    const known = await knownPerson(house, tx, row)
    if (known !== null && !known.isSimilar && !asked.asKnown) throw new Problem('referral-identity')
    const by = { by: caller.personId, at: house.clock.now(), patientId: known?.id ?? null }
    return changed(await accept(house, tx, row, by, tell))
  })

/** Refuses to end one for which somebody is just taking a place: its booking would belong to nothing. */
function mustBeLetGo(row: ReferralTable, at: Instant): void {
  if (row.claimedUntil !== null && isBefore(at, row.claimedUntil)) throw new Problem('referral-placing')
}

/** Gives it back with what is missing or unreadable (人工退回). */
export const returnReferral =
  (house: House) => (caller: Caller, asked: OfOne & { readonly lacks: readonly Lack[]; readonly note: string }) =>
    transact(house, caller, async work => {
      const { tx, tell } = work
      const row = await sent(tx, caller, 'referral:work', asked.id)
      mustBeVersion(row, asked.version)
      const at = house.clock.now()
      mustBeLetGo(row, at)
      const said = { by: caller.personId, at, lacks: packLacks(asked.lacks), note: asked.note }
      const now = await sendBack(house, tx, row, said, tell)
      await leaveListFor(house, work, row.waitingId, 'returned')
      return changed(now)
    })

/** Says that the hospital cannot take it (不予接收), with the reason that the institution reads. */
export const declineReferral = (house: House) =>
  end(house, 'declined', (tx, caller, id) => sent(tx, caller, 'referral:work', id))

/** Takes it back (撤回转诊), as long as nothing is booked for it. */
export const withdrawReferral = (house: House) => end(house, 'withdrawn', mine)

const end =
  (house: House, to: 'declined' | 'withdrawn', load: (tx: Tx, caller: Caller, id: string) => Promise<ReferralTable>) =>
  (caller: Caller, asked: OfOne & { readonly reason: string }) =>
    transact(house, caller, async work => {
      const { tx, tell } = work
      const row = await load(tx, caller, asked.id)
      mustBeVersion(row, asked.version)
      mayFollow(row.status, to)
      const at = house.clock.now()
      mustBeLetGo(row, at)
      const note = house.cipher.encipher(asked.reason)
      const now = await save(tx, row, { status: to, note, closedAt: sqlInstant(at) })
      await settleRound(tx, row, { outcome: to, decidedAt: sqlInstant(at), decidedBy: caller.personId, note })
      const entry: Entry = {
        action: `referral.${to}`,
        ...about(now),
        facts: { round: row.round },
        detail: { reason: asked.reason },
      }
      tell(entry)
      await leaveListFor(house, work, row.waitingId, to)
      return changed(now)
    })

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { isOpen, type ReferralChannel } from '../rules/referral.ts'
import { columnsOf, type ReferralFields } from './content.ts'
import { about, changed, mine, mustBeVersion, save, sqlInstant } from './store.ts'

export interface DraftReferral {
  readonly institutionId: string
  readonly channel: ReferralChannel
  readonly fields: ReferralFields
}

/**
 * Begins a referral (填写转诊): the institution on its page, or a clerk for one that calls or sends a fax. It is nobody else's until
 * it is submitted.
 */
export const draftReferral = (house: House) => (caller: Caller, asked: DraftReferral) =>
  transact(house, caller, async ({ tx, tell }) => {
    const institution = (await organisation(house)).units.get(asked.institutionId)
    if (institution?.kind !== 'community' || !canIn(caller, 'referral:submit', institution.id))
      throw new Problem('not-found')
    if ((asked.channel === 'portal') !== (caller.kind === 'partner')) throw new Problem('referral-channel')
    const at = house.clock.now()
    const row = await tx
      .insertInto('referral.referral')
      .values({
        ...columnsOf(house, asked.fields),
        hospitalId: caller.hospitalId,
        id: house.ids.next(),
        version: 1,
        institutionId: institution.id,
        channel: asked.channel,
        status: 'draft',
        number: null,
        patientId: null,
        lacks: [],
        doubts: [],
        round: 0,
        note: null,
        madeBy: caller.personId,
        madeAt: sqlInstant(at),
        submittedBy: null,
        submittedAt: null,
        acceptedAt: null,
        claimedUntil: null,
        appointmentId: null,
        waitingId: null,
        plannedAt: null,
        plannedPlace: null,
        stopped: false,
        arrivedAt: null,
        seenAt: null,
        result: null,
        resultBy: null,
        resultAt: null,
        closedAt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    tell({
      action: 'referral.drafted',
      ...about(row),
      facts: { institution: institution.id, channel: asked.channel, type: asked.fields.type },
    })
    return changed(row)
  })

/** Writes on in one that is not sent yet, or was returned (保存草稿、补充). */
export const saveReferral =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly version: number; readonly fields: ReferralFields }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const row = await mine(tx, caller, asked.id)
      mustBeVersion(row, asked.version)
      if (!isOpen(row.status)) throw new Problem('referral-status', { from: row.status, to: 'submitted' })
      const now = await save(tx, row, columnsOf(house, asked.fields))
      tell({ action: 'referral.saved', ...about(now), facts: { type: now.type } })
      return changed(now)
    })

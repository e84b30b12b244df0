import { leaveIfWaiting } from '#modules/appointment/index.ts'
import { Problem } from '#kernel/problem.ts'
import type { House, Work } from '#platform/house.ts'
import type { ReferralStatus } from '../rules/referral.ts'

const REASON = '转诊已另行处理'

/** Takes a referral off the waiting list, in the same transaction, where it stands on it and nothing was booked from there. */
export async function leaveList(house: House, work: Work, waitingId: string | null): Promise<void> {
  if (waitingId !== null) await leaveIfWaiting(house, work, { id: waitingId, reason: REASON })
}

/**
 * The same for a referral that is to end: refused where its patient has just accepted a place, which the referral is yet to hear of.
 */
export async function leaveListFor(
  house: House,
  work: Work,
  waitingId: string | null,
  to: ReferralStatus,
): Promise<void> {
  if (waitingId === null) return
  const was = await leaveIfWaiting(house, work, { id: waitingId, reason: REASON })
  if (was === 'booked') throw new Problem('referral-status', { from: 'booked', to })
}

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { leaveWaitingList } from '#modules/appointment/index.ts'
import type { House } from '#platform/house.ts'

/** Takes a referral off the waiting list, where it stands on it and nothing was booked from there. */
export async function leaveList(house: House, caller: Caller, waitingId: string | null): Promise<void> {
  if (waitingId === null) return
  try {
    await leaveWaitingList(house)({ ...caller, once: null }, { id: waitingId, reason: '转诊已另行处理' })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'waiting-status') throw error
  }
}

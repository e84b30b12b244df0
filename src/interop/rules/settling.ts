import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'

/** Where a message stands (消息状态): its bytes are kept; it is done; refused with a reason; waits for another; came before. */
export type MessageState = 'received' | 'applied' | 'refused' | 'parked' | 'repeated'

/** How long the one that took a message in has to answer it before a sweep does its work. */
const UNANSWERED_SECONDS = 30
/** A message at which the house died so often is refused, so that it cannot do that for ever. */
export const TRIES_OF_UNANSWERED = 3

const FIRST_WAIT_MINUTES = 1
const LONGEST_WAIT_MINUTES = 6 * 60

/** When a message that was just taken in is to be looked at again, should nothing come of it. */
export const dueWhenReceived = (at: Instant): Instant => at.add({ seconds: UNANSWERED_SECONDS })

/**
 * When a parked message is tried again (暂存重试): what it waits for wakes it at once, so this is for what came in the same
 * moment. After each try the wait doubles, from a minute to six hours.
 * @param tries how often it was tried before
 */
export const dueWhenParked = (at: Instant, tries: number): Instant =>
  at.add({ minutes: Math.min(LONGEST_WAIT_MINUTES, FIRST_WAIT_MINUTES * 2 ** Math.min(tries, 20)) })

/** What a person may have tried again. What is done is not done twice. */
export const canReplay = (state: MessageState): boolean =>
  state === 'refused' || state === 'parked' || state === 'received'

/** @throws Problem `message-settled` */
export function mustBeReplayable(state: MessageState): void {
  if (!canReplay(state)) throw new Problem('message-settled', { state })
}

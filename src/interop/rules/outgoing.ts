import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'

/** Where a message to a receiver stands (发出状态): to be sent, under way, taken (AA), refused with a reason, or given up by the house. */
export type OutgoingState = 'waiting' | 'sending' | 'taken' | 'refused' | 'given-up'

/** Why a try came to nothing. */
export type Fault = 'no-connection' | 'no-answer' | 'other-answer'

export interface OutgoingPolicy {
  readonly application: string
  readonly facility: string
  /** How long an answer is waited for. */
  readonly answerSeconds: number
  readonly firstWaitSeconds: number
  readonly longestWaitMinutes: number
  /** What could not be delivered for so long waits for a person. */
  readonly giveUpHours: number
}

/** What came of one try: the code of MSA-1 where an answer to this message came, else what went wrong. */
export type Try = { readonly code: string } | { readonly fault: Fault }

/** What a message is after a try. */
export interface After {
  readonly state: OutgoingState
  readonly dueAt: Instant | null
  readonly code: string | null
  readonly fault: Fault | null
}

/**
 * What becomes of a message after a try (发送结果): AA and CA are taken, AR and CR refused for good; AE and CE may be a receiver in trouble,
 * and like silence they are tried again, each time after twice as long, until the house gives up.
 * @param attempts how often it was tried, this time included
 */
export function afterTry(
  policy: OutgoingPolicy,
  message: { readonly madeAt: Instant; readonly attempts: number },
  outcome: Try,
  at: Instant,
): After {
  const code = 'code' in outcome ? outcome.code : null
  const fault = 'fault' in outcome ? outcome.fault : null
  if (code === 'AA' || code === 'CA') return { state: 'taken', dueAt: null, code, fault }
  if (code === 'AR' || code === 'CR') return { state: 'refused', dueAt: null, code, fault }
  const isOver = !isBefore(at, message.madeAt.add({ minutes: Math.round(policy.giveUpHours * 60) }))
  if (isOver) return { state: code === null ? 'given-up' : 'refused', dueAt: null, code, fault }
  return { state: 'waiting', dueAt: at.add({ seconds: waitSeconds(policy, message.attempts) }), code, fault }
}

const waitSeconds = ({ firstWaitSeconds, longestWaitMinutes }: OutgoingPolicy, attempts: number): number =>
  Math.min(longestWaitMinutes * 60, firstWaitSeconds * 2 ** Math.min(20, Math.max(0, attempts - 1)))

/** What a person may have sent again (重发): what a receiver refused, or the house gave up. */
export const canResend = (state: OutgoingState): boolean => state === 'refused' || state === 'given-up'

/** @throws Problem `outgoing-settled` */
export function mustBeResendable(state: OutgoingState): void {
  if (!canResend(state)) throw new Problem('outgoing-settled', { state })
}

import { Problem } from '#kernel/problem.ts'

/**
 * How a patient confirms that the matter is settled (患者确认, TKT-09): a signature on a screen, the patient's own link or code,
 * a phone call, or by word of mouth before a second member of staff.
 */
export type ConfirmationMethod = 'signature' | 'link' | 'phone' | 'oral'

export interface Confirmation {
  readonly method: ConfirmationMethod
  /** The drawn signature as an SVG path, for `signature`. */
  readonly signature: string | null
  /** The second member of staff who heard it, for `oral`. */
  readonly witnessId: string | null
  /** What the patient said, for `phone` and `oral`. */
  readonly words: string | null
}

/** Refuses a confirmation that lacks what its method needs. */
export function mustBeConfirmed(confirmation: Confirmation, byPersonId: string | null): void {
  const lacks = (pointer: string) => {
    throw new Problem('confirmation-incomplete', { method: confirmation.method, lacks: pointer })
  }
  if (confirmation.method === 'signature' && !isSignature(confirmation.signature)) lacks('signature')
  if (confirmation.method === 'phone' && confirmation.words === null) lacks('words')
  if (confirmation.method === 'oral') {
    if (confirmation.words === null) lacks('words')
    if (confirmation.witnessId === null || confirmation.witnessId === byPersonId) lacks('witness')
  }
}

/** A path with a few strokes of some length: a single dot is no signature. */
export const isSignature = (path: string | null): boolean =>
  path !== null && /^[ML0-9 .,-]+$/.test(path) && (path.match(/L/g)?.length ?? 0) >= 4

/** After so many attempts that did not reach the patient, the matter may close as unconfirmed. */
export const attemptsUsed = (attempts: number, allowed: number): boolean => attempts >= allowed

import { Problem } from '#kernel/problem.ts'

/** The states of a request for an extra number (加号申请). `expired`: the session was over before anybody answered. */
export const EXTRA_STATUSES = ['waiting', 'approved', 'refused', 'withdrawn', 'expired'] as const
export type ExtraStatus = (typeof EXTRA_STATUSES)[number]

/** What decides who may answer a request. */
export interface ExtraAsked {
  readonly askedOf: readonly string[]
  readonly escalatedTo: readonly string[]
}

/**
 * Who is asked (APT-11): the doctor of the session; where that one is not known to the house or not on duty, whoever receives for the
 * department as well: the nurse of the consulting rooms, else those above. It is never nobody.
 */
export const askedOf = (
  doctor: { readonly personId: string; readonly isOnDuty: boolean } | null,
  receiver: string,
): readonly string[] => {
  if (doctor === null) return [receiver]
  return doctor.isOnDuty ? [doctor.personId] : [...new Set([doctor.personId, receiver])]
}

/** May this person answer: one who was asked, or who was called when the answer was late? */
export const isAsked = (request: ExtraAsked, personId: string | null): boolean =>
  personId !== null && (request.askedOf.includes(personId) || request.escalatedTo.includes(personId))

/** Refuses what was answered, withdrawn or is over. */
export function mustBeWaiting(status: ExtraStatus): void {
  if (status !== 'waiting') throw new Problem('extra-answered')
}

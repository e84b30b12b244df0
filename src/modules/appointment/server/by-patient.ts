import type { Caller } from '#kernel/caller.ts'

/** Does the patient act, by a link or signed in? Then the patient's limits hold; staff may at any time with a reason. */
export const isByPatient = (caller: Caller): boolean => caller.kind === 'patient-link' || caller.kind === 'patient'

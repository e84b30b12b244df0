import { Problem } from '#kernel/problem.ts'
import { isClosed, mayFollow, type Status } from './ticket.ts'

interface Matter {
  readonly id: string
  readonly number: string
  readonly status: Status
  readonly patientId: string | null
}

/**
 * May one matter be merged into another (合并, TKT-10)? Both are of the same known patient, both are open, and the one that goes is
 * nobody's turn to wait for: what waits for the patient or sits in a meeting goes on first.
 */
export function mayMerge(goes: Matter, stays: Matter): void {
  if (goes.id === stays.id) throw new Problem('merge-self')
  if (isClosed(stays.status) || stays.status === 'resolved') throw new Problem('merge-closed', { number: stays.number })
  if (goes.patientId === null || goes.patientId !== stays.patientId) throw new Problem('merge-other-patient')
  mayFollow(goes.status, 'merged')
}

const URGENCIES = ['routine', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]

/** What is joined is as urgent as the more urgent of the two. */
export const moreUrgent = (a: Urgency, b: Urgency): Urgency => (URGENCIES.indexOf(a) >= URGENCIES.indexOf(b) ? a : b)

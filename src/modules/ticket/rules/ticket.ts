import { Problem } from '#kernel/problem.ts'

/** The life cycle of a service request (工单状态, spec 05 §1). A draft lives only on the clerk's screen. */
export type Status =
  | 'registered'
  | 'dispatched'
  | 'accepted'
  | 'in_progress'
  | 'waiting_patient'
  | 'joint_meeting'
  | 'resolved'
  | 'archived'
  | 'archived_unconfirmed'
  | 'cancelled'
  | 'merged'

/** Which status may follow which; any pair not listed is refused. `dispatched` twice is a hand-on or a transfer. */
export const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  registered: ['dispatched', 'cancelled', 'merged'],
  dispatched: ['accepted', 'dispatched', 'cancelled', 'merged'],
  accepted: ['in_progress', 'dispatched', 'cancelled', 'merged'],
  in_progress: ['waiting_patient', 'joint_meeting', 'resolved', 'dispatched', 'cancelled', 'merged'],
  waiting_patient: ['in_progress', 'dispatched', 'cancelled'],
  joint_meeting: ['in_progress', 'dispatched', 'cancelled'],
  resolved: ['archived', 'archived_unconfirmed', 'in_progress'],
  archived: ['in_progress'],
  archived_unconfirmed: ['in_progress'],
  cancelled: [],
  merged: [],
}

export const STATUSES = Object.keys(NEXT) as readonly Status[]

/** Refuses a step that the life cycle does not have. */
export function mayFollow(from: Status, to: Status): void {
  if (!NEXT[from].includes(to)) throw new Problem('ticket-status', { from, to })
}

/** Nobody works on it any more. An archived one is read-only until it is reopened. */
export const isClosed = (status: Status): boolean =>
  status === 'archived' || status === 'archived_unconfirmed' || status === 'cancelled' || status === 'merged'

/** One department's share of a ticket (部门分工): it has a receiver and a clock of its own. */
export type PartStatus = 'dispatched' | 'accepted' | 'in_progress' | 'done' | 'withdrawn'

export const PART_NEXT: Readonly<Record<PartStatus, readonly PartStatus[]>> = {
  dispatched: ['dispatched', 'accepted', 'withdrawn'],
  accepted: ['in_progress', 'dispatched', 'withdrawn'],
  in_progress: ['done', 'dispatched', 'withdrawn'],
  done: ['in_progress'],
  withdrawn: [],
}

export function partMayFollow(from: PartStatus, to: PartStatus): void {
  if (!PART_NEXT[from].includes(to)) throw new Problem('part-status', { from, to })
}

export const isOpenPart = (status: PartStatus): boolean => status !== 'done' && status !== 'withdrawn'

/** What makes a matter difficult (难度): each makes it complex; the number of departments does not (TKT-03). */
export type Difficulty = 'investigation' | 'meeting' | 'outside-party'
export type TicketClass = 'general' | 'complex'

/** General without a tick, unless the kind of matter is complex by itself. */
export const classOf = (difficulty: readonly Difficulty[], ofItem: TicketClass = 'general'): TicketClass =>
  difficulty.length > 0 ? 'complex' : ofItem

/** A class is changed once by the owner, afterwards only by the manager (TKT-03). */
export function mayReclassify(changes: number, isManager: boolean): void {
  if (changes >= 1 && !isManager) throw new Problem('reclassified-already')
}

/** A share is not left open behind a result (TKT-07, TKT-09). */
export function mayResolve(parts: readonly { readonly status: PartStatus; readonly unitId: string }[]): void {
  const open = parts.filter(part => isOpenPart(part.status))
  if (open.length > 0) throw new Problem('parts-open', { units: open.map(part => part.unitId), count: open.length })
}

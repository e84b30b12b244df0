import type { Instant } from '#kernel/time.ts'
import { hear, type Said, type Stated } from './said.ts'

export type VisitClass = 'outpatient' | 'inpatient' | 'emergency' | 'other'
export type VisitState = 'open' | 'ended' | 'cancelled'
/** What the hospital's system says happened to a visit (就诊). */
export type VisitEvent = 'admitted' | 'registered' | 'updated' | 'discharged' | 'cancelled' | 'discharge-cancelled'

export interface Visit {
  readonly class: VisitClass
  readonly departmentCode: string | null
  readonly room: string | null
  readonly bed: string | null
  readonly attendingCode: string | null
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly state: VisitState
}

const UNKNOWN: Visit = {
  class: 'other',
  departmentCode: null,
  room: null,
  bed: null,
  attendingCode: null,
  startedAt: null,
  endedAt: null,
  state: 'open',
}

const STATE_AFTER: Partial<Record<VisitEvent, VisitState>> = {
  admitted: 'open',
  registered: 'open',
  discharged: 'ended',
  cancelled: 'cancelled',
  'discharge-cancelled': 'open',
}

export type Happened = 'started' | 'changed' | 'ended' | 'reopened' | 'cancelled'

/**
 * The visit after a word about it, and what that word made happen; null when nothing did. A cancellation that comes before
 * the registration that it cancels makes a cancelled visit, and the registration does not revive it.
 */
export function visitAfter(
  before: { readonly visit: Visit; readonly said: Said } | null,
  event: VisitEvent,
  stated: Stated<Omit<Visit, 'state'>>,
  at: Instant,
): { visit: Visit; said: Said; happened: Happened | null } {
  const state = STATE_AFTER[event]
  const heard = hear(
    before?.visit ?? UNKNOWN,
    before?.said ?? {},
    { ...stated, ...(state !== undefined && { state }) },
    at,
  )
  // An update alone says nothing of the state, but a visit with an end that nobody called open again has ended.
  const isOver = before === null && state === undefined && heard.value.endedAt !== null
  const visit: Visit = isOver ? { ...heard.value, state: 'ended' } : heard.value
  return { visit, said: heard.said, happened: happenedTo(before?.visit ?? null, visit, heard.changed.length > 0) }
}

function happenedTo(before: Visit | null, after: Visit, isOther: boolean): Happened | null {
  if (before?.state === after.state) return isOther ? 'changed' : null
  if (after.state === 'ended') return 'ended'
  if (after.state === 'cancelled') return 'cancelled'
  return before === null ? 'started' : 'reopened'
}

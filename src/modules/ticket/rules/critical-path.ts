import { type Instant, minutesBetween } from '#kernel/time.ts'
import type { PartStatus } from './ticket.ts'

/** One stretch of a matter's time, and who had it. */
export interface Segment {
  readonly phase: 'dispatch' | 'response' | 'work' | 'closing' | 'confirmation'
  readonly unitId: string | null
  readonly minutes: number
  readonly running: boolean
}
interface Part {
  readonly unitId: string
  readonly status: PartStatus
  readonly dispatchedAt: Instant
  readonly acceptedAt: Instant | null
  readonly doneAt: Instant | null
}

/**
 * The critical path of a cross-department matter (关键路径): of the departments, the one that finished last, or that still
 * works and began first, is what the patient waits for. Minutes of each stretch, until `at` where it still runs.
 */
export function criticalPath(
  matter: { readonly openedAt: Instant; readonly resolvedAt: Instant | null; readonly closedAt: Instant | null },
  parts: readonly Part[],
  at: Instant,
): readonly Segment[] {
  const counted = parts.filter(part => part.status !== 'withdrawn')
  const part = counted.filter(one => one.doneAt === null).toSorted(byDispatch)[0] ?? counted.toSorted(byDone).at(-1)
  if (part === undefined) return []
  const stretch = (
    phase: Segment['phase'],
    unitId: string | null,
    from: Instant | null,
    to: Instant | null,
  ): Segment[] =>
    from === null ? [] : [{ phase, unitId, minutes: Math.max(0, minutesBetween(from, to ?? at)), running: to === null }]
  return [
    ...stretch('dispatch', null, matter.openedAt, part.dispatchedAt),
    ...stretch('response', part.unitId, part.dispatchedAt, part.acceptedAt),
    ...stretch('work', part.unitId, part.acceptedAt, part.doneAt),
    ...stretch('closing', null, part.doneAt, matter.resolvedAt),
    ...stretch('confirmation', null, matter.resolvedAt, matter.closedAt),
  ]
}

const time = (at: Instant | null) => at?.epochMilliseconds ?? 0
const byDispatch = (a: Part, b: Part) => time(a.dispatchedAt) - time(b.dispatchedAt)
const byDone = (a: Part, b: Part) => time(a.doneAt) - time(b.doneAt)

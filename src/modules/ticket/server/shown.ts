import type { Organisation } from '#modules/staff/index.ts'
import { instantOf } from '#platform/database.ts'
import type { ClockTable, PartTable } from './tables.ts'

export type ShownClock = Pick<ClockTable, 'id' | 'kind' | 'partId' | 'startedAt' | 'dueAt' | 'stoppedAt' | 'breached'>

/** A clock `c` that runs, as one column of a list's statement. */
export const CLOCK_COLUMNS = 'json_build_array(c.id, c.kind, c.part_id, c.started_at, c.due_at, c.breached)'
export type RunningClock = readonly [
  id: string,
  kind: ClockTable['kind'],
  partId: string | null,
  startedAt: string,
  dueAt: string,
  breached: boolean,
]
export const runningClock = ([id, kind, partId, startedAt, dueAt, breached]: RunningClock): ShownClock => ({
  id,
  kind,
  partId,
  startedAt: instantOf(startedAt),
  dueAt: instantOf(dueAt),
  stoppedAt: null,
  breached,
})

/** A member of staff as a screen shows one. */
export const someone = (who: Organisation, id: string) => ({ id, name: who.people.get(id)?.name ?? '—' })

export const unitOf = (who: Organisation, id: string) => ({ id, name: who.units.get(id)?.name ?? '—' })

export const clockOf = (who: Organisation, clock: ShownClock, parts: readonly Pick<PartTable, 'id' | 'unitId'>[]) => {
  const part = parts.find(one => one.id === clock.partId)
  return {
    id: clock.id,
    kind: clock.kind,
    unit: part === undefined ? null : unitOf(who, part.unitId),
    startedAt: clock.startedAt.toString(),
    dueAt: clock.dueAt.toString(),
    stoppedAt: clock.stoppedAt?.toString() ?? null,
    breached: clock.breached,
  }
}

import type { Organisation } from '#modules/staff/index.ts'
import type { ClockTable, PartTable } from './tables.ts'

/** A member of staff as a screen shows one. */
export const someone = (who: Organisation, id: string) => ({ id, name: who.people.get(id)?.name ?? '—' })

export const unitOf = (who: Organisation, id: string) => ({ id, name: who.units.get(id)?.name ?? '—' })

export const clockOf = (who: Organisation, clock: ClockTable, parts: readonly Pick<PartTable, 'id' | 'unitId'>[]) => {
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

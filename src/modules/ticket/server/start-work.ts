import type { Mutable, Open } from './change.ts'
import { moveTo, partMoveTo } from './change.ts'
import type { PartTable } from './tables.ts'

/** The first thing that a department does after it accepted starts its work, and the matter's. */
export function startWork(open: Open, part: Mutable<PartTable> | null): void {
  const partStarts = part?.status === 'accepted'
  if (partStarts) partMoveTo(part, 'in_progress')
  const ticketStarts = open.ticket.status === 'accepted'
  if (ticketStarts) moveTo(open, 'in_progress')
  if (partStarts || ticketStarts)
    open.tell('ticket.started', { part: part?.id ?? null }, { unitId: part?.unitId ?? null })
}

import { moveTo, type Open, stopClocks } from './change.ts'

/** Closes a result that the patient never confirmed, and says why (TKT-09). */
export function closeUnconfirmed(open: Open, because: 'attempts' | 'time'): void {
  moveTo(open, 'archived_unconfirmed')
  open.ticket.closedAt = open.at
  stopClocks(open, () => true)
  open.tell('ticket.closed-unconfirmed', { because })
}

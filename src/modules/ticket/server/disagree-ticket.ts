import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, limitGoesOn, moveTo, type Open, stopClocks } from './change.ts'

/** The patient does not agree with the result: work goes on in the same round, and so does its limit (spec 05 §1). */
export const disagreeTicket = (house: House) => (caller: Caller, asked: { id: string; reason: string }) =>
  change(house, caller, asked, 'in_progress', async open => {
    mayOwn(caller, open.ticket)
    goOn(open)
    open.tell('ticket.disagreed', {}, { detail: { reason: asked.reason } })
    await open.notify(
      open.parts.map(part => part.assigneeId),
      { step: 'disagreed', level: 1 },
    )
  })

/** Back from a result to work: the departments' shares are open again and the limit runs on from where it began. */
export function goOn(open: Open): void {
  moveTo(open, 'in_progress')
  open.ticket.resolvedAt = null
  stopClocks(open, clock => clock.kind === 'confirmation')
  for (const part of open.parts) {
    if (part.status !== 'done' || part.round !== open.ticket.round) continue
    part.status = 'in_progress'
    part.doneAt = null
  }
  if (open.ticket.limitMetAt === null) limitGoesOn(open)
}

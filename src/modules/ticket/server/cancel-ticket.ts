import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { escalation } from '#modules/staff/index.ts'
import { mayOwn } from '../rules/access.ts'
import { change, moveTo, openParts, partMoveTo, stopClocks } from './change.ts'

/** Withdraws a matter with a reason (撤销): its shares are closed, the receivers are told, and once accepted the manager too. */
export const cancelTicket =
  (house: House) => (caller: Caller, asked: { id: string; reason: string; version: number }) =>
    change(house, caller, asked, 'cancelled', async open => {
      mayOwn(caller, open.ticket)
      if (!can(caller, 'ticket:own') && !can(caller, 'ticket:manage'))
        throw new Problem('forbidden', { needs: 'ticket:own' })
      const accepted = open.ticket.status !== 'dispatched' && open.ticket.status !== 'registered'
      moveTo(open, 'cancelled')
      open.ticket.closedAt = open.at
      stopClocks(open, () => true)
      for (const part of openParts(open)) {
        partMoveTo(part, 'withdrawn')
        const managers = accepted ? escalation(open.organisation, part.unitId, open.at, 2) : []
        await open.notify([part.assigneeId, ...managers], { step: 'cancelled', level: 1, unitId: part.unitId })
      }
      open.tell('ticket.cancelled', {}, { detail: { reason: asked.reason } })
    })

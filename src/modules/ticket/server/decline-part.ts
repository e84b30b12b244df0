import type { Caller } from '#kernel/caller.ts'
import { escalation, holdersOf, onDuty } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayWork } from '../rules/access.ts'
import { change, partMoveTo, partOf } from './change.ts'

/**
 * A department declines with a reason (退回): its head has the share now, the reason stands on the screen, and the response clock
 * goes on. With no head on duty it goes up the ladder.
 */
export const declinePart = (house: House) => (caller: Caller, asked: { id: string; partId: string; reason: string }) =>
  change(house, caller, asked, 'dispatched', async open => {
    const part = partOf(open, asked.partId)
    mayWork(caller, part)
    partMoveTo(part, 'dispatched')
    const head = holdersOf(open.organisation, part.unitId, 'head', open.at).find(
      id => id !== caller.personId && onDuty(open.organisation, id, open.at),
    )
    const to =
      head ??
      escalation(open.organisation, part.unitId, open.at, 2).find(id => id !== caller.personId) ??
      part.assigneeId
    part.assigneeId = to
    part.assignedAs = head === undefined ? 'centre-manager' : 'head'
    open.tell('ticket.declined', { part: part.id, to }, { unitId: part.unitId, detail: { reason: asked.reason } })
    await open.notify([to, open.ticket.ownerId], { step: 'declined', level: 1, unitId: part.unitId })
  })

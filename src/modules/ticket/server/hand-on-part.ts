import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { receiverOf, worksIn } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayPassOn } from '../rules/access.ts'
import { responseClock } from '../rules/clock.ts'
import { dispatchTo } from '../rules/dispatch.ts'
import { endWaiting } from './resume-ticket.ts'
import { change, moveTo, openParts, partMoveTo, partOf, startClock, stopClocks } from './change.ts'

export interface HandOn {
  readonly id: string
  readonly partId: string
  readonly reason: string
  readonly unitId: string | null
  readonly personId: string | null
}

/**
 * Hands a share on, to another unit or to a colleague (转办). Before acceptance the response clock goes on; after it this is a
 * transfer, with a new response clock. Owner and limit stay (spec 05 §1).
 */
export const handOnPart = (house: House) => (caller: Caller, asked: HandOn) =>
  change(house, caller, asked, 'dispatched', async open => {
    const part = partOf(open, asked.partId)
    mayPassOn(caller, open.ticket, part)
    const transfer = part.status !== 'dispatched'
    const unitId = asked.unitId ?? part.unitId
    const to = receiver()
    partMoveTo(part, 'dispatched')
    Object.assign(part, {
      unitId,
      assigneeId: to.personId,
      assignedAs: to.as,
      acceptedAt: null,
      dispatchedAt: transfer ? open.at : part.dispatchedAt,
    })
    if (transfer) {
      stopClocks(open, clock => clock.partId === part.id && clock.kind === 'response')
      startClock(open, responseClock(open.at, open.policy, open.organisation.calendar), { partId: part.id })
      if (openParts(open).every(one => one.status === 'dispatched')) {
        if (open.ticket.status === 'waiting_patient') endWaiting(open)
        moveTo(open, 'dispatched')
      }
    }
    open.tell(
      'ticket.handed-on',
      { part: part.id, to: to.personId, toUnit: unitId },
      { unitId, detail: { reason: asked.reason } },
    )
    await open.notify([to.personId], { step: 'handed-on', level: 1, unitId })

    function receiver(): { personId: string; as: string } {
      if (asked.personId !== null) {
        if (!worksIn(open.organisation, asked.personId, unitId, open.at)) throw new Problem('person-not-in-unit')
        return { personId: asked.personId, as: 'member' }
      }
      return dispatchTo(unitId, {
        units: open.organisation.units,
        receiverOf: id => receiverOf(open.organisation, id, open.at),
      })
    }
  })

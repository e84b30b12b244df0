import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { receiverOf } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { responseClock } from '../rules/clock.ts'
import { dispatchTo, scopeOf } from '../rules/dispatch.ts'
import { change, openParts, startClock } from './change.ts'

/** Brings more departments in, each with its own receiver and clock; the limit of the matter stays. */
export const addDepartments =
  (house: House) =>
  (caller: Caller, asked: { id: string; units: readonly string[]; reason: string; version: number }) =>
    change(house, caller, asked, 'departments', async open => {
      mayOwn(caller, open.ticket)
      for (const unitId of new Set(asked.units)) {
        if (openParts(open).some(part => part.unitId === unitId)) throw new Problem('unit-takes-part')
        const to = dispatchTo(unitId, {
          units: open.organisation.units,
          receiverOf: id => receiverOf(open.organisation, id, open.at),
        })
        const id = house.ids.next()
        open.parts.push({
          hospitalId: open.ticket.hospitalId,
          ticketId: open.ticket.id,
          id,
          unitId,
          status: 'dispatched',
          assigneeId: to.personId,
          assignedAs: to.as,
          dispatchedAt: open.at,
          acceptedAt: null,
          doneAt: null,
          dueAt: null,
          responseBreach: false,
          outcome: null,
          minutes: null,
          round: open.ticket.round,
        })
        startClock(open, responseClock(open.at, open.policy, open.organisation.calendar), { partId: id })
        await open.notify([to.personId], { step: 'dispatched', level: 1, unitId })
      }
      open.ticket.scope = scopeOf(open.parts)
      open.tell('ticket.departments-added', { units: [...new Set(asked.units)] }, { detail: { reason: asked.reason } })
    })

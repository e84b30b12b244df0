import type { Caller } from '#kernel/caller.ts'
import { receiverOf } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { limitClock, responseClock } from '../rules/clock.ts'
import { change, moveTo, startClock, toldPatient } from './change.ts'

/**
 * Opens an archived matter again as a new round (重开, TKT-10): the history and the first outcome stay in the journal, the clocks
 * begin anew, each department that took part receives it again.
 */
export const reopenTicket =
  (house: House) => (caller: Caller, asked: { id: string; reason: string; version: number }) =>
    change(
      house,
      caller,
      asked,
      'in_progress',
      async open => {
        mayOwn(caller, open.ticket)
        moveTo(open, 'in_progress')
        open.ticket.round += 1
        Object.assign(open.ticket, {
          closedAt: null,
          resolvedAt: null,
          attempts: 0,
          overdue: false,
          waitingSince: null,
          waitedMs: 0,
        })
        const { calendar } = open.organisation
        const limit = startClock(open, limitClock(open.at, open.ticket.class, open.policy, calendar))
        open.ticket.limitDueAt = limit.dueAt
        for (const part of open.parts.filter(one => one.status === 'done')) {
          const to = receiverOf(open.organisation, part.unitId, open.at)
          const id = house.ids.next()
          open.parts.push({
            ...part,
            id,
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
          startClock(open, responseClock(open.at, open.policy, calendar), { partId: id })
          await open.notify([to.personId], { step: 'reopened', level: 1, unitId: part.unitId })
        }
        toldPatient(open)
        open.tell(
          'ticket.reopened',
          { round: open.ticket.round, dueAt: limit.dueAt.toString() },
          { detail: { reason: asked.reason } },
        )
      },
      { closedToo: true },
    )

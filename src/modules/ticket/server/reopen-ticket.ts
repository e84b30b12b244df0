import type { Caller } from '#kernel/caller.ts'
import { receiverOf } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { limitClock, responseClock } from '../rules/clock.ts'
import type { Status } from '../rules/ticket.ts'
import { change, moveTo, type Open, startClock, toldPatient } from './change.ts'
import { sqlValues } from './store.ts'
import { ownLimit } from './stamps.ts'

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
        const before = open.ticket.status
        moveTo(open, 'in_progress')
        await keepRound(open, before)
        open.ticket.round += 1
        Object.assign(open.ticket, {
          closedAt: null,
          resolvedAt: null,
          limitMetAt: null,
          attempts: 0,
          overdue: false,
          waitingSince: null,
          waitedMs: 0,
          outcome: null,
          tripsMade: null,
          tripsAvoided: null,
          contacts: null,
          effortMinutes: null,
        })
        const { calendar } = open.organisation
        const limit = startClock(
          open,
          limitClock(open.at, open.ticket.class, open.policy, calendar, await ownLimit(open, open.ticket.difficulty)),
        )
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

/** How the round ended stays: result, signature, trips and minutes (TKT-10). */
async function keepRound(open: Open, status: Status): Promise<void> {
  const { ticket } = open
  await open.tx
    .insertInto('ticket.round')
    .values(
      sqlValues({
        hospitalId: ticket.hospitalId,
        ticketId: ticket.id,
        round: ticket.round,
        status,
        outcome: ticket.outcome,
        resolvedAt: ticket.resolvedAt,
        closedAt: ticket.closedAt ?? open.at,
        overdue: ticket.overdue,
        responseBreach: ticket.responseBreach,
        waitedMs: ticket.waitedMs,
        tripsMade: ticket.tripsMade,
        tripsAvoided: ticket.tripsAvoided,
        contacts: ticket.contacts,
        effortMinutes: ticket.effortMinutes,
      }),
    )
    .execute()
}

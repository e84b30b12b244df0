import type { Caller } from '#kernel/caller.ts'
import { minutesBetween, Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayWork } from '../rules/access.ts'
import { change, moveTo, partMoveTo, partOf, stopClocks } from './change.ts'

/**
 * A department accepts its share (接单): its response clock stops; later than its due time is a breach for good (TKT-05). The
 * patient's page shows it, but nobody has told the patient anything, so the reminder to do so stays (TKT-08).
 */
export const acceptPart = (house: House) => (caller: Caller, asked: { id: string; partId: string }) =>
  change(house, caller, asked, 'accepted', async open => {
    const part = partOf(open, asked.partId)
    mayWork(caller, part)
    partMoveTo(part, 'accepted')
    part.acceptedAt = open.at
    if (caller.personId !== null) part.assigneeId = caller.personId
    const response = open.clocks.find(
      clock => clock.partId === part.id && clock.kind === 'response' && clock.stoppedAt === null,
    )
    const late = response !== undefined && Temporal.Instant.compare(open.at, response.dueAt) > 0
    if (late) {
      part.responseBreach = true
      open.ticket.responseBreach = true
    }
    stopClocks(open, clock => clock.partId === part.id && clock.kind === 'response')
    if (open.ticket.status === 'dispatched') moveTo(open, 'accepted')
    open.tell(
      'ticket.accepted',
      { part: part.id, breach: part.responseBreach, minutes: minutesBetween(part.dispatchedAt, open.at) },
      { unitId: part.unitId },
    )
  })

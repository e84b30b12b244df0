import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { mayDecide } from '../rules/meeting.ts'
import { addShare, setDeadline } from './add-departments.ts'
import { change, moveTo, openParts } from './change.ts'
import { meetingsOf, saveMeeting } from './store.ts'

export interface DecideMeeting {
  readonly id: string
  readonly meetingId: string
  readonly minutes: string
  readonly responsibleUnitId: string
  readonly deadline: string
  readonly beyondLimitReason: string | null
}

/**
 * Ends a joint meeting: minutes, the responsible department, its deadline (TKT-07). A deadline beyond the matter's limit needs the
 * manager and a reason, and the matter counts as late all the same: the limit clock is not touched.
 */
export const decideMeeting = (house: House) => (caller: Caller, asked: DecideMeeting) =>
  change(house, caller, asked, 'in_progress', async open => {
    mayOwn(caller, open.ticket)
    const meeting = (await meetingsOf(open.tx, open.ticket.hospitalId, open.ticket.id)).find(
      one => one.id === asked.meetingId,
    )
    if (meeting === undefined || meeting.decidedAt !== null) throw new Problem('not-found')
    const deadline = Temporal.Instant.from(asked.deadline)
    const units = [...meeting.invited.map(one => one.unitId), ...open.parts.map(part => part.unitId)]
    const beyondLimit = mayDecide({
      deadline,
      at: open.at,
      limit: open.ticket.limitDueAt,
      responsible: asked.responsibleUnitId,
      units,
      approved: can(caller, 'ticket:manage') && asked.beyondLimitReason !== null,
    })
    moveTo(open, 'in_progress')
    await saveMeeting(open.tx, meeting, {
      minutes: house.cipher.encipher(asked.minutes),
      responsibleUnitId: asked.responsibleUnitId,
      deadline,
      beyondLimit,
      decidedAt: open.at,
    })
    const own = openParts(open).filter(part => part.unitId === asked.responsibleUnitId)
    // A department that was only invited has its share from now on.
    for (const part of own.length > 0
      ? own
      : [await addShare(open, asked.responsibleUnitId, asked.minutes.slice(0, 500))])
      setDeadline(open, part, deadline)
    open.tell(
      'ticket.meeting-decided',
      { meeting: meeting.id, responsible: asked.responsibleUnitId, deadline: deadline.toString(), beyondLimit },
      { unitId: asked.responsibleUnitId, detail: { minutes: asked.minutes, reason: asked.beyondLimitReason } },
    )
    for (const part of openParts(open))
      await open.notify([part.assigneeId], { step: 'meeting-decided', level: 1, unitId: part.unitId })
  })

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { change, type Open } from './change.ts'
import { meetingsOf, saveMeeting } from './store.ts'
import type { MeetingTable } from './tables.ts'

export interface AnswerMeeting {
  readonly id: string
  readonly meetingId: string
  /** The department that answers; null where a person who was invited by name does. */
  readonly unitId: string | null
  readonly takesPart: boolean
  readonly reason: string | null
}

/** Who was invited takes part, or declines with a reason; the decline is seen (TKT-07). */
export const answerMeeting = (house: House) => (caller: Caller, asked: AnswerMeeting) =>
  change(house, caller, asked, 'meeting', async open => {
    const meeting = (await meetingsOf(open.tx, open.ticket.hospitalId, open.ticket.id)).find(
      one => one.id === asked.meetingId,
    )
    if (meeting === undefined) throw new Problem('not-found')
    if (!asked.takesPart && asked.reason === null) throw new Problem('reason-needed')
    const answer = { answer: asked.takesPart ? ('takes-part' as const) : ('declined' as const), reason: asked.reason }
    await saveMeeting(open.tx, meeting, answered(open, meeting, asked.unitId, answer))
    open.tell(
      'ticket.meeting-answered',
      {
        meeting: meeting.id,
        unit: asked.unitId,
        ...(asked.unitId === null && caller.personId !== null && { person: caller.personId }),
        takesPart: asked.takesPart,
      },
      { unitId: asked.unitId, detail: asked.reason === null ? {} : { reason: asked.reason } },
    )
    await open.notify([open.ticket.ownerId], { step: 'meeting-answered', level: 0, unitId: asked.unitId })
  })

type Answer = Pick<MeetingTable['invited'][number], 'answer' | 'reason'>

function answered(open: Open, meeting: MeetingTable, unitId: string | null, answer: Answer): Partial<MeetingTable> {
  const { caller } = open
  if (unitId === null) {
    const people = meeting.people ?? []
    if (!people.some(one => one.personId === caller.personId)) throw new Problem('not-invited')
    return { people: people.map(one => (one.personId === caller.personId ? { ...one, ...answer } : one)) }
  }
  if (!meeting.invited.some(one => one.unitId === unitId)) throw new Problem('not-invited')
  const receives = open.parts.some(part => part.unitId === unitId && part.assigneeId === caller.personId)
  if (!receives && !(caller.kind === 'staff' && canIn(caller, 'ticket:work', unitId)))
    throw new Problem('not-your-part')
  return { invited: meeting.invited.map(one => (one.unitId === unitId ? { ...one, ...answer } : one)) }
}

import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { change } from './change.ts'
import { meetingsOf, saveMeeting } from './store.ts'

export interface AnswerMeeting {
  readonly id: string
  readonly meetingId: string
  readonly unitId: string
  readonly takesPart: boolean
  readonly reason: string | null
}

/** An invited department takes part, or declines with a reason; the decline is seen. */
export const answerMeeting = (house: House) => (caller: Caller, asked: AnswerMeeting) =>
  change(house, caller, asked, 'meeting', async open => {
    const meeting = (await meetingsOf(open.tx, open.ticket.hospitalId, open.ticket.id)).find(
      one => one.id === asked.meetingId,
    )
    if (meeting === undefined) throw new Problem('not-found')
    if (!meeting.invited.some(one => one.unitId === asked.unitId)) throw new Problem('not-invited')
    const receives = open.parts.some(part => part.unitId === asked.unitId && part.assigneeId === caller.personId)
    if (!receives && !(caller.kind === 'staff' && canIn(caller, 'ticket:work', asked.unitId)))
      throw new Problem('not-your-part')
    if (!asked.takesPart && asked.reason === null) throw new Problem('reason-needed')
    const answer = asked.takesPart ? ('takes-part' as const) : ('declined' as const)
    await saveMeeting(open.tx, meeting, {
      invited: meeting.invited.map(one =>
        one.unitId === asked.unitId ? { ...one, answer, reason: asked.reason } : one,
      ),
    })
    open.tell(
      'ticket.meeting-answered',
      { meeting: meeting.id, unit: asked.unitId, takesPart: asked.takesPart },
      { unitId: asked.unitId, detail: asked.reason === null ? {} : { reason: asked.reason } },
    )
    await open.notify([open.ticket.ownerId], { step: 'meeting-answered', level: 0, unitId: asked.unitId })
  })

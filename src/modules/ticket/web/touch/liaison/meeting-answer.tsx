import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { ActRow } from '#ui/touch/page.tsx'
import { useSend } from '#ui/use-send.ts'
import { answerMeeting } from '../../../contract.ts'
import type { Part, Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

interface MeetingAnswerProps {
  readonly ticket: Ticket
  readonly part: Part
}

/** The joint meeting to which the department is invited (联席会议, TKT-07): it takes part, or declines with a reason that all see. */
export function MeetingAnswer({ ticket, part }: MeetingAnswerProps) {
  const say = useWords(liaisonWords)
  const meeting = ticket.meetings.findLast(one => one.decidedAt === null)
  const invitation = meeting?.invited.find(one => one.unit.id === part.unit.id)
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(answerMeeting)
  if (!meeting || !invitation) return null
  const answer = (takesPart: boolean) =>
    send({
      params: { id: ticket.id, meetingId: meeting.id },
      body: { unitId: part.unit.id, takesPart, reason: takesPart ? null : reason.trim() },
    })
  const decline = () => {
    setAsked(true)
    return reason.trim() ? answer(false) : undefined
  }
  return (
    <Card title={say('meeting.title')} tone={invitation.answer === 'waiting' ? 'soon' : 'plain'}>
      <p className="t-text">{say('meeting.when', { time: sayWhen(meeting.startsAt), place: meeting.place })}</p>
      {invitation.answer !== 'waiting' && (
        <p className="t-line">{say(invitation.answer === 'declined' ? 'meeting.declined' : 'meeting.takes-part')}</p>
      )}
      {invitation.answer === 'waiting' && isDeclining && (
        <Field
          label={say('meeting.reason')}
          kind="long"
          value={reason}
          onText={setReason}
          maxLength={500}
          refusal={isAsked && !reason.trim() ? say('pain.needs') : problem?.at('reason')}
        />
      )}
      {invitation.answer === 'waiting' && (
        <ActRow>
          {isDeclining ? (
            <>
              <Button onPress={() => setDeclining(false)}>{say('act.back')}</Button>
              <Button kind="main" isBusy={isSending} onPress={decline}>
                {say('meeting.decline')}
              </Button>
            </>
          ) : (
            <>
              <Button onPress={() => setDeclining(true)}>{say('meeting.decline')}</Button>
              <Button isBusy={isSending} onPress={() => answer(true)}>
                {say('meeting.take-part')}
              </Button>
            </>
          )}
        </ActRow>
      )}
      <Refused problem={problem} />
    </Card>
  )
}

import { Button } from 'antd'
import { useSession } from '#ui/desk/session.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import type { Meeting, Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Acting } from './acting.tsx'
import { Section } from './section.tsx'

/** Joint meetings: when and where, who takes part or declines and why, what was decided (联席会议). */
export function Meetings({ ticket, acting }: { readonly ticket: Ticket; readonly acting: Acting }) {
  const say = useWords(ticketWords)
  if (ticket.meetings.length === 0) return null
  return (
    <Section title={say('meeting.label')}>
      <ul className="tk-parts">
        {ticket.meetings.map(meeting => (
          <MeetingRow key={meeting.id} ticket={ticket} meeting={meeting} acting={acting} />
        ))}
      </ul>
    </Section>
  )
}

function MeetingRow({
  ticket,
  meeting,
  acting,
}: {
  readonly ticket: Ticket
  readonly meeting: Meeting
  readonly acting: Acting
}) {
  const say = useWords(ticketWords)
  const { person, posts } = useSession()
  const mayAnswer = (unitId: string) =>
    meeting.decidedAt === null &&
    (posts.some(post => post.unitId === unitId) ||
      ticket.parts.some(part => part.unit.id === unitId && part.assignee.id === person.id))
  return (
    <li>
      <div className="tk-part-line">
        <strong>{sayTime(meeting.startsAt, 'both')}</strong>
        <span className="d-tag">{say(`meeting.${meeting.way}`)}</span>
      </div>
      <p>{meeting.place}</p>
      <ul className="tk-invited">
        {meeting.invited.map(({ unit, answer, reason }) => (
          <li key={unit.id} data-answer={answer}>
            {unit.name} {say(`meeting.${answer}`)}
            {reason && `：${reason}`}
            {mayAnswer(unit.id) && answer === 'waiting' && (
              <Button type="link" size="small" onClick={() => acting.ask({ act: 'answer-meeting', meeting, unit })}>
                {say('meeting.answer')}
              </Button>
            )}
          </li>
        ))}
        {meeting.people.map(({ person: invited, answer, reason }) => (
          <li key={invited.id} data-answer={answer}>
            {invited.name} {say(`meeting.${answer}`)}
            {reason && `：${reason}`}
            {meeting.decidedAt === null && answer === 'waiting' && invited.id === person.id && (
              <Button
                type="link"
                size="small"
                onClick={() => acting.ask({ act: 'answer-meeting', meeting, unit: null })}
              >
                {say('meeting.answer-mine')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {meeting.responsible && meeting.deadline && (
        <p>
          <strong>
            {say('meeting.decided', { unit: meeting.responsible.name, time: sayTime(meeting.deadline, 'both') })}
          </strong>
        </p>
      )}
      {meeting.beyondLimit && <p className="d-hint">{say('meeting.beyond')}</p>}
      {meeting.minutes && <p className="tk-quoted">{meeting.minutes}</p>}
    </li>
  )
}

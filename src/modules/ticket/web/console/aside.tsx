import { Link } from '@tanstack/react-router'
import { sayTime, useWords } from '#ui/language.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Acting } from './acting.tsx'
import { Attachments } from './attachments.tsx'
import { TimeSpent } from './critical-path.tsx'
import { KnowledgeBeside } from './knowledge-beside.tsx'
import { Meetings } from './meetings.tsx'
import { Parts } from './parts.tsx'
import { Papers } from './papers.tsx'
import { PatientPane } from './patient-pane.tsx'
import { Promises } from './promises.tsx'
import { Requester } from './requester.tsx'
import { Section } from './section.tsx'
import { SopSteps } from './sop-steps.tsx'

/** The right pane: the person first, then who does what, what was promised, and where the time went. */
export const Aside = ({ ticket, acting }: { readonly ticket: Ticket; readonly acting: Acting }) => (
  <div className="tk-aside">
    <PatientPane patient={ticket.patient} />
    <Requester ticket={ticket} />
    <Promises ticket={ticket} />
    <Parts ticket={ticket} acting={acting} />
    <Meetings ticket={ticket} acting={acting} />
    <SopSteps ticket={ticket} />
    <KnowledgeBeside ticket={ticket} />
    <Result ticket={ticket} />
    <Rounds ticket={ticket} />
    <Merged ticket={ticket} />
    <Form ticket={ticket} />
    <Papers ticket={ticket} />
    <Attachments ticket={ticket} />
    <TimeSpent ticket={ticket} />
  </div>
)

/** What came of it, what proves it, and how the patient confirmed. */
function Result({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  if (!ticket.result && ticket.attempts === 0) return null
  const method = ticket.confirmation?.method as 'signature' | 'link' | 'phone' | 'oral' | undefined
  return (
    <Section title={say('result.label')}>
      {ticket.result && <p className="tk-quoted">{ticket.result}</p>}
      {ticket.evidence && <p className="d-hint">{say('result.evidence', { evidence: ticket.evidence })}</p>}
      {ticket.attempts > 0 && !ticket.confirmation && (
        <p className="d-hint">{say('result.attempts', { count: ticket.attempts })}</p>
      )}
      {method && ticket.confirmation && (
        <p>
          {say(`result.confirmed.${method}`)} · {sayTime(ticket.confirmation.at, 'both')}
        </p>
      )}
    </Section>
  )
}

/** How earlier rounds ended (轮次). */
function Rounds({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  if (ticket.rounds.length === 0) return null
  return (
    <Section title={say('round.label')}>
      {ticket.rounds.map(round => (
        <div key={round.round}>
          <p className="d-hint">
            {say('round.title', {
              round: round.round,
              time: sayTime(round.closedAt, 'both'),
              status: say(`status.${round.status}`),
            })}
          </p>
          {round.result && <p className="tk-quoted">{round.result}</p>}
        </div>
      ))}
    </Section>
  )
}

/** What was merged into this matter: each with its number and what was said then (合并). */
function Merged({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  if (ticket.merged.length === 0) return null
  return (
    <Section title={say('merged.label')}>
      {ticket.merged.map(one => (
        <div key={one.id}>
          <p>
            <Link to="/" search={{ matter: one.id }} className="tk-link figures">
              {one.number}
            </Link>{' '}
            {one.item} <span className="d-hint">{sayTime(one.openedAt, 'both')}</span>
          </p>
          <p className="tk-quoted">{one.description}</p>
        </div>
      ))}
    </Section>
  )
}

/** The typed case, and what the window was told for it. */
function Form({ ticket }: { readonly ticket: Ticket }) {
  if (ticket.kind === null && ticket.form.length === 0) return null
  return (
    <Section title={ticket.kind ?? ticket.item.name}>
      <dl className="tk-form">
        {ticket.form.map(({ name, value }) => [<dt key={`${name} t`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </Section>
  )
}

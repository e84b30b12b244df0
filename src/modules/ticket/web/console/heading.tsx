import { Link } from '@tanstack/react-router'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { isOpenPart, type Ticket, ticketClocks } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Presence } from './presence.tsx'

/** What the matter is, who answers for it, with whom it is now, and its clocks. */
export function Heading({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const open = ticket.parts.filter(isOpenPart)
  const now = open.map(part => `${part.unit.name}（${part.assignee.name}）`).join(say('list.and'))
  return (
    <div className="tk-head">
      <div className="tk-head-line">
        <h1>
          <span className="figures">{ticket.number}</span> {ticket.item.name}
        </h1>
        <ClockChip clocks={ticketClocks(ticket, say)} />
      </div>
      <div className="tk-head-line">
        <span>
          {say('head.owner', { name: ticket.owner.name })} →{' '}
          {now ? say('head.now', { units: now }) : say('head.nobody')}
        </span>
      </div>
      <div className="tk-head-line tk-head-facts">
        <span className="d-tag" data-tone={ticket.status === 'resolved' ? 'soon' : undefined}>
          {say(`status.${ticket.status}`)}
        </span>
        <span className="d-tag">{say(`class.${ticket.class}`)}</span>
        {ticket.urgency !== 'routine' && (
          <span className="d-tag" data-tone="late">
            {say(`urgency.${ticket.urgency}`)}
          </span>
        )}
        {ticket.round > 1 && <span className="d-tag">{say('list.round', { round: ticket.round })}</span>}
        {ticket.overdue && (
          <span className="d-tag" data-tone="late">
            {say('list.late')}
          </span>
        )}
        <span className="d-hint">
          {say('head.opened', { time: sayTime(ticket.openedAt, 'both') })} · {say(`head.channel.${ticket.channel}`)}
          {ticket.position &&
            ` · ${/^\d+$/.test(ticket.position) ? say('head.position', { position: ticket.position }) : ticket.position}`}
        </span>
        <Presence key={ticket.id} id={ticket.id} />
      </div>
      {ticket.mergedInto && (
        <Notice tone="soon">
          <p>
            {say('merged.into', { number: ticket.mergedInto.number })}{' '}
            <Link to="/" search={{ matter: ticket.mergedInto.id }}>
              {say('merged.open', { number: ticket.mergedInto.number })}
            </Link>
          </p>
        </Notice>
      )}
      {ticket.offeredTo && <p className="d-hint">{say('head.offered', { name: ticket.offeredTo.name })}</p>}
    </div>
  )
}

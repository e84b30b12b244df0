import { Button, Dropdown } from 'antd'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { clockView, isOpenPart, type Part, type Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Acting } from './acting.tsx'
import { Section } from './section.tsx'

const SAID_AS: readonly string[] = ['deputy-liaison', 'head', 'duty-officer', 'duty-manager', 'centre-manager']

/** The departments' shares, each with its receiver and its own clock (部门分工). */
export function Parts({ ticket, acting }: { readonly ticket: Ticket; readonly acting: Acting }) {
  const say = useWords(ticketWords)
  return (
    <Section title={say('parts.label')}>
      <ul className="tk-parts">
        {ticket.parts.map(part => (
          <PartRow key={part.id} ticket={ticket} part={part} acting={acting} />
        ))}
      </ul>
    </Section>
  )
}

function PartRow({ ticket, part, acting }: { readonly ticket: Ticket; readonly part: Part; readonly acting: Acting }) {
  const say = useWords(ticketWords)
  const clocks = ticket.clocks.filter(
    clock =>
      (clock.kind === 'response' || clock.kind === 'deadline') &&
      clock.unit?.id === part.unit.id &&
      clock.stoppedAt === null,
  )
  const steps = acting.partSteps(part)
  const as = SAID_AS.includes(part.assignedAs) ? say(`parts.as.${part.assignedAs}` as 'parts.as.head') : null
  return (
    <li>
      <div className="tk-part-line">
        <strong>{part.unit.name}</strong>
        <span className="d-tag" data-tone={part.status === 'done' ? 'done' : undefined}>
          {say(`part.${part.status}`)}
        </span>
        {clocks.length > 0 && isOpenPart(part) && (
          <ClockChip clocks={clocks.map(clock => clockView({ ...clock, unit: null }, ticket, say))} />
        )}
        {part.of && <span className="d-tag">{say('parts.of', { number: part.of })}</span>}
        {part.responseBreach && (
          <span className="d-tag" data-tone="late">
            {say('parts.breach')}
          </span>
        )}
        {steps.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: steps.map(step => ({ key: step.key, label: step.label, danger: step.isGrave, onClick: step.run })),
            }}
          >
            <Button
              type="text"
              size="small"
              className="tk-part-menu"
              aria-label={`${part.unit.name} ${say('next.more')}`}
            >
              ⋯
            </Button>
          </Dropdown>
        )}
      </div>
      <p className="d-hint">
        {[
          say('parts.with', { person: part.assignee.name }),
          as,
          part.dueAt && say('parts.due', { time: sayTime(part.dueAt, 'both') }),
          part.minutes !== null && say('parts.minutes', { minutes: part.minutes }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {part.task && <p>{say('parts.task', { task: part.task })}</p>}
      {part.result && <p className="tk-quoted">{part.result}</p>}
    </li>
  )
}

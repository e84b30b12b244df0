import { Button } from 'antd'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { keepPromise } from '../../contract.ts'
import { useAct } from '../act/use-act.ts'
import type { Promised, Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Section } from './section.tsx'

/** What the patient was promised, each with its own time (对患者的承诺). */
export function Promises({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  if (ticket.promises.length === 0) return null
  return (
    <Section title={say('promise.label')}>
      <ul className="tk-parts">
        {ticket.promises.map(promise => (
          <PromiseRow key={promise.id} ticket={ticket} promise={promise} />
        ))}
      </ul>
    </Section>
  )
}

function PromiseRow({ ticket, promise }: { readonly ticket: Ticket; readonly promise: Promised }) {
  const say = useWords(ticketWords)
  const sender = useAct(keepPromise, ticket.id)
  const isOpen = promise.keptAt === null
  return (
    <li>
      <div className="tk-part-line">
        <strong>{say('promise.till', { time: sayTime(promise.dueAt, 'both') })}</strong>
        {isOpen && ticket.closedAt === null && (
          <ClockChip
            clocks={[{ label: say('clock.promise'), startedAt: promise.madeAt, dueAt: promise.dueAt, isPromise: true }]}
          />
        )}
        {!isOpen && (
          <span className="d-tag" data-tone="done">
            {say('promise.kept')}
          </span>
        )}
        {promise.broken && (
          <span className="d-tag" data-tone="late">
            {say('promise.broken')}
          </span>
        )}
        {isOpen && ticket.may.includes('promise') && (
          <Button
            size="small"
            className="tk-part-menu"
            loading={sender.isSending}
            onClick={() => void sender.send({ params: { id: ticket.id, promiseId: promise.id }, body: {} })}
          >
            {say('promise.keep')}
          </Button>
        )}
      </div>
      <p className="tk-quoted">{promise.text}</p>
      <p className="d-hint">
        {say('promise.by', { name: promise.madeBy.name })}
        {promise.of && ` · ${say('parts.of', { number: promise.of })}`}
      </p>
      <Refused problem={sender.problem} />
    </li>
  )
}

import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { lineWords, type Names, sentence, speaker } from '../../line/line-words.ts'
import { ticketWords } from '../../words.ts'
import type { Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

/** What happened, by whom and in words, the newest first (办理经过); closed until somebody wants it. */
export function History({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(liaisonWords)
  const sayLine = useWords(lineWords)
  const sayTicket = useWords(ticketWords)
  const names = namesIn(ticket, sayLine('unit.some'), sayLine('by.somebody'))
  const told = ticket.line.flatMap(line => {
    const words = sentence(line, names, sayLine, sayTicket)
    return words ? [{ line, words }] : []
  })
  return (
    <details className="t-card t-history">
      <summary>{say('part.history', { count: told.length })}</summary>
      <ol className="t-told">
        {told.toReversed().map(({ line, words }) => (
          <li key={line.id}>
            <time dateTime={line.at}>{sayWhen(line.at)}</time>
            <p className="t-text">
              <strong>{speaker(line, sayLine)}</strong> {words.words}
            </p>
            {words.quotes.map(({ label, text }) => (
              <blockquote key={`${label} ${text}`} className="t-quote">
                {label && `${label} `}
                {text}
              </blockquote>
            ))}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Names from the matter itself: a link reads nothing else. */
function namesIn(ticket: Ticket, someUnit: string, somebody: string): Names {
  const people = new Map([ticket.owner, ...ticket.parts.map(part => part.assignee)].map(({ id, name }) => [id, name]))
  const units = new Map(ticket.parts.map(({ unit }) => [unit.id, unit.name]))
  return {
    unit: id => units.get(id) ?? someUnit,
    person: id => people.get(id) ?? somebody,
    part: id => ticket.parts.find(part => part.id === id)?.unit.name ?? someUnit,
  }
}

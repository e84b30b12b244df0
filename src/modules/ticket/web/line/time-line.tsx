import { useSession } from '#ui/desk/session.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { ticketWords } from '../words.ts'
import type { Line, Ticket } from '../ticket.ts'
import { lineWords, type Sentence, sentence, speaker } from './line-words.ts'
import { useNames } from './names.ts'

/** What happened to a matter, by whom and in words, the oldest first (办理经过). */
export function TimeLine({ ticket, newSince }: { readonly ticket: Ticket; readonly newSince: string | null }) {
  const say = useWords(lineWords)
  const sayTicket = useWords(ticketWords)
  const names = useNames(ticket)
  const { person } = useSession()
  const told = ticket.line.flatMap(line => {
    const words = sentence(line, names, say, sayTicket)
    return words ? [{ line, words }] : []
  })
  return (
    <ol className="tk-line">
      {told.map(({ line, words }, index) => {
        const day = dayAt(Date.parse(line.at))
        const before = told[index - 1]
        const isNewDay = !before || dayAt(Date.parse(before.line.at)) !== day
        return (
          <LineRow
            key={line.id}
            line={line}
            words={words}
            by={line.of ? `${say('of-merged', { number: line.of })} ${speaker(line, say)}` : speaker(line, say)}
            day={isNewDay ? sayTime(line.at, 'day') : null}
            glows={newSince !== null && line.id > newSince && line.by.name !== person.name}
          />
        )
      })}
    </ol>
  )
}

interface LineRowProps {
  readonly line: Line
  readonly words: Sentence
  readonly by: string
  readonly day: string | null
  readonly glows: boolean
}

const LineRow = ({ line, words, by, day, glows }: LineRowProps) => (
  <>
    {day && <li className="tk-day">{day}</li>}
    <li className={glows ? 'tk-said glow' : 'tk-said'} data-tone={words.tone}>
      <time dateTime={line.at}>{sayTime(line.at)}</time>
      <div>
        <p>
          <strong>{by}</strong> {words.words}
        </p>
        <Quotes quotes={words.quotes} />
      </div>
    </li>
  </>
)

/** The words that were said, each as it was said. */
export const Quotes = ({ quotes }: { readonly quotes: Sentence['quotes'] }) =>
  quotes.map(({ label, text }) => (
    <blockquote key={`${label} ${text}`}>
      {label && <span className="d-hint">{label} </span>}
      {text}
    </blockquote>
  ))

import { Button } from 'antd'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { COUNTED_TO, countTickets } from '../../contract.ts'
import { VIEWS, type View } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { MatterCard } from './matter-card.tsx'
import type { Matters } from './matters.ts'

const CONSOLE_VIEWS: readonly View[] = VIEWS.filter(view => view !== 'open' && view !== 'closed')

/** The views of the console, the usual one first: a clerk's own matters; for departments and managers all that are open. */
export function useConsoleViews(): readonly View[] {
  const owns = useMay('ticket:own')
  const manages = useMay('ticket:manage')
  return owns && !manages ? CONSOLE_VIEWS : ['open', ...CONSOLE_VIEWS]
}

interface ViewsProps {
  readonly view: View
  readonly views: readonly View[]
  readonly onView: (view: View) => void
}

/** How many matters each view holds; each number opens as many rows. */
export function Views({ view, views, onView }: ViewsProps) {
  const say = useWords(ticketWords)
  const { answer } = useAnswer(countTickets, {}, { live: { subject: 'ticket', id: null } })
  return (
    <nav className="tk-views" aria-label={say('list.views')}>
      {views.map(key => {
        const count = answer?.[key]
        return (
          <button
            key={key}
            type="button"
            className="tk-view"
            aria-current={key === view ? 'true' : undefined}
            data-tone={key === 'overdue' && count ? 'late' : undefined}
            onClick={() => onView(key)}
          >
            {say(`view.${key}`)}{' '}
            <span className="figures">
              {count === undefined ? '–' : count === COUNTED_TO ? `${COUNTED_TO - 1}+` : count}
            </span>
          </button>
        )
      })}
    </nav>
  )
}

interface MatterListProps {
  readonly matters: Matters
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  readonly empty: string
}

/** Matters by their next clock, never by age. */
export function MatterList({ matters, chosen, onChoose, empty }: MatterListProps) {
  const say = useWords(ticketWords)
  const { rows, problem, isLoading, hasMore, isReadingMore, more, again } = matters
  if (isLoading) return <RowsLoading />
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {rows.length === 0 && !problem && <Empty>{empty}</Empty>}
      <ul className="tk-cards">
        {rows.map(row => (
          <MatterCard key={row.id} row={row} isChosen={row.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      {hasMore && (
        <Button block loading={isReadingMore} onClick={more}>
          {say('list.more')}
        </Button>
      )}
    </>
  )
}

import { Button } from 'antd'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { readSeats } from '../../contract.ts'
import { usePages } from './pages.ts'
import { postWords } from './words.ts'

const CODES = ['moved', 'handed-over', 'left', 'asked', 'time'] as const
type Code = (typeof CODES)[number]
const isCode = (reason: string): reason is Code => (CODES as readonly string[]).includes(reason)

/** Who sat at which position before (开放记录), the newest first. */
export function Seats() {
  const say = useWords(postWords)
  const { pages, problem, isLoading, more, again } = usePages(readSeats, after => ({ query: { after } }))
  const items = pages.flatMap(page => page.items)
  const because = (reason: string) => (isCode(reason) ? say(`because.${reason}`) : reason)
  return (
    <section aria-label={say('positions.history')}>
      <h2>{say('positions.history')}</h2>
      {problem && <Failure problem={problem} onRetry={again} />}
      {pages.length === 0 && isLoading && <RowsLoading rows={3} />}
      {pages.length > 0 && items.length === 0 && <Empty>{say('positions.no-history')}</Empty>}
      <ul className="st-posts">
        {items.map(seat => (
          <li key={seat.id}>
            <span>
              {seat.position} · {seat.person.name}
            </span>
            <span className="figures">
              {sayTime(seat.openedAt, 'both')} –{' '}
              {seat.closedAt ? sayTime(seat.closedAt, 'both') : say('positions.still')}
            </span>
            <span className="d-hint">
              {[
                seat.reason && say('positions.over', { reason: seat.reason }),
                seat.volume ? say('positions.volume-then', { count: seat.volume, proposed: seat.proposed }) : null,
                seat.closeReason && because(seat.closeReason),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {more && (
        <Button onClick={more} loading={isLoading}>
          {say('more')}
        </Button>
      )}
    </section>
  )
}

import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import type { Reading } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { type listMessages, MessageState } from '../contract.ts'
import type { MessageSearch } from './search.ts'
import { StateTag } from './state-tag.tsx'
import { notificationWords, sayCode, sayTitle } from './words.ts'

interface FiltersProps {
  readonly search: MessageSearch
  readonly today: string
  readonly onSearch: (search: MessageSearch) => void
}

/** The day and the states of the log. */
export function LogFilters({ search, today, onSearch }: FiltersProps) {
  const say = useWords(notificationWords)
  const ofDay = search.day === undefined ? {} : { day: search.day }
  return (
    <>
      <label className="d-beside">
        <span className="d-label">{say('list.day')}</span>
        <input
          type="date"
          className="d-input nt-day"
          value={search.day ?? today}
          max={today}
          onChange={event =>
            onSearch(event.target.value === '' || event.target.value === today ? {} : { day: event.target.value })
          }
        />
      </label>
      <nav className="nt-choices" aria-label={say('list.filter')}>
        <Choice label={say('list.all')} isChosen={search.state === undefined} onChoose={() => onSearch(ofDay)} />
        {MessageState.options.map(state => (
          <Choice
            key={state}
            label={say(`state.${state}`)}
            isChosen={search.state === state}
            onChoose={() => onSearch({ ...ofDay, state })}
          />
        ))}
      </nav>
    </>
  )
}

/** One of several ways to look at a list. */
export const Choice = ({
  label,
  isChosen,
  onChoose,
}: {
  readonly label: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}) => (
  <button type="button" className="nt-choice" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
    {label}
  </button>
)

interface ListProps {
  readonly reading: Reading<typeof listMessages>
  readonly search: MessageSearch
  readonly onSearch: (search: MessageSearch) => void
}

/** One page of the log, the newest first. */
export function LogList({ reading, search, onSearch }: ListProps) {
  const say = useWords(notificationWords)
  const { answer, problem, isLoading, again } = reading
  if (isLoading) return <RowsLoading rows={8} />
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer?.items.length === 0 && <Empty>{say('list.empty')}</Empty>}
      <ul className="nt-rows">
        {answer?.items.map(row => (
          <Row
            key={row.id}
            row={row}
            isChosen={row.id === search.message}
            onChoose={() => onSearch({ ...search, message: row.id })}
          />
        ))}
      </ul>
      <Pages search={search} next={answer?.next ?? null} onSearch={onSearch} />
    </>
  )
}

/** Older rows, and back to the newest. */
export function Pages({
  search,
  next,
  onSearch,
}: {
  readonly search: MessageSearch
  readonly next: string | null
  readonly onSearch: (search: MessageSearch) => void
}) {
  const say = useWords(notificationWords)
  const { after: _, ...here } = search
  return (
    <div className="d-beside">
      {search.after !== undefined && <Button onClick={() => onSearch(here)}>{say('list.newest')}</Button>}
      {next !== null && <Button onClick={() => onSearch({ ...search, after: next })}>{say('list.older')}</Button>}
    </div>
  )
}

interface RowProps {
  readonly row: Answer<typeof listMessages>['items'][number]
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Row({ row, isChosen, onChoose }: RowProps) {
  const say = useWords(notificationWords)
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const hint = [row.channel && say(`channel.${row.channel}`), row.code && sayCode(row.code)].filter(Boolean).join(' · ')
  return (
    <li ref={place} className="d-row nt-row" aria-current={isChosen ? 'true' : undefined}>
      <div className="nt-row-top">
        <StateTag state={row.state} code={row.code} answered={row.answeredAt !== null} />
        {row.urgent && row.toKind !== 'person' && <span className="d-tag">{say('list.urgent')}</span>}
        {row.resent && <span className="d-tag">{say('list.resent')}</span>}
        <time className="figures d-hint" dateTime={row.madeAt}>
          {sayTime(row.madeAt)}
        </time>
      </div>
      <button type="button" className="nt-row-open" onClick={onChoose}>
        <strong>{sayTitle(row.title)}</strong> {row.recipientMasked}
      </button>
      <div className="d-hint nt-row-foot">{hint || '–'}</div>
    </li>
  )
}

import type { Answer } from '#kernel/endpoint.ts'
import { Choice, LogDay, LogPages, LogRow, RowTime } from '#ui/desk/log.tsx'
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
      <LogDay
        label={say('list.day')}
        day={search.day ?? today}
        today={today}
        onDay={day => onSearch(day === undefined ? {} : { day })}
      />
      <nav className="d-log-choices" aria-label={say('list.filter')}>
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
      <ul className="d-log-rows">
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
  const words = { newest: say('list.newest'), older: say('list.older') }
  return <LogPages search={search} next={next} words={words} onSearch={onSearch} />
}

interface RowProps {
  readonly row: Answer<typeof listMessages>['items'][number]
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Row({ row, isChosen, onChoose }: RowProps) {
  const say = useWords(notificationWords)
  const hint = [row.channel && say(`channel.${row.channel}`), row.code && sayCode(row.code)].filter(Boolean).join(' · ')
  return (
    <LogRow
      isChosen={isChosen}
      onChoose={onChoose}
      top={
        <>
          <StateTag state={row.state} code={row.code} answered={row.answeredAt !== null} />
          {row.urgent && row.toKind !== 'person' && <span className="d-tag">{say('list.urgent')}</span>}
          {row.resent && <span className="d-tag">{say('list.resent')}</span>}
          <RowTime at={row.madeAt}>{sayTime(row.madeAt)}</RowTime>
        </>
      }
      title={
        <>
          <strong>{sayTitle(row.title)}</strong> {row.recipientMasked}
        </>
      }
      foot={hint || '–'}
    />
  )
}

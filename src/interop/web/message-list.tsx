import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Choice, LogDay, LogPages, LogRow, RowTime } from '#ui/desk/log.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import type { Reading } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import type { listMessages, messageFigures } from '../contract.ts'
import { STATES, TONES } from './message-state.ts'
import { Direction } from './outward/direction.tsx'
import type { MessageSearch } from './search.ts'
import { messageWords, sayMoment } from './words.ts'

interface FiltersProps {
  readonly search: MessageSearch
  readonly day: string
  readonly figures: Answer<typeof messageFigures> | null
  readonly onSearch: (search: MessageSearch) => void
}

/** The day, the states with their numbers, and the search by control id. Each number opens as many rows. */
export function Filters({ search, day, figures, onSearch }: FiltersProps) {
  const say = useWords(messageWords)
  const ofDay = search.day === undefined ? {} : { day: search.day }
  const isDayView = search.parked === undefined && search.controlId === undefined
  const total = figures && Object.values(figures.ofDay).reduce((sum, count) => sum + count, 0)
  return (
    <div className="d-log-filters">
      <Direction isOut={false} onSearch={onSearch} />
      <ControlId key={search.controlId ?? ''} controlId={search.controlId ?? ''} onSearch={onSearch} />
      <LogDay
        label={say('list.day')}
        day={search.day ?? day}
        today={day}
        onDay={chosen => onSearch(chosen === undefined ? {} : { day: chosen })}
      >
        {figures?.lastReceivedAt && (
          <span className="d-hint">{say('list.last', { time: sayTime(figures.lastReceivedAt, 'both') })}</span>
        )}
      </LogDay>
      <nav className="d-log-choices" aria-label={say('list.filter')}>
        <Choice
          label={say('list.all')}
          count={total}
          isChosen={isDayView && search.state === undefined}
          onChoose={() => onSearch(ofDay)}
        />
        {STATES.map(state => (
          <Choice
            key={state}
            label={say(`state.${state}`)}
            count={figures?.ofDay[state] ?? null}
            tone={state === 'refused' ? 'late' : undefined}
            isChosen={isDayView && search.state === state}
            onChoose={() => onSearch({ ...ofDay, state })}
          />
        ))}
        <Choice
          label={say('list.parked-all')}
          count={figures?.parked ?? null}
          isChosen={search.parked === true}
          onChoose={() => onSearch({ parked: true })}
        />
      </nav>
    </div>
  )
}

function ControlId({
  controlId,
  onSearch,
}: {
  readonly controlId: string
  readonly onSearch: (search: MessageSearch) => void
}) {
  const say = useWords(messageWords)
  const [typed, setTyped] = useState(controlId)
  const find = () => {
    const wanted = typed.trim()
    onSearch(wanted === '' ? {} : { controlId: wanted })
  }
  return (
    <form
      role="search"
      onSubmit={event => {
        event.preventDefault()
        find()
      }}
    >
      <input
        type="search"
        className="d-input figures"
        value={typed}
        maxLength={200}
        placeholder={say('list.control-id')}
        aria-label={say('list.control-id')}
        autoComplete="off"
        spellCheck={false}
        onChange={event => setTyped(event.target.value)}
      />
    </form>
  )
}

export type MessageRow = Answer<typeof listMessages>['items'][number]

interface MessageListProps {
  readonly reading: Reading<typeof listMessages>
  readonly search: MessageSearch
  readonly hasAny: boolean
  readonly onSearch: (search: MessageSearch) => void
}

/** One page of the log, the newest first. */
export function MessageList({ reading, search, hasAny, onSearch }: MessageListProps) {
  const say = useWords(messageWords)
  const { answer, problem, isLoading, again } = reading
  if (isLoading) return <RowsLoading rows={8} />
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer?.items.length === 0 && <Empty>{emptyWords(say, search, hasAny)}</Empty>}
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
      <LogPages
        search={search}
        next={answer?.next ?? null}
        words={{ newest: say('list.newest'), older: say('list.older') }}
        onSearch={onSearch}
      />
    </>
  )
}

function emptyWords(
  say: ReturnType<typeof useWords<typeof messageWords.zh>>,
  search: MessageSearch,
  hasAny: boolean,
): string {
  if (!hasAny) return say('list.none-yet')
  if (search.controlId !== undefined) return say('list.empty-id', { id: search.controlId })
  return say(search.parked ? 'list.empty-parked' : 'list.empty')
}

interface RowProps {
  readonly row: MessageRow
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Row({ row, isChosen, onChoose }: RowProps) {
  const say = useWords(messageWords)
  return (
    <LogRow
      isChosen={isChosen}
      onChoose={onChoose}
      top={
        <>
          <StateTag state={row.state} />
          {row.sameIdOtherBytes && (
            <span className="d-tag" data-tone="soon">
              {say('list.flagged')}
            </span>
          )}
          {!row.answered && row.state !== 'received' && <span className="d-tag">{say('list.unanswered')}</span>}
          {row.replayedAt !== null && <span className="d-tag">{say('list.replayed')}</span>}
          <RowTime at={row.receivedAt}>{sayMoment(row.receivedAt)}</RowTime>
        </>
      }
      title={
        <>
          <strong>{[row.type, row.trigger].filter(Boolean).join('^') || '–'}</strong>{' '}
          <span className="figures">{row.controlId || '–'}</span>
        </>
      }
      foot={[row.sender || '–', row.reason].filter(one => one !== null).join(' · ')}
    />
  )
}

/** The state as a word on its colour. */
export function StateTag({ state }: { readonly state: MessageRow['state'] }) {
  const say = useWords(messageWords)
  return (
    <span className="d-tag" data-tone={TONES[state]}>
      {say(`state.${state}`)}
    </span>
  )
}

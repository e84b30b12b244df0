import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Panes } from '#ui/desk/panes.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { type Reading, useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { listOutgoing, outgoingFigures } from '../../contract.ts'
import type { MessageSearch } from '../search.ts'
import { messageWords, sayMoment } from '../words.ts'
import { Direction } from './direction.tsx'
import { OutgoingDetail } from './outgoing-detail.tsx'
import { faultKey, OUT_STATES, OUT_TONES, type OutgoingRow } from './outgoing-state.ts'
import { outwardWords } from './words.ts'

const AGAIN_MILLISECONDS = 15_000

interface OutgoingLogProps {
  readonly search: MessageSearch
  readonly onSearch: (search: MessageSearch) => void
}

/** The log of what was sent (发出的消息): to whom, whether it was taken, and the sending again. */
export function OutgoingLog({ search, onSearch }: OutgoingLogProps) {
  const say = useWords(outwardWords)
  const keys = useWords(messageWords)
  const today = dayAt(houseNow())
  const day = search.day ?? today
  const figures = useAnswer(
    outgoingFigures,
    { query: { day } },
    { keepsPrevious: true, live: { subject: 'interop', id: null } },
  )
  const reading = useAnswer(
    listOutgoing,
    {
      query: {
        day,
        ...(search.sent === undefined ? {} : { state: search.sent }),
        ...(search.after === undefined ? {} : { after: search.after }),
      },
    },
    { keepsPrevious: true, ...(search.after === undefined ? { live: { subject: 'interop', id: null } } : {}) },
  )
  // What goes again later is nobody's event.
  useEffect(() => {
    const timer = setInterval(() => {
      figures.again()
      if (search.after === undefined) reading.again()
    }, AGAIN_MILLISECONDS)
    return () => clearInterval(timer)
  })
  const rows = reading.answer?.items ?? []
  const step = (by: 1 | -1) => {
    const at = rows.findIndex(row => row.id === search.message)
    const next = rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (next) onSearch({ ...search, message: next.id })
  }
  useShortcut('j', keys('keys.next'), () => step(1))
  useShortcut('k', keys('keys.previous'), () => step(-1))
  const { message } = search
  return (
    <Panes
      list={{
        label: say('out.list'),
        head: (
          <div className="io-filters">
            <Direction isOut onSearch={onSearch} />
            <label className="d-beside">
              <span className="d-label">{say('out.day')}</span>
              <input
                type="date"
                className="d-input io-day"
                value={day}
                max={today}
                onChange={event => onSearch({ direction: 'out', ...dayIn(event.target.value, today) })}
              />
            </label>
            <nav className="io-states" aria-label={say('out.filter')}>
              {([undefined, ...OUT_STATES] as const).map(state => (
                <button
                  key={state ?? 'all'}
                  type="button"
                  className="io-state"
                  aria-current={search.sent === state ? 'true' : undefined}
                  data-tone={state === 'refused' && figures.answer?.ofDay.refused ? 'late' : undefined}
                  onClick={() =>
                    onSearch({
                      direction: 'out',
                      ...dayIn(day, today),
                      ...(state === undefined ? {} : { sent: state }),
                    })
                  }
                >
                  {say(state === undefined ? 'out.all' : `out.state.${state}`)}{' '}
                  <span className="figures">{countOf(figures.answer?.ofDay, state)}</span>
                </button>
              ))}
            </nav>
          </div>
        ),
        content: (
          <Rows reading={reading} search={search} hasReceivers={figures.answer?.receivers !== 0} onSearch={onSearch} />
        ),
      }}
      thread={{
        label: say('out.detail'),
        content:
          message === undefined ? <Empty>{say('out.choose')}</Empty> : <OutgoingDetail key={message} id={message} />,
      }}
    />
  )
}

const dayIn = (day: string, today: string) => (day === '' || day === today ? {} : { day })

type OfDay = Readonly<Record<OutgoingRow['state'], number>>
const countOf = (ofDay: OfDay | undefined, state: OutgoingRow['state'] | undefined): number | string => {
  if (ofDay === undefined) return '–'
  return state === undefined ? Object.values(ofDay).reduce((sum, count) => sum + count, 0) : ofDay[state]
}

interface RowsProps extends OutgoingLogProps {
  readonly reading: Reading<typeof listOutgoing>
  readonly hasReceivers: boolean
}

function Rows({ reading, search, hasReceivers, onSearch }: RowsProps) {
  const say = useWords(outwardWords)
  const { answer, problem, isLoading, again } = reading
  if (isLoading) return <RowsLoading rows={8} />
  const { after: _, ...here } = search
  const next = answer?.next ?? null
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer?.items.length === 0 &&
        (hasReceivers ? (
          <Empty>{say('out.empty')}</Empty>
        ) : (
          <Empty act={<Link to="/interop/receivers">{say('out.to-receivers')}</Link>}>{say('out.none-yet')}</Empty>
        ))}
      <ul className="io-rows">
        {answer?.items.map(row => (
          <Row
            key={row.id}
            row={row}
            isChosen={row.id === search.message}
            onChoose={() => onSearch({ ...search, message: row.id })}
          />
        ))}
      </ul>
      <div className="d-beside">
        {search.after !== undefined && <Button onClick={() => onSearch(here)}>{say('out.newest')}</Button>}
        {next !== null && <Button onClick={() => onSearch({ ...search, after: next })}>{say('out.older')}</Button>}
      </div>
    </>
  )
}

function Row({
  row,
  isChosen,
  onChoose,
}: {
  readonly row: OutgoingRow
  readonly isChosen: boolean
  readonly onChoose: () => void
}) {
  const say = useWords(outwardWords)
  const fault = faultKey(row)
  return (
    <li className="d-row io-row" aria-current={isChosen ? 'true' : undefined}>
      <div className="io-row-top">
        <span className="d-tag" data-tone={OUT_TONES[row.state]}>
          {say(`out.state.${row.state}`)}
        </span>
        <time className="figures d-hint" dateTime={row.madeAt}>
          {sayMoment(row.madeAt)}
        </time>
      </div>
      <button type="button" className="io-row-open" onClick={onChoose}>
        <strong>SIU^{row.trigger}</strong> <span className="figures">{row.controlId}</span>
      </button>
      <div className="d-hint io-row-foot">
        {row.receiver}
        {fault !== null && (
          <span className="io-reason">
            {' '}
            · {say(fault)} · {say('out.tries', { count: row.attempts })}
          </span>
        )}
      </div>
    </li>
  )
}

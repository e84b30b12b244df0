import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Choice, LogDay, LogPages, LogRow, RowTime, useSteps } from '#ui/desk/log.tsx'
import { Panes } from '#ui/desk/panes.tsx'
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
  useSteps(
    reading.answer?.items ?? [],
    search.message,
    { next: keys('keys.next'), previous: keys('keys.previous') },
    message => onSearch({ ...search, message }),
  )
  const { message } = search
  return (
    <Panes
      list={{
        label: say('out.list'),
        head: (
          <div className="d-log-filters">
            <Direction isOut onSearch={onSearch} />
            <LogDay
              label={say('out.day')}
              day={day}
              today={today}
              onDay={chosen => onSearch({ direction: 'out', ...(chosen === undefined ? {} : { day: chosen }) })}
            />
            <nav className="d-log-choices" aria-label={say('out.filter')}>
              {([undefined, ...OUT_STATES] as const).map(state => (
                <Choice
                  key={state ?? 'all'}
                  label={say(state === undefined ? 'out.all' : `out.state.${state}`)}
                  count={countOf(figures.answer?.ofDay, state)}
                  tone={state === 'refused' ? 'late' : undefined}
                  isChosen={search.sent === state}
                  onChoose={() =>
                    onSearch({
                      direction: 'out',
                      ...(day === today ? {} : { day }),
                      ...(state === undefined ? {} : { sent: state }),
                    })
                  }
                />
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

type OfDay = Readonly<Record<OutgoingRow['state'], number>>
const countOf = (ofDay: OfDay | undefined, state: OutgoingRow['state'] | undefined): number | null => {
  if (ofDay === undefined) return null
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
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer?.items.length === 0 &&
        (hasReceivers ? (
          <Empty>{say('out.empty')}</Empty>
        ) : (
          <Empty act={<Link to="/interop/receivers">{say('out.to-receivers')}</Link>}>{say('out.none-yet')}</Empty>
        ))}
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
        words={{ newest: say('out.newest'), older: say('out.older') }}
        onSearch={onSearch}
      />
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
    <LogRow
      isChosen={isChosen}
      onChoose={onChoose}
      top={
        <>
          <span className="d-tag" data-tone={OUT_TONES[row.state]}>
            {say(`out.state.${row.state}`)}
          </span>
          <RowTime at={row.madeAt}>{sayMoment(row.madeAt)}</RowTime>
        </>
      }
      title={
        <>
          <strong>SIU^{row.trigger}</strong> <span className="figures">{row.controlId}</span>
        </>
      }
      foot={[row.receiver, ...(fault === null ? [] : [say(fault), say('out.tries', { count: row.attempts })])].join(
        ' · ',
      )}
    />
  )
}

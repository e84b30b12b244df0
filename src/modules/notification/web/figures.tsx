import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { DeliveryState, listDeliveries, messageFigures } from '../contract.ts'
import { Pages } from './log.tsx'
import type { MessageSearch } from './search.ts'
import { StateTag } from './state-tag.tsx'
import { notificationWords, sayCode } from './words.ts'

interface Props {
  readonly search: MessageSearch
  readonly today: string
  readonly onSearch: (search: MessageSearch) => void
}

const spanIn = ({ from, to }: MessageSearch, today: string) => ({ from: from ?? today, to: to ?? today })

/** How each channel did (渠道统计): every number opens as many rows. */
export function Figures({ search, today, onSearch }: Props) {
  const say = useWords(notificationWords)
  const span = spanIn(search, today)
  const { answer, problem, again } = useAnswer(messageFigures, { query: span }, { keepsPrevious: true })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={4} />
  return (
    <>
      <div className="d-beside">
        {(['from', 'to'] as const).map(end => (
          <label key={end} className="d-beside">
            <span className="d-label">{say(`figures.${end}`)}</span>
            <input
              type="date"
              className="d-input d-log-day"
              value={span[end]}
              max={today}
              onChange={event =>
                event.target.value !== '' && onSearch({ view: 'figures', ...span, [end]: event.target.value })
              }
            />
          </label>
        ))}
      </div>
      <table className="nt-figures">
        <thead>
          <tr>
            <td />
            {answer.channels.map(row => (
              <th key={row.channel} scope="col">
                {say(`channel.${row.channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DeliveryState.options.map(state => (
            <tr key={state}>
              <th scope="row">{say(`state.${state}`)}</th>
              {answer.channels.map(row => (
                <td key={row.channel} className="figures">
                  {row[state] === 0 ? (
                    <span className="d-hint">0</span>
                  ) : (
                    <button
                      type="button"
                      className="nt-figure"
                      aria-current={search.channel === row.channel && search.tried === state ? 'true' : undefined}
                      aria-label={`${say(`channel.${row.channel}`)} ${say(`state.${state}`)} ${row[state]}`}
                      onClick={() => onSearch({ view: 'figures', ...span, channel: row.channel, tried: state })}
                    >
                      {row[state]}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="d-hint">{say('figures.hint')}</p>
      <p>
        {say('figures.held', { count: answer.held })} · {say('figures.tasks', { count: answer.openTasks })}
      </p>
    </>
  )
}

/** The rows behind the number that is chosen. */
export function FigureRows({ search, today, onSearch }: Props) {
  const say = useWords(notificationWords)
  const { channel = 'sms', tried = 'sent', after } = search
  const isOff = search.channel === undefined || search.tried === undefined
  const { answer, problem, again } = useAnswer(
    listDeliveries,
    {
      query: { ...spanIn(search, today), channel, state: tried, ...(after === undefined ? {} : { after }) },
    },
    { isOff, keepsPrevious: true },
  )
  if (isOff) return <Empty>{say('figures.no-rows')}</Empty>
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <article className="d-log-one nt-message">
      <header className="d-log-head">
        <h1>{say('figures.rows', { channel: say(`channel.${channel}`), state: say(`state.${tried}`) })}</h1>
      </header>
      {answer.items.length === 0 && <Empty>{say('figures.empty')}</Empty>}
      <ol className="nt-tries">
        {answer.items.map(one => (
          <li key={one.id}>
            <time className="figures" dateTime={one.claimedAt}>
              {sayWhen(one.claimedAt)}
            </time>
            <button type="button" className="nt-figure" onClick={() => onSearch({ message: one.messageId })}>
              {one.recipientMasked} <span className="figures">{one.addressMasked}</span>
            </button>
            <StateTag state={one.state} code={one.code} />
            <span className="d-hint">{one.code === null ? '' : sayCode(one.code)}</span>
          </li>
        ))}
      </ol>
      <Pages search={search} next={answer.next} onSearch={onSearch} />
    </article>
  )
}

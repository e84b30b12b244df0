import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import type { Matters } from '../console/matters.ts'
import { type Row, rowClocks, unitsOf } from '../ticket.ts'
import { ticketWords } from '../words.ts'

interface BoardTableProps {
  readonly matters: Matters
  readonly onOpen: (id: string) => void
  readonly isClosed: boolean
  /** The chosen matters, where this person may act on many at once. */
  readonly choosing?: Choosing | undefined
}
export interface Choosing {
  readonly chosen: ReadonlySet<string>
  readonly onChosen: (ids: ReadonlySet<string>) => void
}

/** Rows of matters, one line each; a click on the number opens it in the console. */
export function BoardTable({ matters, onOpen, isClosed, choosing }: BoardTableProps) {
  const say = useWords(ticketWords)
  if (matters.isLoading) return <RowsLoading rows={8} />
  return (
    <>
      {matters.problem && <Failure problem={matters.problem} onRetry={matters.again} />}
      {matters.rows.length === 0 && !matters.problem ? (
        <Empty>{say('list.empty-other')}</Empty>
      ) : (
        <table className="tk-table">
          <thead>
            <tr>
              {choosing && <ChooseAll rows={matters.rows} choosing={choosing} />}
              <th scope="col">{say('board.number')}</th>
              <th scope="col">{say('board.item')}</th>
              <th scope="col">{say('board.patient')}</th>
              <th scope="col">{say('board.units')}</th>
              <th scope="col">{say('board.owner')}</th>
              <th scope="col">{say('board.status')}</th>
              <th scope="col">{say('board.opened')}</th>
              {!isClosed && <th scope="col">{say('board.clock')}</th>}
            </tr>
          </thead>
          <tbody>
            {matters.rows.map(row => (
              <BoardRow key={row.id} row={row} onOpen={onOpen} isClosed={isClosed} choosing={choosing} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function BoardRow({
  row,
  onOpen,
  isClosed,
  choosing,
}: {
  readonly row: Row
  readonly onOpen: (id: string) => void
  readonly isClosed: boolean
  readonly choosing: Choosing | undefined
}) {
  const say = useWords(ticketWords)
  return (
    <tr aria-selected={choosing?.chosen.has(row.id)}>
      {choosing && <ChooseOne row={row} choosing={choosing} />}
      <td>
        <button type="button" className="tk-link figures" onClick={() => onOpen(row.id)}>
          {row.number}
        </button>
      </td>
      <td>
        {row.item.name}
        {row.urgency !== 'routine' && (
          <>
            {' '}
            <span className="d-tag" data-tone="late">
              {say(`urgency.${row.urgency}`)}
            </span>
          </>
        )}
      </td>
      <td>{row.patient.nameMasked || say('list.no-patient')}</td>
      <td>{unitsOf(row, say)}</td>
      <td>{row.owner.name}</td>
      <td>
        {say(`status.${row.status}`)}
        {row.overdue && (
          <>
            {' '}
            <span className="d-tag" data-tone="late">
              {say('list.late')}
            </span>
          </>
        )}
      </td>
      <td className="figures">{sayTime(row.openedAt, 'both')}</td>
      {!isClosed && (
        <td>
          <ClockChip clocks={rowClocks(row, say)} />
        </td>
      )}
    </tr>
  )
}

function ChooseAll({ rows, choosing }: { readonly rows: readonly Row[]; readonly choosing: Choosing }) {
  const say = useWords(ticketWords)
  const isAll = rows.every(row => choosing.chosen.has(row.id))
  return (
    <th scope="col">
      <input
        type="checkbox"
        aria-label={say('bulk.choose-all')}
        checked={isAll}
        onChange={() => choosing.onChosen(new Set(isAll ? [] : rows.map(row => row.id)))}
      />
    </th>
  )
}

function ChooseOne({ row, choosing }: { readonly row: Row; readonly choosing: Choosing }) {
  const say = useWords(ticketWords)
  const { chosen, onChosen } = choosing
  const turn = () => {
    const next = new Set(chosen)
    if (!next.delete(row.id)) next.add(row.id)
    onChosen(next)
  }
  return (
    <td>
      <input
        type="checkbox"
        aria-label={say('bulk.choose', { number: row.number })}
        checked={chosen.has(row.id)}
        onChange={turn}
      />
    </td>
  )
}

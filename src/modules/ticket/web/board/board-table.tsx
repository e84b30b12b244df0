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
}

/** Rows of matters, one line each; a click on the number opens it in the console. */
export function BoardTable({ matters, onOpen, isClosed }: BoardTableProps) {
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
              <BoardRow key={row.id} row={row} onOpen={onOpen} isClosed={isClosed} />
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
}: {
  readonly row: Row
  readonly onOpen: (id: string) => void
  readonly isClosed: boolean
}) {
  const say = useWords(ticketWords)
  return (
    <tr>
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
            <span className="tk-tag" data-tone="late">
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
            <span className="tk-tag" data-tone="late">
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

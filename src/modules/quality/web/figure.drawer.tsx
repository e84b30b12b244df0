import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import type { Answer } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { openFigure } from '../contract.ts'
import type { Cell, CountedRow, Head, Pressed } from './figure.ts'
import { qualityWords, type SayQuality } from './words.ts'
import './quality.css'

type Page = Answer<typeof openFigure>

/** The rows behind a number (下钻, REP-06): as many as it says; each opens its record. */
export function FigureDrawer({ pressed, onClose }: { readonly pressed: Pressed; readonly onClose: () => void }) {
  const say = useWords(qualityWords)
  const { figure, ...asked } = pressed
  const query = useInfiniteQuery<Page, ApiProblem, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: [openFigure.id, pressed],
    queryFn: ({ pageParam, signal }) =>
      call(
        openFigure,
        { params: { figure }, query: { ...asked, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: last => last.next,
  })
  const [first] = query.data?.pages ?? []
  const rows = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Drawer
      open
      size={760}
      title={first ? `${first.label === null ? '' : `${first.label} · `}${first.head.name}` : ' '}
      onClose={onClose}
      closable={{ 'aria-label': say('rows.close') }}
    >
      {query.error && <Failure problem={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsLoading rows={8} />}
      {first && (
        <>
          <p className="qy-rows-head">
            <strong className="figures">
              {first.cell.shown} {say(`unit.${first.head.unit}`)}
            </strong>
            <span>{howMany(first.head, first.cell, first.total, say)}</span>
          </p>
          <p className="d-hint">{first.head.formula}</p>
          {rows.length === 0 ? <Empty>{say('rows.empty')}</Empty> : <Rows head={first.head} rows={rows} />}
          {query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('rows.more')}
            </Button>
          )}
        </>
      )}
    </Drawer>
  )
}

function howMany(head: Head, cell: Cell, total: number, say: SayQuality): string {
  if (head.kind === 'count') return say('rows.total', { total })
  if (head.kind === 'rate') return say('rows.of', { total, upper: cell.count })
  const unit = say(head.unit === 'trips' ? 'unit.trips' : 'unit.minutes')
  return say('rows.sum', { total, upper: cell.count, unit })
}

export function Rows({
  head,
  rows,
}: {
  readonly head: Pick<Head, 'kind' | 'name'>
  readonly rows: readonly CountedRow[]
}) {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const hasPerson = rows.some(row => (row.record?.person ?? null) !== null)
  const hasUnit = rows.some(row => row.unit !== null)
  const hasReason = rows.some(row => row.reason !== null)
  const hasAmount = head.kind === 'sum' || head.kind === 'mean'
  return (
    <div className="qy-scroll">
      <table className="qy-table">
        <caption className="said-only">{head.name}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rows.number')}</th>
            <th scope="col">{say('rows.item')}</th>
            {hasPerson && <th scope="col">{say('rows.patient')}</th>}
            {hasUnit && <th scope="col">{say('rows.unit')}</th>}
            <th scope="col">{say('rows.time')}</th>
            {head.kind === 'rate' && <th scope="col">{say('rows.counts')}</th>}
            {hasReason && <th scope="col">{say('rows.reason')}</th>}
            {hasAmount && <th scope="col">{say('rows.amount')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, at, counts, amount, unit, reason, record }) => (
            <tr key={key}>
              <td>
                <RecordNumber record={record} onOpen={href => void navigate({ href })} />
              </td>
              <td>{record?.title}</td>
              {hasPerson && <td>{record && (record.person ?? say('rows.no-patient'))}</td>}
              {hasUnit && <td>{unit?.name}</td>}
              <td className="figures">{sayTime(at, 'both')}</td>
              {head.kind === 'rate' && <td>{say(counts ? 'rows.yes' : 'rows.no')}</td>}
              {hasReason && <td>{reason}</td>}
              {hasAmount && <td className="figures">{amount}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RecordNumber({
  record,
  onOpen,
}: {
  readonly record: CountedRow['record']
  readonly onOpen: (address: string) => void
}) {
  const say = useWords(qualityWords)
  if (record === null) return say('rows.gone')
  const { number, opensAt } = record
  if (opensAt === null) return <span className="figures">{number}</span>
  return (
    <button type="button" className="qy-link figures" onClick={() => onOpen(opensAt)}>
      {number}
    </button>
  )
}

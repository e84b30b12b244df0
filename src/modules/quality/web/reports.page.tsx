import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Answer } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { listReports } from '../contract.ts'
import { ReportView } from './report-view.tsx'
import { SignedTag } from './signed-tag.tsx'
import { qualityWords } from './words.ts'
import './quality.css'

interface ReportsSearch {
  readonly kind?: 'month'
  readonly report?: string
}
type Page = Answer<typeof listReports>
type Row = Page['items'][number]

export const Route = createFileRoute('/_frame/reports')({
  validateSearch: (search: Record<string, unknown>): ReportsSearch => ({
    ...(search['kind'] === 'month' ? { kind: 'month' as const } : {}),
    ...(typeof search['report'] === 'string' ? { report: search['report'] } : {}),
  }),
  component: ReportsPage,
})

/** Daily and monthly reports (日报、月报): the list, and the one that is open. */
function ReportsPage() {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const search = Route.useSearch()
  const kind = search.kind ?? 'day'
  const query = useInfiniteQuery<Page, ApiProblem, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: [listReports.id, kind],
    queryFn: ({ pageParam, signal }) =>
      call(listReports, { query: { kind, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: null,
    getNextPageParam: last => last.next,
  })
  useLive('report', null, () => void query.refetch())
  const rows = query.data?.pages.flatMap(page => page.items) ?? []
  const shown = search.report ?? rows[0]?.id
  const open = (next: ReportsSearch) =>
    void navigate({ to: '/reports' as '/', search: next as never, replace: search.report !== undefined })
  const kindSearch = kind === 'month' ? { kind: 'month' as const } : {}
  return (
    <div className="qy-split">
      <div className="qy-side">
        <h1>{say('reports.title')}</h1>
        <div className="qy-tabs">
          <button type="button" aria-pressed={kind === 'day'} onClick={() => open({})}>
            {say('reports.day')}
          </button>
          <button type="button" aria-pressed={kind === 'month'} onClick={() => open({ kind: 'month' })}>
            {say('reports.month')}
          </button>
        </div>
        {query.error && <Failure problem={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <RowsLoading rows={6} />}
        {query.data && rows.length === 0 && <Empty>{say(`reports.empty-${kind}`)}</Empty>}
        <div className="qy-cards qy-worst">
          {rows.map(row => (
            <Card
              key={row.id}
              row={row}
              isOpen={row.id === shown}
              onOpen={() => open({ ...kindSearch, report: row.id })}
            />
          ))}
        </div>
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say('reports.more')}
          </Button>
        )}
      </div>
      {shown ? (
        <ReportView key={shown} id={shown} onOther={report => open({ ...kindSearch, report })} />
      ) : (
        <div className="qy-report">
          <p className="d-hint">{say('reports.choose')}</p>
        </div>
      )}
    </div>
  )
}

function Card({ row, isOpen, onOpen }: { readonly row: Row; readonly isOpen: boolean; readonly onOpen: () => void }) {
  const say = useWords(qualityWords)
  return (
    <button type="button" className="qy-card" aria-current={isOpen} onClick={onOpen}>
      <span>
        <strong className="figures">{row.kind === 'day' ? row.day : row.day.slice(0, 7)}</strong>
        <SignedTag row={row} />
      </span>
      <span className="d-hint">
        {say('report.counts', { opened: row.opened, closed: row.closed, overdue: row.overdue })}
      </span>
      <span className="d-hint">
        {say('report.version', { version: row.version })} · {say(`because.${row.because}`)}
      </span>
    </button>
  )
}

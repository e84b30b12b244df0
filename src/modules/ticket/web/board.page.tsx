import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMay } from '#ui/desk/session.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { UnitPicker } from './act/unit-picker.tsx'
import { BoardTable } from './board/board-table.tsx'
import { Worst } from './board/worst.tsx'
import { Views } from './console/matter-list.tsx'
import { useMatters } from './console/matters.ts'
import { VIEWS, type View } from './ticket.ts'
import { useDirectory } from './units.ts'
import { ticketWords } from './words.ts'
import './ticket.css'

interface BoardSearch {
  readonly view?: View
  readonly unit?: string
}

export const Route = createFileRoute('/_frame/tickets')({
  validateSearch: (search: Record<string, unknown>): BoardSearch => {
    const view = VIEWS.find(one => one === search['view'])
    const { unit } = search
    return { ...(view ? { view } : {}), ...(typeof unit === 'string' && /^[0-9a-f-]{36}$/.test(unit) ? { unit } : {}) }
  },
  component: Board,
})

/** All matters by view, the filters in the address; for the manager the overdue and those that will be (TKT-11). */
function Board() {
  const say = useWords(ticketWords)
  const navigate = useNavigate()
  const search = Route.useSearch()
  const view = search.view ?? 'open'
  const matters = useMatters(view, search.unit ?? null)
  const directory = useDirectory()
  const seesGaps = useMay('coverage:read')
  const filter = (next: BoardSearch) => void navigate({ to: '/tickets', search: next })
  const open = (matter: string) => void navigate({ to: '/', search: { matter } })
  useShortcut('b', say('list.back'), () => void navigate({ to: '/' }))
  return (
    <div className="tk-board">
      <div className="tk-board-head">
        <h1>{say('board.title')}</h1>
        {seesGaps && <Link to="/coverage-findings">{say('board.findings')}</Link>}
      </div>
      <Views view={view} views={VIEWS} onView={next => filter({ ...search, view: next })} />
      <div className="tk-board-filter">
        <UnitPicker
          label={say('board.unit-any')}
          isSingle
          chosen={search.unit ? [search.unit] : []}
          onChosen={([unit]) => filter({ ...(search.view ? { view: search.view } : {}), ...(unit ? { unit } : {}) })}
        />
      </div>
      {view === 'overdue' && <Worst rows={matters.rows} unitName={directory.unitName} />}
      <BoardTable matters={matters} onOpen={open} isClosed={view === 'closed'} />
      {matters.hasMore && (
        <Button loading={matters.isReadingMore} onClick={matters.more}>
          {say('list.more')}
        </Button>
      )}
    </div>
  )
}

import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { UnitPicker } from './act/unit-picker.tsx'
import { BoardTable } from './board/board-table.tsx'
import { BulkBar } from './board/bulk-bar.tsx'
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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const owns = useMay('ticket:own')
  const manages = useMay('ticket:manage')
  const actsOnMany = view !== 'closed' && (owns || manages)
  const filter = (next: BoardSearch) => {
    setChosen(new Set())
    void navigate({ to: '/tickets', search: next })
  }
  const open = (matter: string) => void navigate({ to: '/', search: { matter } })
  useShortcut('b', say('list.back'), () => void navigate({ to: '/' }))
  return (
    <div className="tk-board">
      <div className="tk-board-head">
        <h1>{say('board.title')}</h1>
        <span className="tk-board-links">
          {manages && <Link to={'/ticket-effort' as '/'}>{say('board.effort')}</Link>}
          {seesGaps && <Link to="/coverage-findings">{say('board.findings')}</Link>}
        </span>
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
      {actsOnMany && (
        <BulkBar
          chosen={matters.rows.filter(row => chosen.has(row.id))}
          onClear={() => setChosen(new Set())}
          onDone={ids => setChosen(new Set([...chosen].filter(id => !ids.includes(id))))}
        />
      )}
      <BoardTable
        matters={matters}
        onOpen={open}
        isClosed={view === 'closed'}
        choosing={actsOnMany ? { chosen, onChosen: setChosen } : undefined}
      />
      {matters.hasMore && (
        <Button loading={matters.isReadingMore} onClick={matters.more}>
          {say('list.more')}
        </Button>
      )}
    </div>
  )
}

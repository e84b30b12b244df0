import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Panes } from '#ui/desk/panes.tsx'
import { useShortcut, Keys } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { listContent } from '../../contract.ts'
import { ContentItem } from './content-item.tsx'
import { NewDialog } from './new.dialog.tsx'
import { StateMark } from './state-mark.tsx'
import { contentWords } from './words.ts'
import '../knowledge.css'
import './content.css'

const VIEWS = ['mine', 'review', 'due', 'all'] as const
type View = (typeof VIEWS)[number]
type Row = Answer<typeof listContent>['items'][number]
const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/content')({
  validateSearch: (search: Record<string, unknown>): { view?: View; id?: string } => ({
    ...(VIEWS.includes(search['view'] as View) ? { view: search['view'] as View } : {}),
    ...(typeof search['id'] === 'string' && UUID.test(search['id']) ? { id: search['id'] } : {}),
  }),
  component: ContentPage,
})

/** What is written, reviewed, published and looked at again (内容管理, SCR-04). */
function ContentPage() {
  const say = useWords(contentWords)
  const { view = 'mine', id } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [text, setText] = useState('')
  const [isNew, setNew] = useState(false)
  const typed = useDeferredValue(text.trim())
  const { answer, problem, again } = useAnswer(
    listContent,
    { query: { view, ...(typed === '' ? {} : { q: typed }) } },
    { live: { subject: 'knowledge', id: null }, keepsPrevious: true },
  )
  useShortcut('a', say('new'), () => setNew(true))
  const open = (item: string | undefined, next: View = view) =>
    void navigate({ search: { view: next, ...(item === undefined ? {} : { id: item }) }, replace: true })
  return (
    <>
      <Panes
        list={{
          label: say('title'),
          head: (
            <>
              <div className="kn-head">
                <input
                  className="d-input"
                  type="search"
                  autoComplete="off"
                  aria-label={say('find')}
                  placeholder={say('find-hint')}
                  value={text}
                  onChange={event => setText(event.target.value)}
                />
                <Button onClick={() => setNew(true)} aria-keyshortcuts="A">
                  {say('new')} <Keys keys="a" />
                </Button>
              </div>
              <div className="kn-kinds" role="group" aria-label={say('title')}>
                {VIEWS.map(one => (
                  <button key={one} type="button" aria-pressed={one === view} onClick={() => open(id, one)}>
                    {say(`view.${one}`)} {answer && <span className="figures">{answer.counts[one]}</span>}
                  </button>
                ))}
              </div>
            </>
          ),
          content: answer ? (
            <Rows rows={answer.items} view={view} typed={typed} at={id} onOpen={open} />
          ) : problem ? (
            <Failure problem={problem} onRetry={again} />
          ) : (
            <RowsLoading />
          ),
        }}
        thread={{
          label: say('preview.last'),
          content: id ? <ContentItem key={id} id={id} /> : <Empty>{say('pick')}</Empty>,
        }}
      />
      {isNew && <NewDialog onClose={() => setNew(false)} onMade={made => open(made, 'mine')} />}
    </>
  )
}

interface RowsProps {
  readonly rows: readonly Row[]
  readonly view: View
  readonly typed: string
  readonly at: string | undefined
  readonly onOpen: (id: string) => void
}

function Rows({ rows, view, typed, at, onOpen }: RowsProps) {
  const say = useWords(contentWords)
  if (rows.length === 0) return <Empty>{typed === '' ? say(`empty.${view}`) : say('none', { typed })}</Empty>
  return (
    <ul className="d-list">
      {rows.map(row => (
        <li key={row.id}>
          <button type="button" className="d-list-row" aria-current={row.id === at} onClick={() => onOpen(row.id)}>
            <strong>{row.title}</strong>
            <StateMark state={row.state} isDue={row.isDue} />
            <span className="d-hint kn-hint">
              {[say(`kind.${row.kind}`), say(`audience.${row.audience}`), row.unit?.name, row.owner.name]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

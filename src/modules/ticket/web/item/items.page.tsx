import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { readCatalogue } from '../../contract.ts'
import { useDirectory } from '../units.ts'
import { type Entry, NEW_ITEM, sayDue } from './item.ts'
import { ItemForm } from './item-form.tsx'
import { ItemView } from './item-view.tsx'
import { itemWords } from './words.ts'
import '../ticket.css'
import './item.css'

interface ItemSearch {
  readonly item?: string
  readonly version?: number
}

export const Route = createFileRoute('/_frame/service-items')({
  validateSearch: (search: Record<string, unknown>): ItemSearch => {
    const { item, version } = search
    return {
      ...(typeof item === 'string' && /^[A-Z0-9-]{1,20}$/.test(item) ? { item } : {}),
      ...(typeof version === 'number' && Number.isInteger(version) && version > 0 ? { version } : {}),
    }
  },
  component: ItemsPage,
})

/** The catalogue of service items (服务事项目录, SCR-39): what is in force, what is drafted, what comes; and one item in its versions. */
function ItemsPage() {
  const say = useWords(itemWords)
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const mayWrite = useMay('service-item:write')
  const { answer, problem, again } = useAnswer(readCatalogue, {}, { live: { subject: 'service-item', id: null } })
  const [isNew, setNew] = useState(false)
  const open = (item: string, version: number) => {
    setNew(false)
    void navigate({ search: { item, version } })
  }
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />
  if (isNew)
    return (
      <div className="tk-board">
        <ItemForm from={NEW_ITEM} revision={null} isNew onDone={open} onCancel={() => setNew(false)} />
      </div>
    )
  const entry = answer.items.find(one => one.code === search.item)
  if (entry)
    return (
      <div className="tk-board">
        <Link to="/service-items" search={{}}>
          ← {say('back')}
        </Link>
        <ItemView
          key={entry.code}
          entry={entry}
          version={search.version ?? entry.current ?? entry.versions[0]?.version ?? 1}
          onVersion={version => void navigate({ search: { item: entry.code, version } })}
        />
      </div>
    )
  return (
    <div className="tk-board">
      <div className="tk-board-head">
        <h1>{say('title')}</h1>
        {mayWrite && <NewItem onNew={() => setNew(true)} />}
      </div>
      <p className="d-hint">{say('lead', { count: answer.active })}</p>
      {answer.items.length === 0 ? <Empty>{say('empty')}</Empty> : <Catalogue items={answer.items} onOpen={open} />}
    </div>
  )
}

function NewItem({ onNew }: { readonly onNew: () => void }) {
  const say = useWords(itemWords)
  useShortcut('c', say('new'), onNew)
  return <Button onClick={onNew}>{say('new')}</Button>
}

interface CatalogueProps {
  readonly items: readonly Entry[]
  readonly onOpen: (code: string, version: number) => void
}

function Catalogue({ items, onOpen }: CatalogueProps) {
  const say = useWords(itemWords)
  const { unitByCode } = useDirectory()
  return (
    <table className="tk-table">
      <thead>
        <tr>
          {(['code', 'name', 'group', 'due', 'receiver', 'steps', 'version', 'state'] as const).map(key => (
            <th key={key} scope="col">
              {say(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(item => {
          const current = item.versions.find(one => one.version === item.current)
          const draft = item.versions.find(one => one.state === 'draft')
          const shown = draft && item.state === 'draft' ? draft : (current ?? item.versions[0])
          return (
            <tr key={item.code}>
              <td className="figures">{item.code}</td>
              <th scope="row">
                <button type="button" className="tk-link" onClick={() => onOpen(item.code, shown?.version ?? 1)}>
                  {item.name}
                </button>
              </th>
              <td>{say(`group.${item.group}`)}</td>
              <td>{item.due === null ? say(`class.${item.class}`) : sayDue(item.due, say)}</td>
              <td>{unitByCode(item.receiver)?.name ?? item.receiver}</td>
              <td className="figures">{item.steps}</td>
              <td>
                {shown && (
                  <>
                    {say('version.n', { version: shown.version })}
                    <span className="d-hint">
                      {' '}
                      {say('version.from', { time: sayTime(shown.effectiveFrom, 'both') })}
                      {shown.approver ? ` · ${say('version.approved', { who: shown.approver.name })}` : ''}
                    </span>
                  </>
                )}
              </td>
              <td>
                <span className="d-tag" data-tone={item.state === 'active' ? 'done' : undefined}>
                  {say(`state.${item.state}`)}
                </span>{' '}
                {draft && item.state !== 'draft' && (
                  <button
                    type="button"
                    className="d-tag d-tag-link"
                    data-tone="soon"
                    onClick={() => onOpen(item.code, draft.version)}
                  >
                    {say('state.waiting')}
                  </button>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

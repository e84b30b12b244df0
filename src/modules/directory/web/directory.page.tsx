import { createFileRoute } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { FindField } from '#ui/desk/find-field.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { findUnits } from '../contract.ts'
import { Department } from './department.tsx'
import { usePlace } from './place.ts'
import { directoryWords } from './words.ts'
import './directory.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/directory')({
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search['unit'] === 'string' && UUID.test(search['unit']) ? { unit: search['unit'] } : {},
  component: DirectoryPage,
})

type Row = Answer<typeof findUnits>['items'][number]

/** Where a department is and who answers there (科室查询, DIR-01): type, arrows, Enter. */
function DirectoryPage() {
  const say = useWords(directoryWords)
  const { unit } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const { answer, problem, again } = useAnswer(
    findUnits,
    { query: typed === '' ? {} : { q: typed } },
    { live: { subject: 'description', id: null }, keepsPrevious: true },
  )
  const open = (unitId: string) => void navigate({ search: { unit: unitId }, replace: true })
  const rows = answer?.items ?? []
  return (
    <Panes
      list={{
        label: say('title'),
        head: (
          <FindField
            label={say('find')}
            hint={say('hint')}
            next={say('next')}
            previous={say('previous')}
            text={text}
            rows={rows}
            at={rows.findIndex(row => row.unitId === unit)}
            onText={setText}
            onOpen={row => open(row.unitId)}
          />
        ),
        content: answer ? (
          <Results rows={rows} typed={typed} unit={unit} onOpen={open} />
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <RowsLoading />
        ),
        foot: answer && <span className="d-hint">{say('count', { count: rows.length })}</span>,
      }}
      thread={{
        label: say('introduction'),
        content: unit ? <Department key={unit} unitId={unit} /> : <Empty>{say('pick')}</Empty>,
      }}
    />
  )
}

interface ResultsProps {
  readonly rows: readonly Row[]
  readonly typed: string
  readonly unit: string | undefined
  readonly onOpen: (unitId: string) => void
}

function Results({ rows, typed, unit, onOpen }: ResultsProps) {
  const say = useWords(directoryWords)
  const place = usePlace()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (unit !== undefined) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [unit])
  if (rows.length === 0) return <Empty>{typed === '' ? say('empty') : say('none', { typed })}</Empty>
  return (
    <ul ref={list} className="d-list">
      {rows.map(row => (
        <li key={row.unitId}>
          <button
            type="button"
            className="d-list-row"
            aria-current={row.unitId === unit}
            onClick={() => onOpen(row.unitId)}
          >
            <strong>{row.name}</strong>
            <span className="figures">{row.phone}</span>
            <span className="d-hint">{place(row) ?? say('unplaced')}</span>
            <span className="d-hint">
              {row.liaison && `${row.liaison.name} ${row.liaisonIsHere ? '' : say('away')}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Panes } from '#ui/desk/panes.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { readUnits } from '../contract.ts'
import { UnitDetail } from './unit-detail.tsx'
import { UnitTree } from './unit-tree.tsx'
import type { UnitView } from './units.ts'
import { staffWords } from './words.ts'
import './staff.css'

export const Route = createFileRoute('/_frame/units')({
  component: UnitsPage,
  validateSearch: (search): { unit?: string } => (typeof search['unit'] === 'string' ? { unit: search['unit'] } : {}),
})

/** The organisation (组织架构, ORG-01): the tree on the left, the chosen unit with its posts, holders and vacancies. */
function UnitsPage() {
  const say = useWords(staffWords)
  const { unit: chosen = null } = Route.useSearch()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const { answer, problem, again } = useAnswer(readUnits, {}, { live: { subject: 'coverage', id: null } })
  const units = answer?.units ?? []
  const shown = fitting(
    text,
    units,
    unit => unit.name,
    unit => unit.code,
  )
  const unit = units.find(one => one.id === chosen)
  const choose = (id: string) => void navigate({ to: '/units' as '/', search: { unit: id } as never, replace: true })
  const move = (step: number) => {
    const at = shown.findIndex(one => one.id === chosen)
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))]
    if (!next) return
    choose(next.id)
    document.getElementById(`unit-${next.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  useShortcut('j', say('next-row'), () => move(1))
  useShortcut('k', say('previous-row'), () => move(-1))
  useShortcut('/', say('find.unit'), () => document.getElementById('find-unit')?.focus())
  return (
    <Panes
      list={{
        label: say('units.title'),
        head: (
          <>
            <h1 className="said-only">{say('units.title')}</h1>
            <input
              id="find-unit"
              className="d-input"
              type="search"
              aria-label={say('find.unit')}
              aria-keyshortcuts="/"
              placeholder={say('find.unit')}
              value={text}
              onChange={event => setText(event.target.value)}
            />
          </>
        ),
        content: answer ? (
          shown.length > 0 ? (
            <UnitTree units={shown} chosen={chosen} onChosen={choose} />
          ) : (
            <Empty>{say(text ? 'coverage.none-found' : 'units.empty')}</Empty>
          )
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <RowsLoading />
        ),
      }}
      thread={{
        label: say('units.chosen'),
        content: unit ? (
          <UnitDetail key={unit.id} unit={unit} units={units} onChosen={choose} />
        ) : (
          answer && <Vacancies units={units} onChosen={choose} />
        ),
      }}
    />
  )
}

/** Before a unit is chosen: every post that somebody should hold and nobody does. */
function Vacancies({
  units,
  onChosen,
}: {
  readonly units: readonly UnitView[]
  readonly onChosen: (id: string) => void
}) {
  const say = useWords(staffWords)
  const vacant = units.flatMap(unit => unit.posts.filter(post => post.vacant).map(({ post }) => ({ unit, post })))
  if (vacant.length === 0) return <Empty>{say('units.choose')}</Empty>
  return (
    <div className="st-detail">
      <h2>{say('units.vacancies', { count: vacant.length })}</h2>
      <ul className="st-posts">
        {vacant.map(({ unit, post }) => (
          <li key={`${unit.id} ${post}`}>
            <span>{say(`post.${post}`)}</span>
            <span>{unit.name}</span>
            <Button size="small" onClick={() => onChosen(unit.id)}>
              {say('units.open')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="d-hint">{say('units.choose')}</p>
    </div>
  )
}

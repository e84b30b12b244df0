import { createFileRoute, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { readCoverage } from '../contract.ts'
import { AbsenceDialog } from './absence.dialog.tsx'
import { AppointDialog } from './appoint.dialog.tsx'
import { type CoverageAct, CoverageRow } from './coverage-row.tsx'
import { StaffingView } from './posts/staffing.tsx'
import { staffWords } from './words.ts'
import './staff.css'

export const Route = createFileRoute('/_frame/coverage')({ component: CoveragePage })

type CoverageView = Answer<typeof readCoverage>
type Row = CoverageView['departments'][number]

/** People go off duty by the clock, which no change of the organisation tells. */
const AGAIN_MS = 30_000

/** Who is there for whom (1+3+N 覆盖, ORG-02): the worst first, in words, with the act that mends it. */
function CoveragePage() {
  const say = useWords(staffWords)
  const { answer, problem, again } = useAnswer(readCoverage, {}, { live: { subject: 'coverage', id: null } })
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), AGAIN_MS)
    return () => clearInterval(timer)
  })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="st-page">
      <h1>
        {say('coverage.title')} <span className="d-hint">{say('coverage.at', { time: sayTime(answer.at) })}</span>
      </h1>
      <Summary view={answer} />
      <StaffingView />
      {answer.departments.length === 0 ? (
        <Empty act={<Link to={'/units' as '/'}>{say('coverage.to-units')}</Link>}>{say('coverage.empty')}</Empty>
      ) : (
        <Departments rows={answer.departments} />
      )}
    </div>
  )
}

function Summary({ view }: { readonly view: CoverageView }) {
  const say = useWords(staffWords)
  const gaps = view.departments.filter(row => row.gap)
  const [worst] = gaps
  return (
    <>
      {worst ? (
        <Notice tone="late">
          {say('coverage.gaps', { count: gaps.length, first: `${worst.unit.name}，${say(`state.${worst.state}`)}` })}
        </Notice>
      ) : (
        <Notice tone="done">{say('coverage.whole', { count: view.departments.length })}</Notice>
      )}
      <ul className="st-summary">
        {view.desk && <li>{say('coverage.desk', { name: view.desk.name, count: view.desk.onDuty })}</li>}
        {view.groups.map(group => (
          <li key={group.id}>
            {group.lead
              ? say('coverage.group', { name: group.name, lead: group.lead.name, count: group.onDuty })
              : say('coverage.group-vacant', { name: group.name, count: group.onDuty })}
          </li>
        ))}
        <li>
          {view.dutyOffice.length > 0
            ? say('coverage.duty-office', {
                names: view.dutyOffice.map(one => `${one.person.name}（${say(`post.${one.as}`)}）`).join('、'),
              })
            : say('coverage.nobody-on-duty')}
        </li>
      </ul>
    </>
  )
}

function Departments({ rows }: { readonly rows: readonly Row[] }) {
  const say = useWords(staffWords)
  const [text, setText] = useState('')
  const [isOnlyGaps, setOnlyGaps] = useState(false)
  const [at, setAt] = useState(0)
  const [act, setAct] = useState<CoverageAct | null>(null)
  const shown = fitting(
    text,
    rows.filter(row => row.gap || !isOnlyGaps),
    row => row.unit.name,
    row => row.unit.code,
  )
  const move = (step: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, at + step))
    setAt(next)
    document.getElementById(`department-${shown[next]?.unit.id}`)?.focus()
  }
  useShortcut('j', say('next-row'), () => move(1))
  useShortcut('k', say('previous-row'), () => move(-1))
  useShortcut('/', say('find.unit'), () => document.getElementById('find-department')?.focus())
  return (
    <>
      <div className="st-tools">
        <input
          id="find-department"
          className="d-input"
          type="search"
          aria-label={say('find.unit')}
          aria-keyshortcuts="/"
          placeholder={say('find.unit')}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <label className="d-switch">
          <input type="checkbox" checked={isOnlyGaps} onChange={event => setOnlyGaps(event.target.checked)} />{' '}
          {say('coverage.only-gaps')}
        </label>
      </div>
      {shown.length === 0 && <Empty>{say('coverage.none-found')}</Empty>}
      {shown.length > 0 && (
        <table className="st-table">
          <thead>
            <tr>
              {(['unit', 'state', 'liaison', 'deputy', 'receiver', 'acts'] as const).map(column => (
                <th key={column} scope="col">
                  {say(`coverage.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <CoverageRow
                key={row.unit.id}
                row={row}
                isWorst={index === 0}
                onFocus={() => setAt(index)}
                onAct={setAct}
              />
            ))}
          </tbody>
        </table>
      )}
      {act?.kind === 'appoint' && <AppointDialog unit={act.unit} posts={[act.post]} onClose={() => setAct(null)} />}
      {act?.kind === 'absent' && <AbsenceDialog person={act.person} onClose={() => setAct(null)} />}
    </>
  )
}

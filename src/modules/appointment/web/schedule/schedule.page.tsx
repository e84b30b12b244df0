import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { readSchedule } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import { UnitField } from '../unit-field.tsx'
import { mondayOf, otherWeek, type SessionView, thisWeek, together, weekOf } from './schedule.ts'
import { WeekGrid } from './week-grid.tsx'
import { scheduleWords } from './words.ts'
import '../appointment.css'
import './schedule.css'

const UUID = /^[0-9a-f-]{36}$/
const DAY = /^\d{4}-\d\d-\d\d$/

interface ScheduleSearch {
  readonly unit?: string
  readonly week?: string
  readonly session?: string
}

export const Route = createFileRoute('/_frame/schedule')({
  validateSearch: (search: Record<string, unknown>): ScheduleSearch => ({
    ...(typeof search['unit'] === 'string' && UUID.test(search['unit']) ? { unit: search['unit'] } : {}),
    ...(typeof search['week'] === 'string' && DAY.test(search['week']) ? { week: search['week'] } : {}),
    ...(typeof search['session'] === 'string' && UUID.test(search['session']) ? { session: search['session'] } : {}),
  }),
  component: SchedulePage,
})

const loadSession = () => import('./session.dialog.tsx')
const loadList = () => import('./list.dialog.tsx')

/** A week of a department: who sees patients, and where the places are (出诊日历, APT-01, APT-03); live. */
function SchedulePage() {
  const say = useWords(scheduleWords)
  const language = useLanguage()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const mayManage = useMay('appointment:manage')
  const mayImport = useMay('data-import:run')
  const unit = search.unit ?? null
  const monday = mondayOf(search.week ?? thisWeek())
  const { answer, problem, again } = useAnswer(
    readSchedule,
    { query: { unit: unit ?? '', from: monday } },
    { isOff: unit === null, live: { subject: 'appointment', id: null }, keepsPrevious: true },
  )
  // Places are told by their slot, and what is given out by its session.
  useLive('slot', null, () => unit !== null && again())
  useLive('session', null, () => unit !== null && again())
  const [given, setGiven] = useState<SessionView | 'new' | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const go = (next: ScheduleSearch) => void navigate({ search: next, replace: true })
  const of = (more: ScheduleSearch): ScheduleSearch => ({
    ...(unit === null ? {} : { unit }),
    ...(search.week === undefined ? {} : { week: search.week }),
    ...more,
  })
  const turn = (by: number) => go(of({ week: otherWeek(monday, by) }))
  useShortcut('j', say('week.next'), () => turn(1))
  useShortcut('k', say('week.previous'), () => turn(-1))
  useShortcut('c', say('add'), () => setGiven('new'), !mayManage || unit === null)
  const days = weekOf(monday)
  const sum = together(answer?.sessions ?? [])
  const week = () => {
    if (unit === null) return <Empty>{say('unit.first')}</Empty>
    if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
    return (
      <>
        {done !== null && <Notice tone="done">{say('list.done', { places: done })}</Notice>}
        {answer.sessions.length === 0 ? (
          <Empty>{say('week.empty')}</Empty>
        ) : (
          <WeekGrid
            days={days}
            sessions={answer.sessions}
            doctors={answer.doctors}
            chosen={search.session ?? null}
            onChosen={id => go(of({ session: id }))}
          />
        )}
      </>
    )
  }
  return (
    <>
      <Panes
        list={{
          label: say('week.label'),
          content: (
            <div className="d-form">
              <UnitField unit={unit} autoFocus onUnit={next => go(next === null ? {} : { unit: next })} />
              <p>
                <strong>
                  {say('week.span', { from: sayDay(days[0] ?? '', language), to: sayDay(days.at(-1) ?? '', language) })}
                </strong>
              </p>
              <div className="sc-head">
                <Button onClick={() => turn(-1)}>{say('week.previous')}</Button>
                <Button onClick={() => go(of({ week: thisWeek() }))}>{say('week.today')}</Button>
                <Button onClick={() => turn(1)}>{say('week.next')}</Button>
              </div>
              {sum.published > 0 && <p className="figures">{say('week.sum', { ...sum })}</p>}
              <p className="d-hint">{say('legend.words')}</p>
              {mayImport && (
                <Link to={'/imports' as '/'} className="sc-link">
                  {say('by-file')}
                </Link>
              )}
            </div>
          ),
        }}
        thread={{
          label: say('title'),
          head: (
            <div className="sc-head">
              <h1>{say('title')}</h1>
              {mayManage && unit !== null && (
                <Button type="primary" onClick={() => setGiven('new')}>
                  {say('add')}
                </Button>
              )}
            </div>
          ),
          content: week(),
        }}
      />
      {search.session !== undefined && given === null && (
        <Later load={loadSession}>
          {({ SessionDialog }) => (
            <SessionDialog
              id={search.session ?? ''}
              doctors={answer?.doctors ?? []}
              onPublish={setGiven}
              onClose={() => go(of({}))}
            />
          )}
        </Later>
      )}
      {given !== null && unit !== null && (
        <Later load={loadList}>
          {({ ListDialog }) => (
            <ListDialog
              unit={unit}
              day={days.find(one => one >= dayAt(houseNow())) ?? days[0] ?? ''}
              session={given === 'new' ? null : given}
              onDone={places => {
                setDone(places)
                setGiven(null)
                go(of({}))
              }}
              onClose={() => setGiven(null)}
            />
          )}
        </Later>
      )}
    </>
  )
}

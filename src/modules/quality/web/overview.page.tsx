import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { timeAt } from '#ui/hospital-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { COMPARED, readOverview } from '../contract.ts'
import type { Overview, Pressed } from './figure.ts'
import { FigureDrawer, Rows } from './figure.drawer.tsx'
import { LoadTable } from './load-table.tsx'
import { qualityWords, sayMinutes } from './words.ts'
import './quality.css'

type Compared = (typeof COMPARED)[number]

export const Route = createFileRoute('/_frame/overview')({
  validateSearch: (search: Record<string, unknown>): { readonly compare?: Compared } => {
    const compare = COMPARED.find(one => one === search['compare'])
    return compare ? { compare } : {}
  },
  component: OverviewPage,
})

const HoursChart = lazy(() => import('./charts.tsx').then(module => ({ default: module.HoursChart })))
const ReasonsChart = lazy(() => import('./charts.tsx').then(module => ({ default: module.ReasonsChart })))
/** A busy house changes many times a second; the numbers follow at most this often. */
const FOLLOW_MS = 2_000
/** Limits run out by the clock, which no change tells. */
const AGAIN_MS = 30_000
const WORST = 5

/** The centre today (总览): what is worst stands first, in words; every number opens its rows. */
function OverviewPage() {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const compare = Route.useSearch().compare ?? 'yesterday'
  const { answer, problem, again } = useAnswer(readOverview, { query: { compare } }, { keepsPrevious: true })
  const [pressed, setPressed] = useState<Pressed | null>(null)
  useFollowing(again)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={6} />
  return (
    <div className="qy-page">
      <div className="qy-head">
        <h1>
          {say('overview.title')} <span className="d-hint">{say('overview.at', { time: sayTime(answer.at) })}</span>
        </h1>
        <label className="d-beside">
          {say('overview.compare')}
          <select
            className="d-input"
            value={compare}
            onChange={event =>
              void navigate({ to: '/overview' as '/', search: { compare: event.target.value } as never, replace: true })
            }
          >
            {COMPARED.map(one => (
              <option key={one} value={one}>
                {say(`compare.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer.unsigned.length > 0 && (
        <Notice tone="soon">
          {say('overview.unsigned', { days: answer.unsigned.map(one => one.day.slice(5)).join('、') })}{' '}
          <Link to={'/reports' as '/'}>{say('overview.to-report')}</Link>
        </Notice>
      )}
      <Numbers view={answer} compare={compare} onPress={setPressed} />
      <div className="qy-two">
        <Promises view={answer} onPress={setPressed} />
        <Worst view={answer} />
      </div>
      <section>
        <h2>{say('overview.load')}</h2>
        <LoadTable load={answer.load} onPress={setPressed} />
      </section>
      <Bookings view={answer} onPress={setPressed} />
      <div className="qy-two">
        <Hours view={answer} onPress={setPressed} />
        <Reasons view={answer} onPress={setPressed} />
      </div>
      {pressed && <FigureDrawer pressed={pressed} onClose={() => setPressed(null)} />}
    </div>
  )
}

function useFollowing(again: () => void): void {
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useLive('ticket', null, () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      again()
    }, FOLLOW_MS)
  })
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), AGAIN_MS)
    return () => clearInterval(timer)
  })
  useEffect(() => () => clearTimeout(waiting.current), [])
}

interface PartProps {
  readonly view: Overview
  readonly onPress: (pressed: Pressed) => void
}

/** Bookings of today, each opening its rows. */
function Bookings({ view, onPress }: PartProps) {
  const say = useWords(qualityWords)
  return (
    <section>
      <h2>{say('overview.bookings')}</h2>
      <ul className="qy-numbers">
        {view.bookings.map(({ figure, name, formula, unit, cell }) => (
          <li key={figure}>
            <button
              type="button"
              title={formula}
              aria-label={say('open-rows', { name, value: `${cell.shown}${say(`unit.${unit}`)}` })}
              onClick={() => onPress({ figure })}
            >
              <span className="qy-name">{name}</span>
              <span className="qy-value figures">
                {cell.shown}
                <small>{say(`unit.${unit}`)}</small>
              </span>
            </button>
            <span className="d-hint figures">
              {cell.count} / {cell.of ?? 0}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Numbers({ view, compare, onPress }: PartProps & { readonly compare: Compared }) {
  const say = useWords(qualityWords)
  return (
    <ul className="qy-numbers">
      {view.numbers.map(({ figure, name, formula, unit, cell, before, target }) => (
        <li
          key={figure}
          data-tone={cell.reached === false || (figure === 'overdue' && cell.count > 0) ? 'late' : 'plain'}
        >
          <button
            type="button"
            title={formula}
            aria-label={say('open-rows', { name, value: `${cell.shown}${say(`unit.${unit}`)}` })}
            onClick={() => onPress({ figure })}
          >
            <span className="qy-name">{name}</span>
            <span className="qy-value figures">
              {cell.shown}
              <small>{say(`unit.${unit}`)}</small>
            </span>
          </button>
          {target && cell.value !== null && (
            <span className="qy-bar" aria-hidden="true">
              <span style={{ width: `${Math.min(100, cell.value)}%` }} />
              <i style={{ left: `${Math.min(100, target.value)}%` }} />
            </span>
          )}
          <span className="d-hint">
            {target && `${say('overview.target', { value: target.value })} · `}
            <button
              type="button"
              className="qy-link"
              onClick={() =>
                onPress(
                  view.before.reportId ? { figure, report: view.before.reportId } : { figure, day: view.before.day },
                )
              }
            >
              {say('overview.before', { label: say(`compare.${compare}`), value: before.shown })}
            </button>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Promises({ view, onPress }: PartProps) {
  const say = useWords(qualityWords)
  const { total, items } = view.promises
  return (
    <section>
      <h2>{say('overview.promises')}</h2>
      {items.length === 0 ? (
        <p className="d-hint">{say('overview.no-promises')}</p>
      ) : (
        <Rows head={{ kind: 'count', name: say('overview.promises') }} rows={items} />
      )}
      {total > items.length && (
        <button type="button" className="qy-link" onClick={() => onPress({ figure: 'promise-broken' })}>
          {say('overview.more-promises', { count: total })}
        </button>
      )}
    </section>
  )
}

function Worst({ view }: { readonly view: Overview }) {
  const say = useWords(qualityWords)
  const late = view.load.rows.filter(row => row.late > 0).slice(0, WORST)
  return (
    <section>
      <h2>{say('overview.worst')}</h2>
      {late.length === 0 && <p className="d-hint">{say('overview.no-worst')}</p>}
      <ul className="qy-worst">
        {late.map(row => (
          <li key={row.unit.id} className="d-notice" data-tone="late">
            {say('worst.line', { unit: row.unit.name, count: row.late, time: sayMinutes(row.longest, say) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Hours({ view, onPress }: PartProps) {
  const say = useWords(qualityWords)
  const names = [
    view.numbers.find(one => one.figure === 'opened')?.name ?? '',
    view.numbers.find(one => one.figure === 'closed')?.name ?? '',
  ] as const
  const press = (figure: string, hour: number) => onPress({ figure, by: 'hour', is: String(hour) })
  return (
    <section>
      <h2>{say('overview.hours')}</h2>
      <Suspense fallback={<div className="qy-chart-waiting" style={{ height: 220 }} />}>
        <HoursChart
          said={say('overview.hours-said')}
          hours={view.hours}
          until={Number(timeAt(Date.parse(view.at)).slice(0, 2))}
          names={names}
          onPress={press}
        />
      </Suspense>
      <details>
        <summary>{say('overview.as-table')}</summary>
        <table className="qy-table">
          <thead>
            <tr>
              <th scope="col">{say('hour')}</th>
              <th scope="col">{names[0]}</th>
              <th scope="col">{names[1]}</th>
            </tr>
          </thead>
          <tbody>
            {view.hours
              .filter(one => one.opened + one.closed > 0)
              .map(one => (
                <tr key={one.hour}>
                  <th scope="row">{say('hour.of', { hour: one.hour })}</th>
                  {(['opened', 'closed'] as const).map(figure => (
                    <td key={figure}>
                      <button type="button" className="qy-link figures" onClick={() => press(figure, one.hour)}>
                        {one[figure]}
                      </button>
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Reasons({ view, onPress }: PartProps) {
  const say = useWords(qualityWords)
  const press = (reason: string) => onPress({ figure: 'late', by: 'reason', is: reason })
  if (view.reasons.length === 0)
    return (
      <section>
        <h2>{say('overview.reasons')}</h2>
        <Empty>{say('overview.no-reasons')}</Empty>
      </section>
    )
  return (
    <section>
      <h2>{say('overview.reasons')}</h2>
      <Suspense fallback={<div className="qy-chart-waiting" style={{ height: 120 }} />}>
        <ReasonsChart said={say('overview.reasons-said')} reasons={view.reasons} onPress={press} />
      </Suspense>
      <details>
        <summary>{say('overview.as-table')}</summary>
        <table className="qy-table">
          <thead>
            <tr>
              <th scope="col">{say('reason')}</th>
              <th scope="col">{say('count')}</th>
            </tr>
          </thead>
          <tbody>
            {view.reasons.map(one => (
              <tr key={one.reason}>
                <th scope="row">{one.label}</th>
                <td>
                  <button type="button" className="qy-link figures" onClick={() => press(one.reason)}>
                    {one.count}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

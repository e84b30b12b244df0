import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { ticketEffort } from '../contract.ts'
import { MonthField, thisMonth } from './month-field.tsx'
import { ticketWords } from './words.ts'
import './ticket.css'

export const Route = createFileRoute('/_frame/ticket-effort')({ component: EffortPage })

type Effort = Answer<typeof ticketEffort>

/** Trips, contacts and minutes of a month (跑腿次数、协调成本, TKT-17), each figure with the matters behind it. */
function EffortPage() {
  const say = useWords(ticketWords)
  const [month, setMonth] = useState(thisMonth)
  const { answer, problem, again } = useAnswer(ticketEffort, { query: { month } }, { keepsPrevious: true })
  return (
    <div className="tk-board">
      <h1>{say('effort.title')}</h1>
      <p className="d-hint">{say('effort.lead')}</p>
      <div className="tk-board-filter">
        <MonthField label={say('effort.month')} value={month} onMonth={setMonth} />
      </div>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={4} />}
      {answer && <Figures effort={answer} />}
      {answer?.rows.length === 0 && <Empty>{say('effort.none')}</Empty>}
      {answer && answer.rows.length > 0 && <Rows effort={answer} />}
    </div>
  )
}

function Figures({ effort }: { readonly effort: Effort }) {
  const say = useWords(ticketWords)
  const { mean, reopened } = effort
  const figures = [
    [say('effort.trips-made'), mean.tripsMade],
    [say('effort.trips-avoided'), mean.tripsAvoided],
    [say('effort.contacts'), mean.contacts],
    [say('effort.minutes'), mean.minutes],
  ] as const
  return (
    <dl className="tk-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="figures">{value ?? '—'}</dd>
        </div>
      ))}
      <div>
        <dt>{say('effort.reopened')}</dt>
        <dd className="figures">
          {reopened.percent === null ? '—' : say('effort.percent', { percent: reopened.percent })}{' '}
          <span className="d-hint">
            {say('effort.reopened-of', { reopened: reopened.reopened, closed: reopened.closed })}
          </span>
        </dd>
      </div>
    </dl>
  )
}

const COLUMNS = ['number', 'closed', 'departments', 'made', 'avoided', 'contact', 'used'] as const

function Rows({ effort }: { readonly effort: Effort }) {
  const say = useWords(ticketWords)
  const navigate = useNavigate()
  return (
    <table className="tk-table">
      <thead>
        <tr>
          {COLUMNS.map(column => (
            <th key={column} scope="col">
              {say(`effort.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {effort.rows.map(row => (
          <tr key={row.id}>
            <td>
              <button
                type="button"
                className="tk-link figures"
                onClick={() => void navigate({ to: '/', search: { matter: row.id } })}
              >
                {row.number}
              </button>
            </td>
            <td className="figures">{sayTime(row.closedAt, 'both')}</td>
            {([row.departments, row.tripsMade, row.tripsAvoided, row.contacts, row.minutes] as const).map(
              (value, index) => (
                // The columns never change their order.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={index} className="figures">
                  {value ?? '—'}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

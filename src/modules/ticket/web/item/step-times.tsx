import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { readStepRows, readStepTimes } from '../../contract.ts'
import { itemWords } from './words.ts'

/** How long each step takes (步骤用时): half and nine of ten within; a count opens the rows behind it. */
export function StepTimes({ code }: { readonly code: string }) {
  const say = useWords(itemWords)
  const took = useTook()
  const { answer, problem, again } = useAnswer(readStepTimes, { params: { code }, query: {} })
  const [opened, setOpened] = useState<string | null>(null)
  const steps = answer?.steps.filter(step => step.count > 0) ?? []
  return (
    <section className="tk-item-part">
      <h2>{say('times')}</h2>
      <p className="d-hint">{say('times.lead')}</p>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={3} />}
      {answer && steps.length === 0 && <p className="d-hint">{say('times.none')}</p>}
      {steps.length > 0 && (
        <table className="tk-table">
          <thead>
            <tr>
              <th scope="col">{say('step')}</th>
              <th scope="col">{say('times.count')}</th>
              <th scope="col">{say('times.median')}</th>
              <th scope="col">{say('times.p90')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(step => (
              <tr key={step.key}>
                <th scope="row">{step.name}</th>
                <td>
                  <button
                    type="button"
                    className="tk-link figures"
                    aria-expanded={opened === step.key}
                    aria-label={`${step.name} ${say('times.count')} ${step.count}`}
                    onClick={() => setOpened(opened === step.key ? null : step.key)}
                  >
                    {step.count}
                  </button>
                </td>
                <td className="figures">{step.median !== null && took(step.median)}</td>
                <td className="figures">{step.p90 !== null && took(step.p90)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {opened && <Rows code={code} step={opened} name={steps.find(one => one.key === opened)?.name ?? opened} />}
    </section>
  )
}

function Rows({ code, step, name }: { readonly code: string; readonly step: string; readonly name: string }) {
  const say = useWords(itemWords)
  const took = useTook()
  const { answer, problem, again } = useAnswer(readStepRows, { params: { code, step }, query: {} })
  return (
    <>
      <h3>{say('times.rows', { step: name })}</h3>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={3} />}
      <ul className="tk-diff">
        {answer?.items.map(row => (
          <li key={`${row.ticketId} ${row.at}`}>
            <Link to="/" search={{ matter: row.ticketId }} className="figures">
              {row.number}
            </Link>{' '}
            <span className="figures">{took(row.seconds)}</span>
            <span className="d-hint">
              {' '}
              {row.by?.name} · {sayTime(row.at, 'both')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function useTook(): (seconds: number) => string {
  const say = useWords(itemWords)
  return seconds => {
    if (seconds < 60) return say('times.seconds', { seconds })
    const minutes = Math.round(seconds / 60)
    return minutes < 60
      ? say('times.minutes', { minutes })
      : say('times.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  }
}

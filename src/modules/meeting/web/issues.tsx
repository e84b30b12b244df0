import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { listIssues } from '../contract.ts'
import type { IssueAsking } from './issue.dialogs.tsx'
import { meetingWords } from './words.ts'

export const VIEWS = ['open', 'overdue', 'closed'] as const
export type IssueView = (typeof VIEWS)[number]
export type Issue = Answer<typeof listIssues>['items'][number]

const loadDialogs = () => import('./issue.dialogs.tsx')

interface IssuesProps {
  readonly view: IssueView
  readonly chosen: string | null
  readonly onView: (view: IssueView) => void
  readonly onChoose: (id: string) => void
}

/** Cross-department issues (协调事项), the next due first, and the one that is open beside them. */
export function Issues({ view, chosen, onView, onChoose }: IssuesProps) {
  const say = useWords(meetingWords)
  const mayRaise = useMay('coordination:write')
  const [asking, ask] = useState<IssueAsking | null>(null)
  const { answer, problem, again } = useAnswer(
    listIssues,
    { query: { view } },
    { live: { subject: 'coordination', id: null }, keepsPrevious: true },
  )
  const issue = answer?.items.find(one => one.id === chosen) ?? answer?.items[0] ?? null
  return (
    <>
      <div className="me-head">
        <div className="d-tabs" role="group" aria-label={say('views')}>
          {VIEWS.map(one => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
              {say(`view.${one}`)}
            </button>
          ))}
        </div>
        {mayRaise && (
          <Button type="primary" onClick={() => ask({ kind: 'raise' })}>
            {say('issue.raise')}
          </Button>
        )}
      </div>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={4} />}
      {answer?.items.length === 0 && <Empty>{say(`issue.none-${view}`)}</Empty>}
      {answer && issue && (
        <div className="me-two">
          <ul className="me-list" aria-label={say('issue.list')}>
            {answer.items.map(one => (
              <li key={one.id}>
                <button
                  type="button"
                  className="me-card"
                  aria-current={one.id === issue.id}
                  onClick={() => onChoose(one.id)}
                >
                  <strong>{one.title}</strong>
                  <Tags issue={one} />
                  <span className="d-hint">{one.units.map(unit => unit.name).join(say('and'))}</span>
                </button>
              </li>
            ))}
          </ul>
          <Detail key={issue.id} issue={issue} ask={ask} />
        </div>
      )}
      {asking && (
        <Later load={loadDialogs}>
          {({ IssueDialogs }) => <IssueDialogs asking={asking} onClose={() => ask(null)} onRaised={onChoose} />}
        </Later>
      )}
    </>
  )
}

/** How it stands, in words. */
function Tags({ issue }: { readonly issue: Issue }) {
  const say = useWords(meetingWords)
  const isLate = issue.overdue
  return (
    <span className="me-line">
      <span className="d-tag" data-tone={issue.status === 'done' ? 'done' : undefined}>
        {issue.status === 'open'
          ? say('issue.due', { time: sayTime(issue.dueAt, 'both') })
          : say(`issue.status-${issue.status}`)}
      </span>
      {isLate && (
        <span className="d-tag" data-tone="late">
          {say('issue.overdue')}
        </span>
      )}
      {issue.level > 0 && (
        <span className="d-tag" data-tone="late">
          {say(issue.level === 1 ? 'issue.level-1' : 'issue.level-2')}
        </span>
      )}
    </span>
  )
}

function Detail({ issue, ask }: { readonly issue: Issue; readonly ask: (asking: IssueAsking) => void }) {
  const say = useWords(meetingWords)
  return (
    <section className="me-issue" aria-label={say('issue.detail')}>
      <div>
        <p className="d-hint figures">{issue.number}</p>
        <h2>{issue.title}</h2>
      </div>
      <Tags issue={issue} />
      <p className="me-words">{issue.description}</p>
      <p>
        <span className="d-hint">{say('issue.units')} </span>
        {issue.units.map(unit => unit.name).join(say('and'))}
      </p>
      <p className="d-hint">{say('issue.by', { name: issue.raisedBy.name, time: sayTime(issue.raisedAt, 'both') })}</p>
      <h3>{say('issue.steps')}</h3>
      {issue.steps.length === 0 && <p className="d-hint">{say('issue.no-steps')}</p>}
      <ul className="me-steps">
        {issue.steps.map(step => (
          <li key={step.id}>
            <div className="me-line">
              <span>{step.text}</span>
              {step.overdue && (
                <span className="d-tag" data-tone="late">
                  {say('step.overdue')}
                </span>
              )}
              {step.doneAt && (
                <span className="d-tag" data-tone="done">
                  {say('step.done', { time: sayTime(step.doneAt, 'both') })}
                </span>
              )}
              {step.mayFinish && (
                <Button size="small" onClick={() => ask({ kind: 'finish', issue, step })}>
                  {say('step.finish')}
                </Button>
              )}
            </div>
            <p className="d-hint">
              {say('step.due', { name: step.person.name, time: sayTime(step.dueAt, 'both') })}
              {step.note && ` · ${step.note}`}
            </p>
          </li>
        ))}
      </ul>
      {issue.outcome && (
        <p className="me-words">
          <span className="d-hint">{say('issue.outcome')} </span>
          {issue.outcome}
        </p>
      )}
      <div className="me-line">
        {issue.mayAgree && <Button onClick={() => ask({ kind: 'step', issue })}>{say('step.add')}</Button>}
        {issue.mayClose && <Button onClick={() => ask({ kind: 'move', issue })}>{say('issue.move')}</Button>}
        {issue.mayClose && <Button onClick={() => ask({ kind: 'close', issue })}>{say('issue.close')}</Button>}
      </div>
    </section>
  )
}

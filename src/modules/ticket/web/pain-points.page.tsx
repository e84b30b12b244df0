import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Later } from '#ui/desk/later.tsx'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { listPainPoints } from '../contract.ts'
import { MonthField, thisMonth } from './month-field.tsx'
import { ticketWords } from './words.ts'
import './ticket.css'

export const Route = createFileRoute('/_frame/pain-points')({ component: PainPointsPage })

export type PainPoint = Answer<typeof listPainPoints>['items'][number]
type View = Answer<typeof listPainPoints>
type Dialog = { readonly kind: 'file' } | { readonly kind: 'answer'; readonly point: PainPoint }

const loadDialogs = () => import('./pain-points/pain-point-dialogs.tsx')

/** What departments report each month (科室服务痛点, TKT-15), and which have reported nothing. */
function PainPointsPage() {
  const say = useWords(ticketWords)
  const [month, setMonth] = useState(thisMonth)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { answer, problem, again } = useAnswer(
    listPainPoints,
    { query: { month } },
    { live: { subject: 'pain-point', id: null }, keepsPrevious: true },
  )
  return (
    <div className="tk-board">
      <div className="tk-board-head">
        <h1>{say('pain.title')}</h1>
        {answer && answer.mine.length > 0 && (
          <Button type="primary" onClick={() => setDialog({ kind: 'file' })}>
            {say('pain.file')}
          </Button>
        )}
      </div>
      <p className="d-hint">{say('pain.lead')}</p>
      <div className="tk-board-filter">
        <MonthField label={say('pain.month')} value={month} onMonth={setMonth} />
      </div>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={4} />}
      {answer && <Without view={answer} />}
      {answer?.items.length === 0 && <Empty>{say('pain.none')}</Empty>}
      <ul className="tk-pain">
        {answer?.items.map(point => (
          <PointRow
            key={point.id}
            point={point}
            onAnswer={
              answer.mayAnswer && (point.status === 'filed' || point.status === 'taken-up')
                ? () => setDialog({ kind: 'answer', point })
                : null
            }
          />
        ))}
      </ul>
      {dialog && (
        <Later load={loadDialogs}>
          {({ FileDialog, AnswerDialog }) =>
            dialog.kind === 'file' ? (
              <FileDialog units={answer?.mine ?? []} onClose={() => setDialog(null)} />
            ) : (
              <AnswerDialog point={dialog.point} onClose={() => setDialog(null)} />
            )
          }
        </Later>
      )}
    </div>
  )
}

function Without({ view }: { readonly view: View }) {
  const say = useWords(ticketWords)
  if (view.without.length === 0) return <Notice tone="done">{say('pain.without-none')}</Notice>
  return (
    <Notice tone="soon">
      <p>
        <strong>{say('pain.without', { count: view.without.length })}</strong>
      </p>
      <p>
        {view.without
          .map(({ unit, liaison }) => (liaison ? `${unit.name}（${liaison.name}）` : unit.name))
          .join(say('list.and'))}
      </p>
    </Notice>
  )
}

function PointRow({ point, onAnswer }: { readonly point: PainPoint; readonly onAnswer: (() => void) | null }) {
  const say = useWords(ticketWords)
  return (
    <li>
      <div className="tk-part-line">
        <strong>{point.unit.name}</strong>
        <span className="d-tag">{say(`pain.${point.frequency}`)}</span>
        <span className="d-tag" data-tone={point.status === 'solved' ? 'done' : undefined}>
          {say(`pain.${point.status}`)}
        </span>
        {onAnswer && (
          <Button size="small" className="tk-part-menu" onClick={onAnswer}>
            {say('pain.answer')}
          </Button>
        )}
      </div>
      <p>
        <strong>{point.issue}</strong>
      </p>
      <p>{say('pain.effect-is', { effect: point.effect })}</p>
      {point.proposal && <p>{say('pain.proposal-is', { proposal: point.proposal })}</p>}
      {point.answer && <p className="tk-quoted">{say('pain.answer-is', { answer: point.answer })}</p>}
      <p className="d-hint">{say('pain.by', { name: point.filedBy.name, time: sayTime(point.filedAt, 'both') })}</p>
    </li>
  )
}

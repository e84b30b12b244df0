import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ReasonDialog } from '#modules/staff/web/reason.dialog.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { listDuplicates, listMerges, undoMerge } from '../contract.ts'
import { Pair } from './pair.tsx'
import { usePatientAct } from './patient.ts'
import { patientWords } from './words.ts'
import './patient.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/patient-duplicates')({
  validateSearch: (search: Record<string, unknown>): { patient?: string } =>
    typeof search['patient'] === 'string' && UUID.test(search['patient']) ? { patient: search['patient'] } : {},
  component: DuplicatesPage,
})

/** Pairs that may be one person, side by side, and what was merged lately (疑似重复与合并, PAT-01). */
function DuplicatesPage() {
  const say = useWords(patientWords)
  const { patient } = Route.useSearch()
  const [pages, setPages] = useState<readonly string[]>([])
  return (
    <div className="pt-page">
      <Link to="/patients">{say('page.back')}</Link>
      <h1>{say('duplicates.title')}</h1>
      <p className="d-hint">{say('duplicates.hint')}</p>
      <Pairs
        patient={patient}
        after={undefined}
        isFirst
        onMore={next => setPages([next])}
        isLast={pages.length === 0}
      />
      {pages.map((after, i) => (
        <Pairs
          key={after}
          patient={patient}
          after={after}
          isLast={i === pages.length - 1}
          onMore={next => setPages([...pages, next])}
        />
      ))}
      <Merges />
    </div>
  )
}

interface PairsProps {
  readonly patient: string | undefined
  readonly after: string | undefined
  readonly isFirst?: boolean
  readonly isLast: boolean
  readonly onMore: (next: string) => void
}

/** One page of pairs. */
function Pairs({ patient, after, isFirst = false, isLast, onMore }: PairsProps) {
  const say = useWords(patientWords)
  const query = { ...(patient !== undefined && { patient }), ...(after !== undefined && { after }) }
  const { answer, problem, again } = useAnswer(
    listDuplicates,
    { query },
    { live: { subject: 'patient-duplicate', id: null } },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const { next } = answer
  return (
    <>
      {isFirst && answer.items.length === 0 && <Empty>{say('duplicates.empty')}</Empty>}
      {answer.items.map(pair => (
        <Pair key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
      ))}
      {isLast && next !== null && <Button onClick={() => onMore(next)}>{say('duplicates.more')}</Button>}
    </>
  )
}

function Merges() {
  const say = useWords(patientWords)
  const { answer, problem, again } = useAnswer(listMerges, { query: {} })
  const [undoing, setUndoing] = useState<string | null>(null)
  const sender = usePatientAct(undoMerge, () => setUndoing(null))
  return (
    <section className="pt-section" aria-label={say('merges.title')}>
      <h2>{say('merges.title')}</h2>
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />)}
      {answer?.items.length === 0 && <Empty>{say('merges.empty')}</Empty>}
      <ul className="pt-list">
        {answer?.items.map(merge => (
          <li key={merge.id}>
            <span>
              <Link to="/patients/$id" params={{ id: merge.survivor.id }}>
                {say('merges.line', { loser: merge.loser.nameMasked, survivor: merge.survivor.nameMasked })}
              </Link>
              <br />
              <span className="d-hint">
                {sayTime(merge.mergedAt, 'both')} · {say('merges.reason', { reason: merge.reason })}
              </span>
            </span>
            {merge.undoneAt ? (
              <span className="d-hint">{say('merges.undone')}</span>
            ) : (
              <Button size="small" onClick={() => setUndoing(merge.id)}>
                {say('undo.act')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <ReasonDialog
          title={say('undo.title')}
          after={say('undo.then')}
          sender={sender}
          sendLabel={say('undo.act')}
          isGrave
          onSend={reason => void sender.send({ params: { id: undoing }, body: { reason } })}
          onClose={() => setUndoing(null)}
        />
      )}
    </section>
  )
}

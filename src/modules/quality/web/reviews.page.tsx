import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { listReviews } from '../contract.ts'
import { Actions } from './actions.tsx'
import { CallDialog } from './call-review.dialog.tsx'
import { ReviewView } from './review-view.tsx'
import { qualityWords } from './words.ts'
import './quality.css'

export const Route = createFileRoute('/_frame/reviews')({
  validateSearch: (search: Record<string, unknown>): { readonly review?: string } =>
    typeof search['review'] === 'string' ? { review: search['review'] } : {},
  component: ReviewsPage,
})

type Row = Answer<typeof listReviews>['items'][number]

/** Monthly service reviews (月度服务复盘会, TKT-16): what was decided, and what of it is open. */
function ReviewsPage() {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const { review } = Route.useSearch()
  const mayCall = useMay('review:write')
  const [isCalling, setCalling] = useState(false)
  const { answer, problem, again } = useAnswer(listReviews, {}, { live: { subject: 'review', id: null } })
  const open = (id: string) => void navigate({ to: '/reviews' as '/', search: { review: id } as never })
  return (
    <div className="qy-split">
      <div className="qy-side">
        <h1>{say('reviews.title')}</h1>
        {mayCall && (
          <Button type="primary" onClick={() => setCalling(true)}>
            {say('reviews.call')}
          </Button>
        )}
        {problem && <Failure problem={problem} onRetry={again} />}
        {!answer && !problem && <RowsLoading rows={4} />}
        {answer?.items.length === 0 && <Empty>{say('reviews.empty')}</Empty>}
        <div className="qy-cards qy-worst">
          {answer?.items.map(row => (
            <Card key={row.id} row={row} isOpen={row.id === review} onOpen={() => open(row.id)} />
          ))}
        </div>
      </div>
      {review ? (
        <ReviewView key={review} id={review} onChanged={again} />
      ) : (
        <div className="qy-report">
          <p className="d-hint">{say('reviews.choose')}</p>
          {answer && (
            <section>
              <h2>{say('reviews.open-actions')}</h2>
              <Actions actions={answer.open} none={say('reviews.no-actions')} onDone={again} />
            </section>
          )}
        </div>
      )}
      {isCalling && (
        <CallDialog
          onClose={() => setCalling(false)}
          onCalled={id => {
            again()
            open(id)
          }}
        />
      )}
    </div>
  )
}

function Card({ row, isOpen, onOpen }: { readonly row: Row; readonly isOpen: boolean; readonly onOpen: () => void }) {
  const say = useWords(qualityWords)
  return (
    <button type="button" className="qy-card" aria-current={isOpen} onClick={onOpen}>
      <span>
        <strong className="figures">{row.month}</strong>
        {row.closedAt && (
          <span className="d-tag" data-tone="done">
            {say('review.closed')}
          </span>
        )}
      </span>
      <span className="d-hint">
        {sayTime(row.startsAt, 'both')} · {row.place}
      </span>
      <span className="d-hint">
        {say('review.line', { present: row.present, invited: row.invited, actions: row.actions })}
      </span>
    </button>
  )
}

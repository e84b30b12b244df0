import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Glow } from '#ui/desk/glow.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { contentStillHolds, openContent, submitContent, takeBackContent } from '../../contract.ts'
import { Words } from '../published.tsx'
import { EditDialog } from './edit.dialog.tsx'
import { ApproveDialog, OwnerDialog, ReturnDialog, WithdrawDialog } from './review-dialogs.tsx'
import { StateMark } from './state-mark.tsx'
import { Versions } from './versions.tsx'
import { contentWords } from './words.ts'

export type Item = Answer<typeof openContent>
type Asking = 'edit' | 'approve' | 'return' | 'withdraw' | 'owner'

/** One item: where it stands, what may be done next, its words and its versions. */
export function ContentItem({ id }: { readonly id: string }) {
  const { answer, problem, again } = useAnswer(openContent, { params: { id } }, { live: { subject: 'knowledge', id } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <Glow version={answer.version}>
      <Whole item={answer} onChanged={again} />
    </Glow>
  )
}

function Whole({ item, onChanged }: { readonly item: Item; readonly onChanged: () => void }) {
  const say = useWords(contentWords)
  const [asking, ask] = useState<Asking | null>(null)
  const [newest] = item.versions
  const isWorking = item.state === 'draft' || item.state === 'review'
  return (
    <article className="kn-item">
      <div className="kn-head">
        <h1>{item.title}</h1>
        <StateMark state={item.state} />
      </div>
      {item.isDue && <Notice tone="late">{say('due')}</Notice>}
      {newest?.note && newest.state === 'draft' && (
        <Notice tone="soon">{say('version.note', { note: newest.note })}</Notice>
      )}
      <Acts item={item} onAsk={ask} onChanged={onChanged} />
      <dl className="d-facts">
        <dt>{say('new.kind')}</dt>
        <dd>
          {say(`kind.${item.kind}`)} · {say(`audience.${item.audience}`)}
        </dd>
        <dt>{say('owner')}</dt>
        <dd>{item.owner.name}</dd>
        <dt>{say('unit')}</dt>
        <dd>{item.unit?.name ?? say('new.no-unit')}</dd>
        <dt>{say('next-review')}</dt>
        <dd className="figures">{item.nextReviewOn ?? '—'}</dd>
      </dl>
      <section>
        <h2 className="kn-title">{say(isWorking ? 'preview.new' : 'preview.last')}</h2>
        <Words item={{ ...item, ...previewOf(item) }} />
      </section>
      <Versions item={item} />
      {asking === 'edit' && <EditDialog item={item} onClose={() => ask(null)} />}
      {asking === 'approve' && <ApproveDialog item={item} onClose={() => ask(null)} />}
      {asking === 'return' && <ReturnDialog item={item} onClose={() => ask(null)} />}
      {asking === 'withdraw' && <WithdrawDialog item={item} onClose={() => ask(null)} />}
      {asking === 'owner' && <OwnerDialog item={item} onClose={() => ask(null)} />}
    </article>
  )
}

/** The words as readers will see them, without what only a published version has. */
const previewOf = (item: Item) => ({
  revisionId: item.shownId,
  number: item.versions[0]?.number ?? 1,
  publishedAt: item.changedAt,
  subjectId: item.subject?.id ?? null,
  places: [],
  answering: [],
  minutes: null,
})

interface ActsProps {
  readonly item: Item
  readonly onAsk: (asking: Asking) => void
  readonly onChanged: () => void
}

/** What this person may do next, the likeliest first. */
function Acts({ item, onAsk, onChanged }: ActsProps) {
  const say = useWords(contentWords)
  const submitting = useSend(submitContent, onChanged)
  const takingBack = useSend(takeBackContent, onChanged)
  const holding = useSend(contentStillHolds, onChanged)
  const sent = { params: { id: item.id }, body: { version: item.version } }
  const { state, mayWrite } = item
  const maySeeStaff = useMay('staff:read')
  return (
    <>
      <div className="kn-acts">
        {item.mayReview && (
          <>
            <Button type="primary" onClick={() => onAsk('approve')}>
              {say('act.approve')}
            </Button>
            <Button onClick={() => onAsk('return')}>{say('act.return')}</Button>
          </>
        )}
        {mayWrite && state === 'draft' && (
          <Button type="primary" loading={submitting.isSending} onClick={() => void submitting.send(sent)}>
            {say('act.submit')}
          </Button>
        )}
        {mayWrite && state === 'review' && (
          <Button loading={takingBack.isSending} onClick={() => void takingBack.send(sent)}>
            {say('act.take-back')}
          </Button>
        )}
        {mayWrite && item.isDue && (
          <Button type="primary" loading={holding.isSending} onClick={() => void holding.send(sent)}>
            {say('act.still-holds')}
          </Button>
        )}
        {mayWrite && state !== 'review' && <Button onClick={() => onAsk('edit')}>{say('act.edit')}</Button>}
        {mayWrite && maySeeStaff && <Button onClick={() => onAsk('owner')}>{say('act.owner')}</Button>}
        {item.mayWithdraw && (
          <Button danger onClick={() => onAsk('withdraw')}>
            {say('act.withdraw')}
          </Button>
        )}
      </div>
      <Refused problem={submitting.problem ?? takingBack.problem ?? holding.problem} />
    </>
  )
}

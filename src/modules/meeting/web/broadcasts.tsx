import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { staffWords } from '#modules/staff/web/words.ts'
import { Later } from '#ui/desk/later.tsx'
import { Empty, Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { listBroadcasts, myAlerts, readBroadcast } from '../contract.ts'
import { meetingWords } from './words.ts'

export type Broadcast = Answer<typeof listBroadcasts>['items'][number]
type Dialog = { readonly kind: 'send' } | { readonly kind: 'receipts'; readonly broadcast: Broadcast }

const loadDialogs = () => import('./broadcast.dialogs.tsx')

/** What staff are told (内部通知), the newest first; for those who send, who has read it. */
export function Broadcasts() {
  const say = useWords(meetingWords)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { answer, problem, again } = useAnswer(listBroadcasts, {}, { live: { subject: 'broadcast', id: null } })
  return (
    <>
      {answer?.maySend && (
        <div className="me-head">
          <span />
          <Button type="primary" onClick={() => setDialog({ kind: 'send' })}>
            {say('broadcast.send')}
          </Button>
        </div>
      )}
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={4} />}
      {answer?.items.length === 0 && <Empty>{say('broadcast.none')}</Empty>}
      <ul className="me-list">
        {answer?.items.map(one => (
          <BroadcastRow
            key={one.id}
            broadcast={one}
            onReceipts={() => setDialog({ kind: 'receipts', broadcast: one })}
          />
        ))}
      </ul>
      {dialog && (
        <Later load={loadDialogs}>
          {({ SendDialog, ReceiptsDialog }) =>
            dialog.kind === 'send' ? (
              <SendDialog onClose={() => setDialog(null)} />
            ) : (
              <ReceiptsDialog broadcast={dialog.broadcast} onClose={() => setDialog(null)} />
            )
          }
        </Later>
      )}
    </>
  )
}

function BroadcastRow({ broadcast, onReceipts }: { readonly broadcast: Broadcast; readonly onReceipts: () => void }) {
  const say = useWords(meetingWords)
  const queries = useQueryClient()
  const to = useAudience(broadcast)
  const sender = useSend(readBroadcast, () => {
    for (const { id } of [listBroadcasts, myAlerts]) void queries.invalidateQueries({ queryKey: [id] })
  })
  const isUnread = broadcast.isMine && broadcast.readAt === null
  return (
    <li className="me-card" data-unread={isUnread ? '' : undefined}>
      <div className="me-line">
        <strong>{broadcast.title}</strong>
        {isUnread && (
          <span className="d-tag" data-tone="soon">
            {say('broadcast.unread')}
          </span>
        )}
      </div>
      <p className="me-words">{broadcast.body}</p>
      <p className="d-hint">
        {say('broadcast.by', { name: broadcast.sentBy.name, time: sayTime(broadcast.sentAt, 'both'), to })}
        {broadcast.readAt && ` · ${say('broadcast.read-at', { time: sayTime(broadcast.readAt, 'both') })}`}
      </p>
      <div className="me-line">
        {isUnread && (
          <Button
            loading={sender.isSending}
            onClick={() => void sender.send({ params: { id: broadcast.id }, body: {} })}
          >
            {say('broadcast.read')}
          </Button>
        )}
        {broadcast.people !== null && (
          <Button type="link" onClick={onReceipts}>
            {say('broadcast.receipts', { read: broadcast.read ?? 0, people: broadcast.people })}
          </Button>
        )}
      </div>
      <Refused problem={sender.problem} />
    </li>
  )
}

/** To whom it went, in words. */
export function useAudience({ audience, unit, post }: Broadcast): string {
  const say = useWords(meetingWords)
  const sayStaff = useWords(staffWords)
  if (audience === 'unit') return say('broadcast.to-unit', { unit: unit?.name ?? '' })
  if (audience === 'post') return say('broadcast.to-post', { post: sayStaff(`post.${post}` as 'post.liaison') })
  return say('broadcast.to-all')
}

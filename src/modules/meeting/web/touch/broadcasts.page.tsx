import type { Answer } from '#kernel/endpoint.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Empty, Failure, Loading, Refused } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { listBroadcasts, myAlerts, readBroadcast } from '../../contract.ts'
import { meetingWords } from '../words.ts'

type Broadcast = Answer<typeof listBroadcasts>['items'][number]

/** Broadcasts on a liaison's phone (内部通知, COM-06); one tap says that it was read. */
export function BroadcastsPage({ onBack }: { readonly onBack: () => void }) {
  const say = useWords(meetingWords)
  const { answer, problem, again } = useAnswer(listBroadcasts, {}, { live: { subject: 'broadcast', id: null } })
  const mine = answer?.items.filter(one => one.isMine) ?? []
  return (
    <Page
      brand={say('phone.brand')}
      title={say('phone.title')}
      tools={
        <Button kind="quiet" onPress={onBack}>
          {say('phone.back')}
        </Button>
      }
    >
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {answer && mine.length === 0 && <Empty>{say('phone.none')}</Empty>}
      <div className="t-cards" role="list">
        {mine.map(one => (
          <BroadcastCard key={one.id} broadcast={one} onRead={again} />
        ))}
      </div>
    </Page>
  )
}

function BroadcastCard({ broadcast, onRead }: { readonly broadcast: Broadcast; readonly onRead: () => void }) {
  const say = useWords(meetingWords)
  const { send, isSending, problem } = useSend(readBroadcast, onRead)
  const isUnread = broadcast.readAt === null
  return (
    <div role="listitem">
      <Card title={broadcast.title} tone={isUnread ? 'soon' : 'plain'}>
        <p className="t-text">{broadcast.body}</p>
        <p className="t-line">
          {broadcast.sentBy.name} {sayWhen(broadcast.sentAt)}
          {broadcast.readAt && ` · ${say('broadcast.read-at', { time: sayWhen(broadcast.readAt) })}`}
        </p>
        {isUnread && (
          <ActRow>
            <Button kind="main" isBusy={isSending} onPress={() => send({ params: { id: broadcast.id }, body: {} })}>
              {say('phone.read')}
            </Button>
          </ActRow>
        )}
        <Refused problem={problem} />
      </Card>
    </div>
  )
}

/** The way to the broadcasts, with how many were not read. */
export function BroadcastsButton({ onOpen }: { readonly onOpen: () => void }) {
  const say = useWords(meetingWords)
  const { answer } = useAnswer(myAlerts, {}, { live: { subject: 'broadcast', id: null } })
  const count = answer?.broadcasts.length ?? 0
  return <Button onPress={onOpen}>{count > 0 ? say('phone.open-count', { count }) : say('phone.open')}</Button>
}

import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { LogFacts } from '#ui/desk/log.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { openMessage } from '../contract.ts'
import { StateTag } from './message-list.tsx'
import { ReplayDialog } from './replay.dialog.tsx'
import { fieldName, messageWords, sayMoment } from './words.ts'

type Opened = Answer<typeof openMessage>

/** One message (消息明细): what became of it, what it says, what it was answered. */
export function MessageDetail({ id, onMessage }: { readonly id: string; readonly onMessage: (id: string) => void }) {
  const say = useWords(messageWords)
  const { answer, problem, again, put } = useAnswer(openMessage, { params: { id } })
  const [isReplaying, setReplaying] = useState(false)
  useShortcut('r', say('replay.act'), () => setReplaying(true), !answer?.canReplay)
  if (problem && !answer) return <Failure problem={problem} onRetry={again} />
  if (!answer) return <RowsLoading rows={6} />
  return (
    <article className="d-log-one io-message">
      <header className="d-log-head">
        <h1>
          {[answer.type, answer.trigger].filter(Boolean).join('^') || '–'} <StateTag state={answer.state} />
        </h1>
        {answer.canReplay && (
          <Button
            type={answer.state === 'refused' ? 'default' : 'primary'}
            onClick={() => setReplaying(true)}
            aria-keyshortcuts="R"
          >
            {say('replay.act')}
          </Button>
        )}
      </header>
      <Outcome message={answer} onMessage={onMessage} />
      <Facts message={answer} />
      <Segments title={say('message.content')} segments={answer.segments} empty={say('message.unreadable')} />
      <Segments title={say('message.answer')} segments={answer.answer} empty={say('message.no-answer')} />
      {isReplaying && (
        <ReplayDialog
          message={answer}
          onDone={changed => {
            put(changed)
            setReplaying(false)
          }}
          onClose={() => setReplaying(false)}
        />
      )}
    </article>
  )
}

/** What became of it, in sentences. */
function Outcome({ message, onMessage }: { readonly message: Opened; readonly onMessage: (id: string) => void }) {
  const say = useWords(messageWords)
  const { state, reason, place, dueAt, attempts, repeatOf } = message
  return (
    <>
      {state === 'refused' && (
        <Notice tone="late">
          <p>{say('message.refused', { reason: reason ?? '' })}</p>
          {place !== null && <p>{say('message.place', { place })}</p>}
        </Notice>
      )}
      {state === 'parked' && (
        <Notice tone="soon">
          <p>{say('message.parked')}</p>
          {dueAt !== null && <p>{say('message.parked-next', { time: sayMoment(dueAt), tries: attempts })}</p>}
          {message.canReplay && <p>{say('message.parked-replay')}</p>}
        </Notice>
      )}
      {state === 'received' && dueAt !== null && <Notice>{say('message.received', { time: sayMoment(dueAt) })}</Notice>}
      {state === 'repeated' && repeatOf !== null && (
        <Notice>
          <p>{say('message.repeated')}</p>
          <Button type="link" onClick={() => onMessage(repeatOf)}>
            {say('message.first')}
          </Button>
        </Notice>
      )}
      {message.sameIdOtherBytes && <Notice tone="soon">{say('message.flagged')}</Notice>}
      {!message.answered && state !== 'received' && <Notice>{say('message.unanswered')}</Notice>}
    </>
  )
}

const moment = (at: string | null) => at && <time dateTime={at}>{sayMoment(at)}</time>

function Facts({ message }: { readonly message: Opened }) {
  const say = useWords(messageWords)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('message.control-id'), message.controlId],
    [say('message.sender'), message.sender],
    [say('message.patient'), message.patient?.nameMasked],
    [say('message.received-at'), moment(message.receivedAt)],
    [say('message.occurred-at'), moment(message.occurredAt)],
    [say('message.applied-at'), moment(message.appliedAt)],
    [say('message.replayed-at'), moment(message.replayedAt)],
    [say('message.peer'), message.peer],
    [
      say('message.shape'),
      say('message.shape-value', { version: message.version || '?', charset: message.charset, length: message.length }),
    ],
  ]
  return <LogFacts className="io-facts" facts={facts} />
}

interface SegmentsProps {
  readonly title: string
  readonly segments: Opened['segments']
  readonly empty: string
}

/** Segments field by field, each with its number in the standard and what it is called. */
export function Segments({ title, segments, empty }: SegmentsProps) {
  useLanguage()
  return (
    <section className="io-segments">
      <h2>{title}</h2>
      {segments.length === 0 && <Empty>{empty}</Empty>}
      {segments.map((segment, place) => (
        <table key={`${segment.name} ${place}`}>
          <caption>{segment.name}</caption>
          <tbody>
            {segment.fields.map(field => (
              <tr key={field.number}>
                <th scope="row" className="figures">
                  {segment.name}-{field.number}
                </th>
                <td className="d-hint">{fieldName(segment.name, field.number)}</td>
                <td className="io-value" data-masked={field.masked || undefined}>
                  {field.value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { LogFacts } from '#ui/desk/log.tsx'
import { Empty, Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { openMessage } from '../contract.ts'
import { ResendDialog } from './resend.dialog.tsx'
import { StateTag } from './state-tag.tsx'
import { notificationWords, sayCode, sayTitle } from './words.ts'

export type Opened = Answer<typeof openMessage>

/** One message (消息明细): as its recipient sees it, and every try to deliver it. */
export function MessageDetail({ id, onMessage }: { readonly id: string; readonly onMessage: (id: string) => void }) {
  const say = useWords(notificationWords)
  const { answer, problem, again } = useAnswer(openMessage, { params: { id } }, { live: { subject: 'message', id } })
  const [isResending, setResending] = useState(false)
  if (problem && !answer) return <Failure problem={problem} onRetry={again} />
  if (!answer) return <RowsLoading rows={6} />
  return (
    <article className="d-log-one nt-message">
      <header className="d-log-head">
        <h1>
          {sayTitle(answer.title)}{' '}
          <StateTag state={answer.state} code={answer.code} answered={answer.answeredAt !== null} />
        </h1>
        {answer.about.kind === 'ticket' && (
          <Link to="/" search={{ matter: answer.about.id }}>
            {say('detail.matter')}
          </Link>
        )}
        {answer.mayResend && <Button onClick={() => setResending(true)}>{say('resend.act')}</Button>}
      </header>
      {answer.state === 'held' && answer.dueAt !== null && (
        <Notice tone="soon">{say('detail.held-until', { time: sayWhen(answer.dueAt) })}</Notice>
      )}
      {answer.answerBy !== null && answer.answeredAt === null && <Notice>{say('detail.receipt')}</Notice>}
      <Phone words={answer.words} link={answer.link} />
      <Facts message={answer} />
      <Tries message={answer} />
      <div className="d-beside">
        <OtherMessage id={answer.resentAs} words={say('detail.resent-as')} onMessage={onMessage} />
        <OtherMessage id={answer.resendOf} words={say('detail.resend-of')} onMessage={onMessage} />
      </div>
      {isResending && (
        <ResendDialog
          message={answer}
          onDone={made => {
            setResending(false)
            onMessage(made)
          }}
          onClose={() => setResending(false)}
        />
      )}
    </article>
  )
}

const OtherMessage = ({
  id,
  words,
  onMessage,
}: {
  readonly id: string | null
  readonly words: string
  readonly onMessage: (id: string) => void
}) =>
  id === null ? null : (
    <Button type="link" onClick={() => onMessage(id)}>
      {words}
    </Button>
  )

/** A robot's text as the group sees it: bold and links are drawn there, not written. */
const withoutMarks = (words: string): string =>
  words.replaceAll('**', '').replaceAll(/\[([^\]\n]+)\]\([^)\n]*\)/g, '$1')

/** What stands on the phone: with a link that works. */
export function Phone({ words, link }: { readonly words: string; readonly link: string | null }) {
  const say = useWords(notificationWords)
  return (
    <section className="nt-phone" aria-label={say('detail.seen')}>
      <h2 className="d-hint">{say('detail.seen')}</h2>
      <p className="nt-bubble">{withoutMarks(words)}</p>
      {link !== null && (
        <a href={link} target="_blank" rel="noreferrer">
          {say('detail.open-link')}
        </a>
      )}
    </section>
  )
}

const moment = (at: string | null) => at && <time dateTime={at}>{sayWhen(at)}</time>

function Facts({ message }: { readonly message: Opened }) {
  const say = useWords(notificationWords)
  const route = message.route.map(step => `${say(`channel.${step.channel}`)} ${step.addressMasked}`).join(' → ')
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('detail.to'), message.recipientMasked],
    [say('detail.made'), moment(message.madeAt)],
    [say('detail.answer-by'), moment(message.answerBy)],
    [say('detail.answered'), moment(message.answeredAt)],
    [say('detail.due'), message.answerBy === null && moment(message.dueAt)],
    [say('detail.route'), route || say('detail.none-route')],
  ]
  return <LogFacts facts={facts} />
}

function Tries({ message }: { readonly message: Opened }) {
  const say = useWords(notificationWords)
  return (
    <section>
      <h2 className="nt-title">{say('detail.tries')}</h2>
      {message.deliveries.length === 0 && <Empty>{say('detail.no-tries')}</Empty>}
      <ol className="nt-tries">
        {message.deliveries.map(one => (
          <li key={one.id}>
            <time className="figures" dateTime={one.claimedAt}>
              {sayWhen(one.claimedAt)}
            </time>
            <span>
              {say(`channel.${one.channel}`)} <span className="figures">{one.addressMasked}</span>
            </span>
            <StateTag state={one.state} code={one.code} />
            <span className="d-hint">
              {[
                one.code && sayCode(one.code),
                one.templateVersion > 0 && say('detail.version', { version: one.templateVersion }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { LogFacts } from '#ui/desk/log.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { openOutgoing, resendOutgoing } from '../../contract.ts'
import { Segments } from '../message.tsx'
import { sayMoment } from '../words.ts'
import { OUT_TONES } from './outgoing-state.ts'
import { outwardWords } from './words.ts'

type Opened = Answer<typeof openOutgoing>

/** One message that was sent (发出的消息明细): what became of it, what it says, what was answered. */
export function OutgoingDetail({ id }: { readonly id: string }) {
  const say = useWords(outwardWords)
  const { answer, problem, again, put } = useAnswer(
    openOutgoing,
    { params: { id } },
    { live: { subject: 'interop', id } },
  )
  const [isResending, setResending] = useState(false)
  useShortcut('r', say('out.resend'), () => setResending(true), !answer?.canResend)
  if (problem && !answer) return <Failure problem={problem} onRetry={again} />
  if (!answer) return <RowsLoading rows={6} />
  return (
    <article className="d-log-one io-message">
      <header className="d-log-head">
        <h1>
          SIU^{answer.trigger}{' '}
          <span className="d-tag" data-tone={OUT_TONES[answer.state]}>
            {say(`out.state.${answer.state}`)}
          </span>
        </h1>
        {answer.canResend && (
          <Button onClick={() => setResending(true)} aria-keyshortcuts="R">
            {say('out.resend')}
          </Button>
        )}
      </header>
      {answer.state === 'waiting' && answer.dueAt !== null && (
        <Notice tone="soon">
          {answer.attempts === 0
            ? say('out.queued')
            : say('out.next', { time: sayMoment(answer.dueAt), tries: answer.attempts })}
        </Notice>
      )}
      {answer.state === 'given-up' && (
        <Notice tone="late">{say(answer.fault === 'restored' ? 'out.held' : 'out.gave-up')}</Notice>
      )}
      {answer.state === 'refused' && <Notice tone="late">{say('out.refused')}</Notice>}
      <Facts message={answer} />
      <Segments title={say('out.content')} segments={answer.segments} empty={say('out.no-answer')} />
      <Segments title={say('out.answer')} segments={answer.answer} empty={say('out.no-answer')} />
      {isResending && (
        <ResendDialog
          message={answer}
          onDone={changed => {
            put(changed)
            setResending(false)
          }}
          onClose={() => setResending(false)}
        />
      )}
    </article>
  )
}

const moment = (at: string | null) => at && <time dateTime={at}>{sayMoment(at)}</time>

function Facts({ message }: { readonly message: Opened }) {
  const say = useWords(outwardWords)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('out.receiver'), message.receiver],
    [say('out.control-id'), message.controlId],
    [say('out.booking'), message.bookingNumber],
    [say('out.patient'), message.patient?.nameMasked],
    [say('out.made'), moment(message.madeAt)],
    [say('out.answered'), moment(message.answeredAt)],
    [say('out.resent'), moment(message.resentAt)],
  ]
  return <LogFacts className="io-facts" facts={facts} />
}

function ResendDialog({
  message,
  onDone,
  onClose,
}: {
  readonly message: Opened
  readonly onDone: (changed: Opened) => void
  readonly onClose: () => void
}) {
  const say = useWords(outwardWords)
  const sender = useSend(resendOutgoing, onDone)
  return (
    <ReasonDialog
      title={say('out.resend-title', { id: message.controlId })}
      label={say('out.resend-reason')}
      hint={say('out.resend-hint')}
      act={say('out.resend')}
      cancel={say('out.cancel')}
      sender={sender}
      onGo={reason => void sender.send({ params: { id: message.id }, body: { reason } })}
      onClose={onClose}
    >
      <p>{say('out.resend-then')}</p>
    </ReasonDialog>
  )
}

import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { cancelTicket, disagreeTicket, reopenTicket, resumeTicket, urgeTicket } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

/** The patient has answered; work goes on. */
export function ResumeDialog({ ticket, onClose }: DialogProps) {
  const sender = useAct(resumeTicket, ticket.id, onClose)
  return (
    <OneReason
      act="resume"
      ticket={ticket}
      onClose={onClose}
      sender={sender}
      refusal={sender.problem?.at('answer')}
      onSend={answer => void sender.send({ params: { id: ticket.id }, body: { answer } })}
    />
  )
}

/** The patient does not agree with the result; work goes on in the same round. */
export function DisagreeDialog({ ticket, onClose }: DialogProps) {
  const sender = useAct(disagreeTicket, ticket.id, onClose)
  return (
    <OneReason
      act="disagree"
      ticket={ticket}
      onClose={onClose}
      sender={sender}
      refusal={sender.problem?.at('reason')}
      onSend={reason => void sender.send({ params: { id: ticket.id }, body: { reason } })}
    />
  )
}

/** An archived matter is opened again as a new round (重开, TKT-10). */
export function ReopenDialog({ ticket, onClose }: DialogProps) {
  const sender = useAct(reopenTicket, ticket.id, onClose)
  return (
    <OneReason
      act="reopen"
      ticket={ticket}
      onClose={onClose}
      sender={sender}
      refusal={sender.problem?.at('reason')}
      onSend={(reason, version) => void sender.send({ params: { id: ticket.id }, body: { reason, version } })}
    />
  )
}

/** The matter is withdrawn (撤销): all shares are closed. */
export function CancelDialog({ ticket, onClose }: DialogProps) {
  const sender = useAct(cancelTicket, ticket.id, onClose)
  return (
    <OneReason
      act="cancel"
      ticket={ticket}
      onClose={onClose}
      sender={sender}
      refusal={sender.problem?.at('reason')}
      onSend={(reason, version) => void sender.send({ params: { id: ticket.id }, body: { reason, version } })}
    />
  )
}

/** The departments at work are urged (催办). */
export function UrgeDialog({ ticket, onClose }: DialogProps) {
  const sender = useAct(urgeTicket, ticket.id, onClose)
  return (
    <OneReason
      act="urge"
      ticket={ticket}
      onClose={onClose}
      sender={sender}
      refusal={sender.problem?.at('text')}
      onSend={text => void sender.send({ params: { id: ticket.id }, body: { text } })}
    />
  )
}

const HINTS = { reopen: 'reopen.hint', cancel: 'cancel.hint' } as const

interface OneReasonProps extends DialogProps {
  readonly act: 'resume' | 'disagree' | 'reopen' | 'cancel' | 'urge'
  readonly sender: Parameters<typeof ActDialog>[0]['sender']
  readonly refusal: string | undefined
  readonly onSend: (text: string, version: number) => void
}

function OneReason({ act, ticket, onClose, sender, refusal, onSend }: OneReasonProps) {
  const say = useWords(actWords)
  const seen = useSeen(ticket)
  const [text, setText] = useState('')
  return (
    <ActDialog
      title={say(`${act}.title`)}
      ticket={ticket}
      sender={sender}
      {...(act === 'reopen' || act === 'cancel' ? { seen } : {})}
      sendLabel={say(`${act}.send`)}
      isReady={text.trim() !== ''}
      isGrave={act === 'cancel'}
      onSend={() => onSend(text, seen.version)}
      onClose={onClose}
    >
      <QuickText
        label={say(`${act}.text`)}
        value={text}
        onText={setText}
        rows={3}
        quick={act === 'urge' ? [say('urge.1'), say('urge.2')] : []}
        autoFocus
        refusal={refusal}
        hint={act in HINTS ? say(HINTS[act as keyof typeof HINTS]) : undefined}
      />
    </ActDialog>
  )
}

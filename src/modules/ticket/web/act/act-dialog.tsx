import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { ApiProblem } from '#ui/client.ts'
import { Quotes } from '../line/time-line.tsx'
import { lineWords, sentence, speaker } from '../line/line-words.ts'
import { useNames } from '../line/names.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Seen } from './use-act.ts'
import { actWords } from './words.ts'

interface ActDialogProps {
  readonly title: string
  readonly ticket: Ticket
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly sendLabel: string
  readonly onSend: () => void
  readonly onClose: () => void
  /** Where the act overwrites: what others did meanwhile is shown, and must be looked at. */
  readonly seen?: Seen
  readonly isReady?: boolean
  /** It ends or withdraws something. */
  readonly isGrave?: boolean
  /** The content brings its own button, such as the signature's. */
  readonly hasOwnSend?: boolean
  readonly width?: number
  readonly children: ReactNode
}

/** A dialog for one act: Ctrl+Enter does it, a refusal stands in it, what was typed stays, and nothing closes by a stray click. */
export function ActDialog(props: ActDialogProps) {
  const {
    title,
    ticket,
    sender,
    sendLabel,
    onSend,
    onClose,
    seen,
    isReady = true,
    isGrave,
    hasOwnSend,
    width = 520,
    children,
  } = props
  const say = useWords(actWords)
  const send = () => {
    if (isReady && !sender.isSending) onSend()
  }
  return (
    <Modal
      open
      destroyOnHidden
      title={`${title} · ${ticket.number}`}
      width={width}
      mask={{ closable: false }}
      style={{ top: 32 }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          {!hasOwnSend && (
            <Button
              type="primary"
              danger={isGrave ?? false}
              disabled={!isReady}
              loading={sender.isSending}
              onClick={send}
            >
              {sendLabel} <Keys keys="mod+enter" />
            </Button>
          )}
        </>
      }
    >
      <ShortcutLayer>
        <SendKey label={sendLabel} onSend={send} isOff={hasOwnSend ?? false} />
        <div className="d-form">
          {children}
          {seen?.isOld && <Meanwhile ticket={ticket} seen={seen} />}
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

function SendKey({
  label,
  onSend,
  isOff,
}: {
  readonly label: string
  readonly onSend: () => void
  readonly isOff: boolean
}) {
  useShortcut('mod+enter', label, onSend, isOff)
  return null
}

function Meanwhile({ ticket, seen }: { readonly ticket: Ticket; readonly seen: Seen }) {
  const say = useWords(actWords)
  const sayLine = useWords(lineWords)
  const sayTicket = useWords(ticketWords)
  const names = useNames(ticket)
  return (
    <Notice tone="soon">
      <p>
        <strong>{say('seen.changed')}</strong>
      </p>
      {seen.since.map(line => {
        const said = sentence(line, names, sayLine, sayTicket)
        return (
          said && (
            <div key={line.id} className="tk-quoted">
              {speaker(line, sayLine)} {said.words}
              <Quotes quotes={said.quotes} />
            </div>
          )
        )
      })}
      <Button onClick={seen.look}>{say('seen.look')}</Button>
    </Notice>
  )
}

import { Button, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { resendMessage } from '../contract.ts'
import type { Opened } from './message-detail.tsx'
import { notificationWords, sayTitle } from './words.ts'

interface ResendDialogProps {
  readonly message: Opened
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

const SHORTEST = 2

/** Sends a message once more (重发), with the reason. */
export function ResendDialog({ message, onDone, onClose }: ResendDialogProps) {
  const say = useWords(notificationWords)
  const [reason, setReason] = useState('')
  const { send, isSending, problem } = useSend(resendMessage, made => onDone(made.id))
  const isReady = reason.trim().length >= SHORTEST && !isSending
  const go = () => {
    if (isReady) void send({ params: { id: message.id }, body: { reason: reason.trim() } })
  }
  return (
    <Modal
      open
      title={say('resend.title', { title: sayTitle(message.title), name: message.recipientMasked })}
      width={480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="primary" disabled={!isReady} loading={isSending} onClick={go}>
            {say('resend.act')} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <GoKey label={say('resend.act')} onGo={go} />
        <div className="d-form">
          <p>{say('resend.what')}</p>
          {message.state === 'unknown' && <Notice tone="soon">{say('resend.unknown')}</Notice>}
          <Field label={say('resend.reason')} hint={say('resend.reason-hint')} refusal={problem?.at('reason')}>
            {control => (
              <textarea
                {...control}
                className="d-input"
                rows={2}
                maxLength={200}
                value={reason}
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks this one question
                autoFocus
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Field>
          <Refused problem={problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

/** Hears the key inside the dialog's own layer. */
function GoKey({ label, onGo }: { readonly label: string; readonly onGo: () => void }) {
  useShortcut('mod+enter', label, onGo)
  return null
}

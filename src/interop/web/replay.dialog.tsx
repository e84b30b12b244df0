import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { type openMessage, replayMessage } from '../contract.ts'
import { messageWords } from './words.ts'

type Opened = Answer<typeof openMessage>

interface ReplayDialogProps {
  readonly message: Opened
  readonly onDone: (changed: Opened) => void
  readonly onClose: () => void
}

const SHORTEST = 2

/** Has a message tried again (重放), with the reason. */
export function ReplayDialog({ message, onDone, onClose }: ReplayDialogProps) {
  const say = useWords(messageWords)
  const [reason, setReason] = useState('')
  const { send, isSending, problem } = useSend(replayMessage, onDone)
  const isReady = reason.trim().length >= SHORTEST && !isSending
  const go = () => {
    if (isReady) void send({ params: { id: message.id }, body: { reason: reason.trim() } })
  }
  return (
    <Modal
      open
      title={say('replay.title', { id: message.controlId })}
      width={480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('replay.cancel')}</Button>
          <Button type="primary" disabled={!isReady} loading={isSending} onClick={go}>
            {say('replay.act')} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <GoKey label={say('replay.act')} onGo={go} />
        <div className="d-form">
          <p>{say(message.state === 'parked' ? 'replay.what-parked' : 'replay.what-refused')}</p>
          <Field label={say('replay.reason')} hint={say('replay.reason-hint')} refusal={problem?.at('reason')}>
            {control => (
              <textarea
                {...control}
                className="d-input"
                rows={3}
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

import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Field } from '#ui/desk/field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'

interface ReasonDialogProps {
  readonly title: string
  /** What will happen, in sentences. */
  readonly children: ReactNode
  readonly label: string
  readonly hint: string
  readonly act: string
  readonly cancel: string
  readonly isSending: boolean
  readonly problem: ApiProblem | null
  readonly onGo: (reason: string) => void
  readonly onClose: () => void
}

const SHORTEST = 2

/** Asks for the one thing that an act wants: why. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, children, label, hint, act, cancel, isSending, problem, onGo, onClose } = props
  const [reason, setReason] = useState('')
  const isReady = reason.trim().length >= SHORTEST && !isSending
  const go = () => {
    if (isReady) onGo(reason.trim())
  }
  return (
    <Modal
      open
      title={title}
      width={480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="primary" disabled={!isReady} loading={isSending} onClick={go}>
            {act} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <GoKey label={act} onGo={go} />
        <div className="d-form">
          {children}
          <Field label={label} hint={hint} refusal={problem?.at('reason')}>
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

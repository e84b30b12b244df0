import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { staffWords } from './words.ts'

interface StaffDialogProps {
  readonly title: string
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly sendLabel: string
  readonly onSend: () => void
  readonly onClose: () => void
  /** It ends or closes something. */
  readonly isGrave?: boolean
  readonly width?: number
  readonly children: ReactNode
}

/** A dialog for one act: Ctrl+Enter does it, a refusal stands in it, and nothing closes by a stray click. */
export function StaffDialog(props: StaffDialogProps) {
  const { title, sender, sendLabel, onSend, onClose, isGrave = false, width = 480, children } = props
  const say = useWords(staffWords)
  return (
    <Modal
      open
      destroyOnHidden
      title={title}
      width={width}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="primary" danger={isGrave} loading={sender.isSending} onClick={onSend}>
            {sendLabel} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <SendKey label={sendLabel} onSend={() => !sender.isSending && onSend()} />
        <div className="d-form">
          {children}
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

function SendKey({ label, onSend }: { readonly label: string; readonly onSend: () => void }) {
  useShortcut('mod+enter', label, onSend)
  return null
}

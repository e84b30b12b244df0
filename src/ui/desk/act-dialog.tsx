import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'

export interface ActDialogProps {
  readonly title: string
  readonly act: string
  readonly cancel: string
  /** It ends or closes something. */
  readonly isGrave?: boolean | undefined
  readonly width?: number | undefined
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog for one act: Ctrl+Enter does it, a refusal stands in it, and nothing closes by a stray click. */
export function ActDialog(props: ActDialogProps) {
  const { title, act, cancel, isGrave = false, width = 480, sender, onAct, onClose, children } = props
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
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="primary" danger={isGrave} loading={sender.isSending} onClick={onAct}>
            {act} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <ActKey label={act} onAct={() => !sender.isSending && onAct()} />
        <div className="d-form">
          {children}
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

function ActKey({ label, onAct }: { readonly label: string; readonly onAct: () => void }) {
  useShortcut('mod+enter', label, onAct)
  return null
}

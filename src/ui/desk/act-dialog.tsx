import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'

export interface ActDialogProps {
  readonly title: string
  readonly act: string
  readonly cancel: string
  /** Nothing that the act needs is missing. */
  readonly isReady?: boolean | undefined
  /** It ends or closes something. */
  readonly isGrave?: boolean | undefined
  /** The content brings its own button, such as the signature's. */
  readonly hasOwnAct?: boolean | undefined
  readonly width?: number | undefined
  /** How far from the top of the window, where much is to be shown. */
  readonly top?: number | undefined
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog for one act: Ctrl+Enter does it, a refusal stands in it, what was typed stays, and nothing closes by a stray click. */
export function ActDialog(props: ActDialogProps) {
  const { title, act, cancel, isReady = true, isGrave = false, hasOwnAct = false, sender, onClose, children } = props
  const { width = 480, top } = props
  const go = () => {
    if (isReady && !sender.isSending) props.onAct()
  }
  return (
    <Modal
      open
      title={title}
      width={width}
      mask={{ closable: false }}
      {...(top === undefined ? {} : { style: { top } })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          {!hasOwnAct && (
            <Button type="primary" danger={isGrave} disabled={!isReady} loading={sender.isSending} onClick={go}>
              {act} <Keys keys="mod+enter" />
            </Button>
          )}
        </>
      }
    >
      <ShortcutLayer>
        <ActKey label={act} onAct={go} isOff={hasOwnAct} />
        <div className="d-form">
          {children}
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

interface ActKeyProps {
  readonly label: string
  readonly isOff: boolean
  readonly onAct: () => void
}

/** Hears the key inside the dialog's own layer. */
function ActKey({ label, isOff, onAct }: ActKeyProps) {
  useShortcut('mod+enter', label, onAct, isOff)
  return null
}

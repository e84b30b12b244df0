import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { ActView } from './acts.tsx'
import { referralWords } from './words.ts'

export interface OneDialog {
  readonly one: ActView
  readonly onDone: () => void
  readonly onClose: () => void
}

interface GoDialogProps {
  readonly title: string
  readonly act: string
  readonly isReady: boolean
  readonly isSending: boolean
  readonly problem: ApiProblem | null
  readonly width?: number
  readonly onGo: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog with one act, by Ctrl+Enter too. */
export function GoDialog({
  title,
  act,
  isReady,
  isSending,
  problem,
  width = 520,
  onGo,
  onClose,
  children,
}: GoDialogProps) {
  const say = useWords(referralWords)
  return (
    <Modal
      open
      title={title}
      width={width}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('cancel')}</Button>
          <Button type="primary" disabled={!isReady} loading={isSending} onClick={onGo}>
            {act} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <GoKey label={act} isOff={!isReady || isSending} onGo={onGo} />
        <div className="d-form">
          {children}
          <Refused problem={problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

function GoKey({ label, isOff, onGo }: { readonly label: string; readonly isOff: boolean; readonly onGo: () => void }) {
  useShortcut('mod+enter', label, onGo, isOff)
  return null
}

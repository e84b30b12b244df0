import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { outwardWords } from './words.ts'

interface ActDialogProps {
  readonly title: string
  readonly act: string
  readonly isGrave?: boolean
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog for one act: Ctrl+Enter does it, a refusal stands in it. */
export function ActDialog({ title, act, isGrave = false, sender, onAct, onClose, children }: ActDialogProps) {
  const say = useWords(outwardWords)
  return (
    <Modal
      open
      destroyOnHidden
      title={title}
      width={520}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('out.cancel')}</Button>
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

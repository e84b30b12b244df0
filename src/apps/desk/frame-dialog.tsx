import { Modal } from 'antd'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { ChoosePosition } from './choose-position.tsx'
import { Leaving } from './leaving.tsx'
import { enter } from './session.ts'
import { SignInWays } from './sign-in-ways.tsx'
import { frameWords } from './words.ts'
import './sign-in.css'

interface FrameDialogProps {
  readonly which: 'switch' | 'position' | 'leave'
  readonly position: string | null
  readonly onClose: () => void
  /** Signs off for good. */
  readonly onLeave: () => void
}

/** The dialogs of the person's menu: another person takes over, or says where they sit. */
export function FrameDialog({ which, position, onClose, onLeave }: FrameDialogProps) {
  const say = useWords(frameWords)
  return (
    <Modal open title={say(`${which}.title`)} footer={null} width={400} onCancel={onClose}>
      <ShortcutLayer>
        {which === 'switch' && <SignInWays first="badge" onEntered={enter} />}
        {which === 'position' && <ChoosePosition now={position} onChosen={onClose} />}
        {which === 'leave' && <Leaving onStay={onClose} onLeave={onLeave} />}
      </ShortcutLayer>
    </Modal>
  )
}

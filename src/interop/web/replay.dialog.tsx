import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
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

/** Has a message tried again (重放), with the reason. */
export function ReplayDialog({ message, onDone, onClose }: ReplayDialogProps) {
  const say = useWords(messageWords)
  const sender = useSend(replayMessage, onDone)
  return (
    <ReasonDialog
      title={say('replay.title', { id: message.controlId })}
      label={say('replay.reason')}
      hint={say('replay.reason-hint')}
      act={say('replay.act')}
      cancel={say('replay.cancel')}
      sender={sender}
      onGo={reason => void sender.send({ params: { id: message.id }, body: { reason } })}
      onClose={onClose}
    >
      <p>{say(message.state === 'parked' ? 'replay.what-parked' : 'replay.what-refused')}</p>
    </ReasonDialog>
  )
}

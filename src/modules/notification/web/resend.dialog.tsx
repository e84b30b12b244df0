import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Notice } from '#ui/desk/states.tsx'
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

/** Sends a message once more (重发), with the reason. */
export function ResendDialog({ message, onDone, onClose }: ResendDialogProps) {
  const say = useWords(notificationWords)
  const sender = useSend(resendMessage, made => onDone(made.id))
  return (
    <ReasonDialog
      title={say('resend.title', { title: sayTitle(message.title), name: message.recipientMasked })}
      label={say('resend.reason')}
      hint={say('resend.reason-hint')}
      act={say('resend.act')}
      cancel={say('cancel')}
      sender={sender}
      onGo={reason => void sender.send({ params: { id: message.id }, body: { reason } })}
      onClose={onClose}
    >
      <p>{say('resend.what')}</p>
      {message.state === 'unknown' && <Notice tone="soon">{say('resend.unknown')}</Notice>}
    </ReasonDialog>
  )
}

import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { declinePart } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { PartDialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** A department declines with a reason (退回). */
export function DeclineDialog({ ticket, part, onClose }: PartDialogProps) {
  const say = useWords(actWords)
  const [reason, setReason] = useState('')
  const sender = useAct(declinePart, ticket.id, onClose)
  return (
    <ActDialog
      title={`${say('decline.title')} · ${part.unit.name}`}
      ticket={ticket}
      sender={sender}
      sendLabel={say('decline.send')}
      isReady={reason.trim() !== ''}
      onSend={() => void sender.send({ params: { id: ticket.id, partId: part.id }, body: { reason } })}
      onClose={onClose}
    >
      <QuickText
        label={say('reason')}
        hint={say('decline.hint')}
        value={reason}
        onText={setReason}
        quick={[say('decline.1'), say('decline.2'), say('decline.3'), say('decline.4')]}
        hasDigits
        autoFocus
        refusal={sender.problem?.at('reason')}
      />
    </ActDialog>
  )
}

import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { noteAttempt } from '../../contract.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

export const WAYS: readonly Ticket['contactWay'][] = ['phone', 'sms', 'wechat', 'in-person']

/** An attempt that did not reach the patient. */
export function AttemptDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const sayTicket = useWords(ticketWords)
  const [way, setWay] = useState<Ticket['contactWay']>('phone')
  const [note, setNote] = useState('')
  const sender = useAct(noteAttempt, ticket.id, onClose)
  return (
    <ActDialog
      title={say('attempt.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('attempt.send')}
      isReady={note.trim() !== ''}
      onSend={() => void sender.send({ params: { id: ticket.id }, body: { way, note } })}
      onClose={onClose}
    >
      <QuickText
        label={say('attempt.note')}
        value={note}
        onText={setNote}
        quick={[say('attempt.1'), say('attempt.2'), say('attempt.3'), say('attempt.4')]}
        hasDigits
        autoFocus
        rows={1}
        hint={say('attempt.hint', { count: ticket.attempts })}
        refusal={sender.problem?.at('note')}
      />
      <Choose
        label={say('attempt.way')}
        options={WAYS.map(key => ({ key, label: sayTicket(`way.${key}`) }))}
        chosen={way}
        onChoose={setWay}
      />
    </ActDialog>
  )
}

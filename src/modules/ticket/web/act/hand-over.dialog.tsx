import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { forceOwnership, offerOwnership } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { DialogProps } from './dialog.ts'
import { PersonPicker } from './person-picker.tsx'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** A matter is offered to a colleague (交接); the owner stays until it is taken (TKT-06). */
export function HandOverDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const [personId, setPerson] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const sender = useAct(offerOwnership, ticket.id, onClose)
  return (
    <ActDialog
      title={say('over.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('over.send')}
      isReady={personId !== null}
      onSend={() =>
        personId &&
        void sender.send({ params: { id: ticket.id }, body: { personId, note: note.trim() === '' ? null : note } })
      }
      onClose={onClose}
    >
      <PersonPicker
        label={say('over.to')}
        chosen={personId}
        onChosen={setPerson}
        without={[ticket.owner.id]}
        autoFocus
        refusal={
          sender.problem?.at('personId') ??
          (sender.problem?.code === 'person-unknown' ? sender.problem.title : undefined)
        }
      />
      <QuickText
        label={say('over.note')}
        value={note}
        onText={setNote}
        isOptional
        hint={say('over.hint', { name: ticket.owner.name })}
        refusal={sender.problem?.at('note')}
      />
    </ActDialog>
  )
}

/** The manager names another owner where nobody can hand over. */
export function ForceHandOverDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const [personId, setPerson] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const sender = useAct(forceOwnership, ticket.id, onClose)
  return (
    <ActDialog
      title={say('force.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('force.send')}
      isReady={personId !== null && reason.trim() !== ''}
      isGrave
      onSend={() => personId && void sender.send({ params: { id: ticket.id }, body: { personId, reason } })}
      onClose={onClose}
    >
      <PersonPicker
        label={say('over.to')}
        chosen={personId}
        onChosen={setPerson}
        without={[ticket.owner.id]}
        autoFocus
        refusal={
          sender.problem?.at('personId') ??
          (sender.problem?.code === 'person-unknown' ? sender.problem.title : undefined)
        }
      />
      <QuickText
        label={say('reason')}
        value={reason}
        onText={setReason}
        hint={say('force.hint')}
        refusal={sender.problem?.at('reason')}
      />
    </ActDialog>
  )
}

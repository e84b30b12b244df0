import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { handOnPart } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { PartDialogProps } from './dialog.ts'
import { PersonPicker } from './person-picker.tsx'
import { QuickText } from './quick-text.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** A share goes on to another department, or to a colleague in the same one (转办). */
export function HandOnDialog({ ticket, part, onClose }: PartDialogProps) {
  const say = useWords(actWords)
  const [to, setTo] = useState<'unit' | 'colleague'>('unit')
  const [unitId, setUnitId] = useState<string | null>(null)
  const [personId, setPersonId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const sender = useAct(handOnPart, ticket.id, onClose)
  const target = to === 'unit' ? { unitId, personId: null } : { unitId: null, personId }
  return (
    <ActDialog
      title={`${say('hand-on.title')} · ${part.unit.name}`}
      ticket={ticket}
      sender={sender}
      sendLabel={say('hand-on.send')}
      isReady={reason.trim() !== '' && (target.unitId ?? target.personId) !== null}
      onSend={() => void sender.send({ params: { id: ticket.id, partId: part.id }, body: { reason, ...target } })}
      onClose={onClose}
    >
      <Choose
        label={say('hand-on.to')}
        options={[
          { key: 'unit', label: say('hand-on.unit') },
          { key: 'colleague', label: say('hand-on.colleague') },
        ]}
        chosen={to}
        onChoose={setTo}
      />
      {to === 'unit' ? (
        <UnitPicker
          key="unit"
          label={say('hand-on.unit')}
          chosen={unitId ? [unitId] : []}
          onChosen={([first]) => setUnitId(first ?? null)}
          without={[part.unit.id]}
          isSingle
          autoFocus
          refusal={sender.problem?.code === 'unit-unknown' ? sender.problem.title : undefined}
        />
      ) : (
        <PersonPicker
          key="colleague"
          label={say('hand-on.colleague')}
          chosen={personId}
          onChosen={setPersonId}
          unitId={part.unit.id}
          without={[part.assignee.id]}
          autoFocus
          refusal={sender.problem?.code === 'person-not-in-unit' ? sender.problem.title : undefined}
        />
      )}
      <QuickText
        label={say('reason')}
        value={reason}
        onText={setReason}
        quick={[say('hand-on.1'), say('hand-on.2')]}
        hasDigits
        refusal={sender.problem?.at('reason')}
      />
    </ActDialog>
  )
}

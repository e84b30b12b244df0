import { useState } from 'react'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { useWords } from '#ui/language.ts'
import { addDepartments } from '../../contract.ts'
import { isOpenPart } from '../ticket.ts'
import { ActDialog } from './act-dialog.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

/** More departments take part, each with its own clock. */
export function DepartmentsDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const seen = useSeen(ticket)
  const [units, setUnits] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [task, setTask] = useState('')
  const [dueAt, setDueAt] = useState<string | null>(null)
  const sender = useAct(addDepartments, ticket.id, onClose)
  const isAtUnits = sender.problem?.code === 'unit-takes-part' || sender.problem?.code === 'unit-unknown'
  const isAtDue = sender.problem?.code === 'deadline-past' || sender.problem?.code === 'deadline-beyond-limit'
  return (
    <ActDialog
      title={say('departments.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('departments.send')}
      isReady={units.length > 0 && reason.trim() !== ''}
      onSend={() =>
        void sender.send({
          params: { id: ticket.id },
          body: { units: [...units], task: task.trim() || null, dueAt, reason, version: seen.version },
        })
      }
      onClose={onClose}
    >
      <UnitPicker
        label={say('departments.units')}
        hint={say('departments.hint')}
        chosen={units}
        onChosen={setUnits}
        without={ticket.parts.filter(isOpenPart).map(part => part.unit.id)}
        autoFocus
        refusal={sender.problem?.at('units') ?? (isAtUnits ? sender.problem?.title : undefined)}
      />
      <QuickText
        label={say('departments.task')}
        value={task}
        onText={setTask}
        isOptional
        hint={say('departments.task-hint')}
        refusal={sender.problem?.at('task')}
      />
      <MomentField
        label={say('departments.due')}
        value={dueAt}
        onMoment={setDueAt}
        isOptional
        refusal={sender.problem?.at('dueAt') ?? (isAtDue ? sender.problem?.title : undefined)}
      />
      <QuickText label={say('reason')} value={reason} onText={setReason} refusal={sender.problem?.at('reason')} />
    </ActDialog>
  )
}

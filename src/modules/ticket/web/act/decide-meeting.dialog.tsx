import { useState } from 'react'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { decideMeeting } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { MeetingDialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** Minutes, responsible department and deadline of a joint meeting; beyond the limit only with the manager's reason (TKT-07). */
export function DecideMeetingDialog({ ticket, meeting, onClose }: MeetingDialogProps) {
  const say = useWords(actWords)
  const [minutes, setMinutes] = useState('')
  const [unitId, setUnitId] = useState<string | null>(null)
  const [deadline, setDeadline] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const sender = useAct(decideMeeting, ticket.id, onClose)
  const limit = ticket.clocks.find(clock => clock.kind === 'limit' && clock.stoppedAt === null)?.dueAt
  const isBeyond = deadline !== null && limit !== undefined && Date.parse(deadline) > Date.parse(limit)
  const units = new Map(
    [...meeting.invited.map(one => one.unit), ...ticket.parts.map(part => part.unit)].map(unit => [unit.id, unit.name]),
  )
  const code = sender.problem?.code
  const atDeadline = code === 'deadline-past' || code === 'deadline-beyond-limit' ? sender.problem?.title : undefined
  return (
    <ActDialog
      title={say('decide.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('decide.send')}
      isReady={minutes.trim() !== '' && unitId !== null && deadline !== null && (!isBeyond || why.trim() !== '')}
      onSend={() =>
        unitId &&
        deadline &&
        void sender.send({
          params: { id: ticket.id, meetingId: meeting.id },
          body: { minutes, responsibleUnitId: unitId, deadline, beyondLimitReason: isBeyond ? why : null },
        })
      }
      onClose={onClose}
    >
      <QuickText
        label={say('decide.minutes')}
        value={minutes}
        onText={setMinutes}
        rows={4}
        maxLength={4000}
        autoFocus
        refusal={sender.problem?.at('minutes')}
      />
      <Choose
        label={say('decide.unit')}
        options={[...units].map(([key, label]) => ({ key, label }))}
        chosen={unitId}
        onChoose={setUnitId}
        refusal={code === 'not-invited' ? sender.problem?.title : undefined}
      />
      <MomentField
        label={say('decide.deadline')}
        value={deadline}
        onMoment={setDeadline}
        refusal={sender.problem?.at('deadline') ?? atDeadline}
      />
      {isBeyond && limit && (
        <QuickText
          label={say('decide.beyond', { time: sayTime(limit, 'both') })}
          hint={say('decide.beyond-hint')}
          value={why}
          onText={setWhy}
          refusal={sender.problem?.at('beyondLimitReason')}
        />
      )}
    </ActDialog>
  )
}

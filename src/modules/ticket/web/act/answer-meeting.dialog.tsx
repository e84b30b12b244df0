import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { answerMeeting } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { MeetingDialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

interface AnswerMeetingProps extends MeetingDialogProps {
  /** Null: the person who is signed in was invited by name. */
  readonly unit: { readonly id: string; readonly name: string } | null
}

/** An invited department takes part in a joint meeting, or declines with a reason that all see. */
export function AnswerMeetingDialog({ ticket, meeting, unit, onClose }: AnswerMeetingProps) {
  const say = useWords(actWords)
  const [answer, setAnswer] = useState<'takes' | 'declines'>('takes')
  const [reason, setReason] = useState('')
  const sender = useAct(answerMeeting, ticket.id, onClose)
  const takesPart = answer === 'takes'
  return (
    <ActDialog
      title={unit ? say('meet-answer.title', { unit: unit.name }) : say('meet-answer.mine')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('meet-answer.send')}
      isReady={takesPart || reason.trim() !== ''}
      onSend={() =>
        void sender.send({
          params: { id: ticket.id, meetingId: meeting.id },
          body: { unitId: unit?.id ?? null, takesPart, reason: takesPart ? null : reason },
        })
      }
      onClose={onClose}
    >
      <Choose
        label={meeting.place}
        options={[
          { key: 'takes', label: say('meet-answer.takes') },
          { key: 'declines', label: say('meet-answer.declines') },
        ]}
        chosen={answer}
        onChoose={setAnswer}
        hasDigits
      />
      {!takesPart && (
        <QuickText
          label={say('reason')}
          value={reason}
          onText={setReason}
          autoFocus
          refusal={sender.problem?.at('reason')}
        />
      )}
    </ActDialog>
  )
}

import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { waitForPatient } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

/** The matter waits for the patient (等待患者), with the reason and how the patient was told (TKT-11). */
export function WaitDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const seen = useSeen(ticket)
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState('')
  const sender = useAct(waitForPatient, ticket.id, onClose)
  return (
    <ActDialog
      title={say('wait.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('wait.send')}
      isReady={reason.trim() !== '' && evidence.trim() !== ''}
      onSend={() => void sender.send({ params: { id: ticket.id }, body: { reason, evidence, version: seen.version } })}
      onClose={onClose}
    >
      <QuickText
        label={say('wait.reason')}
        value={reason}
        onText={setReason}
        quick={[say('wait.1'), say('wait.2'), say('wait.3'), say('wait.4')]}
        hasDigits
        autoFocus
        rows={1}
        refusal={sender.problem?.at('reason')}
      />
      <QuickText
        label={say('wait.evidence')}
        hint={say('wait.hint')}
        value={evidence}
        onText={setEvidence}
        quick={[say('wait.e1'), say('wait.e2'), say('wait.e3')]}
        rows={1}
        refusal={sender.problem?.at('evidence')}
      />
    </ActDialog>
  )
}

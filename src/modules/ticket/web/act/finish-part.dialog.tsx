import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { finishPart } from '../../contract.ts'
import { LeftSteps } from '../sop/left-steps.tsx'
import { isProofThere, useTicks } from '../sop/ticks.ts'
import { ActDialog } from './act-dialog.tsx'
import { type PartDialogProps, wholeNumber } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** A department has done its share: result, evidence, minutes used. */
export function FinishPartDialog({ ticket, part, onClose }: PartDialogProps) {
  const say = useWords(actWords)
  const [result, setResult] = useState('')
  const [evidence, setEvidence] = useState('')
  const [minutes, setMinutes] = useState('')
  const used = wholeNumber(minutes)
  // Of several departments the owner enters the result, and with it what is left of the steps.
  const isLast = ticket.scope === 'single'
  const ticks = useTicks(ticket)
  const isDone = !isLast || (ticks.isReady && isProofThere(ticket, evidence, ticks))
  const sender = useAct(finishPart, ticket.id, onClose)
  return (
    <ActDialog
      title={`${say('finish.title')} · ${part.unit.name}`}
      ticket={ticket}
      sender={sender}
      sendLabel={say('finish.send')}
      isReady={result.trim() !== '' && evidence.trim() !== '' && used !== null && isDone}
      onSend={() =>
        void sender.send({
          params: { id: ticket.id, partId: part.id },
          body: { result, evidence, minutes: used ?? 0, steps: isLast ? [...ticks.sent] : [] },
        })
      }
      onClose={onClose}
    >
      <QuickText
        label={say('finish.result')}
        value={result}
        onText={setResult}
        rows={3}
        maxLength={2000}
        autoFocus
        refusal={sender.problem?.at('result')}
      />
      <QuickText
        label={say('finish.evidence')}
        value={evidence}
        onText={setEvidence}
        rows={1}
        refusal={sender.problem?.at('evidence')}
      />
      <MinutesField
        label={say('finish.minutes')}
        value={minutes}
        onText={setMinutes}
        refusal={sender.problem?.at('minutes')}
      />
      {isLast && <LeftSteps ticket={ticket} ticks={ticks} evidence={evidence} />}
    </ActDialog>
  )
}

interface MinutesFieldProps {
  readonly label: string
  readonly value: string
  readonly onText: (value: string) => void
  readonly refusal?: string | undefined
}

/** A whole number, typed. */
export const MinutesField = ({ label, value, onText, refusal }: MinutesFieldProps) => (
  <Field label={label} refusal={refusal}>
    {control => (
      <input
        {...control}
        className="d-input d-number figures"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={event => onText(event.target.value.replaceAll(/\D/g, '').slice(0, 5))}
      />
    )}
  </Field>
)

import { type ReactNode, useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { StaffDialog } from './staff-dialog.tsx'
import { staffWords } from './words.ts'

interface ReasonDialogProps {
  readonly title: string
  /** What follows from it. */
  readonly after?: string
  readonly sender: { readonly isSending: boolean; readonly problem: ApiProblem | null }
  readonly sendLabel: string
  readonly isGrave?: boolean
  readonly onSend: (reason: string) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** An act that wants a reason, which goes into the journal. */
export function ReasonDialog({
  title,
  after,
  sender,
  sendLabel,
  isGrave = false,
  onSend,
  onClose,
  children,
}: ReasonDialogProps) {
  const say = useWords(staffWords)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const send = () => {
    setAsked(true)
    if (reason.trim()) onSend(reason.trim())
  }
  const refusal = isAsked && !reason.trim() ? say('account.required') : sender.problem?.at('reason')
  return (
    <StaffDialog title={title} sender={sender} sendLabel={sendLabel} isGrave={isGrave} onSend={send} onClose={onClose}>
      {after && <p>{after}</p>}
      <Field label={say('reason')} hint={say('reason.hint')} refusal={refusal}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={200}
            value={reason}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
      {children}
    </StaffDialog>
  )
}

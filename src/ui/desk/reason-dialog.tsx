import { type ReactNode, useState } from 'react'
import { ActDialog, type ActDialogProps } from '#ui/desk/act-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'

interface ReasonDialogProps extends Pick<ActDialogProps, 'title' | 'act' | 'cancel' | 'sender' | 'onClose'> {
  /** What will happen, in sentences. */
  readonly children: ReactNode
  /** Something beside the reason is asked and not answered: the keyboard begins there, and the act waits for it. */
  readonly isLacking?: boolean
  readonly label: string
  readonly hint: string
  readonly onGo: (reason: string) => void
}

const SHORTEST = 2

/** Asks for the one thing that an act wants: why. */
export function ReasonDialog({ children, isLacking = false, label, hint, onGo, ...dialog }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const [beginsHere] = useState(!isLacking)
  const isReady = reason.trim().length >= SHORTEST && !isLacking
  return (
    <ActDialog {...dialog} isReady={isReady} onAct={() => onGo(reason.trim())}>
      {children}
      <Field label={label} hint={hint} refusal={dialog.sender.problem?.at('reason')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={200}
            value={reason}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks this one question
            autoFocus={beginsHere}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  )
}

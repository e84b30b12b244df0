import { ActDialog, type ActDialogProps } from '#ui/desk/act-dialog.tsx'
import { useWords } from '#ui/language.ts'
import { staffWords } from './words.ts'

interface StaffDialogProps extends Omit<ActDialogProps, 'act' | 'cancel' | 'onAct'> {
  readonly sendLabel: string
  readonly onSend: () => void
}

/** A dialog for one act on people, units and posts. */
export function StaffDialog({ sendLabel, onSend, ...rest }: StaffDialogProps) {
  const say = useWords(staffWords)
  return <ActDialog {...rest} act={sendLabel} cancel={say('cancel')} onAct={onSend} />
}

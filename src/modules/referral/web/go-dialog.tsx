import { ActDialog, type ActDialogProps } from '#ui/desk/act-dialog.tsx'
import { useWords } from '#ui/language.ts'
import type { ActView } from './acts.tsx'
import { referralWords } from './words.ts'

export interface OneDialog {
  readonly one: ActView
  readonly onDone: () => void
  readonly onClose: () => void
}

/** A dialog for one act on a referral. */
export function GoDialog(props: Omit<ActDialogProps, 'cancel'>) {
  const say = useWords(referralWords)
  return <ActDialog width={520} {...props} cancel={say('cancel')} />
}

import { ActDialog, type ActDialogProps } from '#ui/desk/act-dialog.tsx'
import { useWords } from '#ui/language.ts'
import { outwardWords } from './words.ts'

/** A dialog for one act on accounts, receivers and what was sent. */
export function OutwardDialog(props: Omit<ActDialogProps, 'cancel' | 'width'>) {
  const say = useWords(outwardWords)
  return <ActDialog {...props} cancel={say('out.cancel')} width={520} />
}

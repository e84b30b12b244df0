import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Dialog } from '#ui/touch/dialog.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { cancelMine } from '../../../contract.ts'
import { type Reason, REASONS } from './reasons.ts'
import type { VisitView } from './visit.page.tsx'
import { portalWords } from './words.ts'

interface CancelDialogProps {
  readonly id: string
  readonly onClose: () => void
  readonly onCancelled: (visit: VisitView) => void
}

/** Asks once more, and why (取消预约). */
export function CancelDialog({ id, onClose, onCancelled }: CancelDialogProps) {
  const say = useWords(portalWords)
  const [why, setWhy] = useState<Reason | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(cancelMine, onCancelled)
  const go = () => {
    setAsked(true)
    if (why !== null) void send({ params: { id }, body: { reason: say(`why.${why}`) } })
  }
  return (
    <Dialog title={say('cancel.title')} onClose={onClose}>
      <Choice
        label={say('cancel.why')}
        options={REASONS.map(value => ({ value, label: say(`why.${value}`) }))}
        value={why}
        onChoose={setWhy}
        refusal={isAsked && why === null ? say('cancel.needed') : undefined}
      />
      <Refused problem={problem} />
      <Button kind="danger" onPress={go} isBusy={isSending}>
        {say('cancel.go')}
      </Button>
      <Button onPress={onClose}>{say('cancel.keep')}</Button>
    </Dialog>
  )
}

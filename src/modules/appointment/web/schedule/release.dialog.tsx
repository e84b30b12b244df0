import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { releaseShare } from '../../contract.ts'
import type { KEPT } from './schedule.ts'
import { scheduleWords } from './words.ts'

interface ReleaseDialogProps {
  readonly session: string
  readonly quota: (typeof KEPT)[number]
  readonly places: number
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Opens to all, before its time, what is kept of a session (提前释放). */
export function ReleaseDialog({ session, quota, places, onDone, onClose }: ReleaseDialogProps) {
  const say = useWords(scheduleWords)
  const share = say(`share.${quota}`)
  const sender = useSend(releaseShare, () => {
    onDone()
    onClose()
  })
  return (
    <ReasonDialog
      title={say('release.title', { share })}
      label={say('release.reason')}
      hint={say('release.hint')}
      act={say('release.act')}
      cancel={say('release.keep')}
      sender={sender}
      onGo={reason => void sender.send({ params: { id: session }, body: { reason, quota } })}
      onClose={onClose}
    >
      <p>{say('release.words', { share, places })}</p>
    </ReasonDialog>
  )
}

import { useEffect, useRef } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '../button.tsx'
import { kioskWords } from './words.ts'
import './kiosk.css'

interface IdleDialogProps {
  readonly seconds: number
  readonly onLeave: () => void
}

/** Asks whether somebody is still there, and counts down (无操作倒计时); any touch is the answer. */
export function IdleDialog({ seconds, onLeave }: IdleDialogProps) {
  const say = useWords(kioskWords)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal?.()
    return () => element?.close?.()
  }, [])
  return (
    <dialog ref={dialog} className="k-idle" aria-labelledby="k-idle-title" onCancel={event => event.preventDefault()}>
      <div className="k-idle-box">
        <h2 id="k-idle-title" className="t-title">
          {say('idle.title')}
        </h2>
        <p className="figures" role="timer">
          {say('idle.left', { seconds })}
        </p>
        <div className="k-acts">
          {/* The touch itself begins the time anew. */}
          <Button kind="main" onPress={() => undefined}>
            {say('idle.stay')}
          </Button>
          <Button onPress={onLeave}>{say('idle.leave')}</Button>
        </div>
      </div>
    </dialog>
  )
}

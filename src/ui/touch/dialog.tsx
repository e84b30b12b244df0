import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from './button.tsx'
import { touchWords } from './words.ts'
import './touch.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A native modal dialog, drawn while it is open: the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const say = useWords(touchWords)
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    // A phone without dialogs shows it in the page, below what asked for it.
    if (element && !element.open) element.showModal?.()
    return () => {
      element?.close?.()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="t-dialog"
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="t-dialog-body">
        <div className="t-dialog-head">
          <h2 id={id}>{title}</h2>
          <Button kind="quiet" onPress={onClose}>
            {say('page.close')}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  )
}

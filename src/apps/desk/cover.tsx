import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { enter, type Lock, leave, me } from './session.ts'
import { SignInWays } from './sign-in-ways.tsx'
import { frameWords } from './words.ts'
import './sign-in.css'

/**
 * Stands over the whole desk after a while without a touch, or when the session ended. A modal dialog, because drawers and
 * menus live outside the frame: nothing below can be read, reached or heard, and unsent words stay where they are.
 */
export function Cover({ why }: { readonly why: Lock }) {
  const say = useWords(frameWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const now = me()
  const cause = say(`lock.${why}`, { minutes: now?.idleMinutes ?? 0 })
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <ShortcutLayer>
      <dialog
        ref={dialog}
        className="s-cover s-page"
        aria-label={cause}
        onCancel={event => event.preventDefault()}
        onClose={event => event.currentTarget.isConnected && event.currentTarget.showModal()}
      >
        <div className="s-card">
          <h1>{now?.person.name}</h1>
          <p>{cause}</p>
          <SignInWays first="password" onEntered={enter} />
          <p className="d-hint">{say('lock.safe')}</p>
          <Button type="link" onClick={leave}>
            {say('lock.leave')}
          </Button>
        </div>
      </dialog>
    </ShortcutLayer>
  )
}

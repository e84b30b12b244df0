import { Button } from 'antd'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { enter, type Lock, leave, me } from './session.ts'
import { SignInWays } from './sign-in-ways.tsx'
import { frameWords } from './words.ts'
import './sign-in.css'

/** Stands over the whole desk after a while without a touch, or when the session ended; unsent words stay below it. */
export function Cover({ why }: { readonly why: Lock }) {
  const say = useWords(frameWords)
  const now = me()
  return (
    <ShortcutLayer>
      <div className="s-cover s-page" role="dialog" aria-modal="true" aria-label={say(`lock.${why}`, { minutes: now?.idleMinutes ?? 0 })}>
        <div className="s-card">
          <h1>{now?.person.name}</h1>
          <p>{say(`lock.${why}`, { minutes: now?.idleMinutes ?? 0 })}</p>
          <SignInWays first="password" onEntered={enter} />
          <p className="d-hint">{say('lock.safe')}</p>
          <Button type="link" onClick={leave}>
            {say('lock.leave')}
          </Button>
        </div>
      </div>
    </ShortcutLayer>
  )
}

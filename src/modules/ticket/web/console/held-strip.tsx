import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useSession } from '#ui/desk/session.tsx'
import { Keys } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { noteOwn } from '../act/own-changes.ts'
import { useRefresh } from '../act/use-act.ts'
import { ticketWords } from '../words.ts'
import { undoHeld } from './composer.tsx'
import { type Held, onHeldSent, sendHeld, useHeld } from './held-back.ts'

/** What is about to go to a patient, on every screen of the desk: seconds left, undo, send now; and what could not be sent. */
export function HeldStrip() {
  const say = useWords(ticketWords)
  const held = useHeld()
  const refresh = useRefresh()
  useEffect(
    () =>
      onHeldSent((ticketId, version) => {
        noteOwn(ticketId, version)
        refresh(ticketId)
      }),
    [refresh],
  )
  return (
    <div className="tk-held">
      {/* Said once; the seconds that count down are not. */}
      <p className="said-only" role="status">
        {held.some(one => one.state === 'counting') && say('compose.held')}
      </p>
      {held.map(one => (
        <HeldRow key={one.key} held={one} />
      ))}
    </div>
  )
}

function HeldRow({ held }: { readonly held: Held }) {
  const say = useWords(ticketWords)
  const { person } = useSession()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const { number } = held
  const seconds = Math.max(0, Math.ceil((held.goesAt - now) / 1_000))
  const words = {
    counting: () => say('held.counting', { number, seconds }),
    sending: () => say('held.sending', { number }),
    failed: () => say('held.failed', { number, title: held.problem?.title ?? '' }),
  }[held.state]()
  return (
    <div
      className="tk-held-row"
      role={held.state === 'failed' ? 'alert' : undefined}
      data-tone={held.state === 'failed' ? 'late' : undefined}
    >
      <span>
        {words} <span className="tk-held-text">“{held.body.text}”</span>
      </span>
      {held.state === 'counting' && (
        <>
          <Button size="small" onClick={() => undoHeld(held, person.id)}>
            {say('held.undo')} <Keys keys="z" />
          </Button>
          <Button size="small" type="link" onClick={() => void sendHeld(held.key)}>
            {say('held.now')}
          </Button>
        </>
      )}
      {held.state === 'failed' && (
        <>
          <Button size="small" onClick={() => void sendHeld(held.key)}>
            {say('held.again')}
          </Button>
          <Button size="small" type="link" onClick={() => undoHeld(held, person.id)}>
            {say('held.edit')}
          </Button>
        </>
      )}
    </div>
  )
}

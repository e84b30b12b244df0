import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { everySecond, houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { TimeLine } from '../line/time-line.tsx'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { sayMinutes } from './duration.ts'

/** So near to the end, somebody reads the newest; a new line is then brought into sight. */
const NEAR = 120

/** The time line of a matter, its end in sight; what came while it was open glows once. */
export function Thread({ ticket }: { readonly ticket: Ticket }) {
  const end = useRef<HTMLDivElement>(null)
  const [openedWith] = useState(() => ticket.line.at(-1)?.id ?? null)
  const count = ticket.line.length
  const seen = useRef(0)
  useLayoutEffect(() => {
    const pane = end.current?.closest('.d-pane-body')
    if (!pane) return
    const isFirst = seen.current === 0
    const isNear = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR + pane.clientHeight / 2
    seen.current = count
    if (isFirst || isNear) pane.scrollTop = pane.scrollHeight
  }, [count])
  return (
    <>
      <TimeLine ticket={ticket} newSince={openedWith} />
      {ticket.waitingSince && <Waiting since={ticket.waitingSince} reason={ticket.waitingReason ?? ''} />}
      <div ref={end} />
    </>
  )
}

function Waiting({ since, reason }: { readonly since: string; readonly reason: string }) {
  const say = useWords(ticketWords)
  const minutesNow = () => Math.max(0, Math.floor((houseNow() - Date.parse(since)) / 60_000))
  const [minutes, setMinutes] = useState(minutesNow)
  useEffect(() => everySecond(() => setMinutes(minutesNow())))
  return <p className="tk-waiting">{say('thread.waiting', { time: sayMinutes(minutes, say), reason })}</p>
}

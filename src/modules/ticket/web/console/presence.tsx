import { useEffect, useState } from 'react'
import { onTouch } from '#ui/activity.ts'
import { call } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { onChange } from '#ui/live.ts'
import { bePresent } from '../../contract.ts'
import { ticketWords } from '../words.ts'

interface Someone {
  readonly id: string
  readonly name: string
}
/** The house forgets who was not heard of for 25 seconds. */
const BEAT = 10_000
/** Who has not touched the desk for so long is not looking at it. */
const AWAY = 3 * 60_000

let touched = Date.now()
onTouch(() => (touched = Date.now()))

/** Tells that this desk has a matter open, and who else has it (在看), while somebody really looks. */
function useOthers(id: string): readonly Someone[] {
  const [others, setOthers] = useState<readonly Someone[]>([])
  useEffect(() => {
    let isHere = true
    const beat = async () => {
      const looks = document.visibilityState === 'visible' && Date.now() - touched < AWAY
      if (!looks) return
      // Presence is a courtesy: without an answer nobody is shown, and nothing else is wrong.
      const answer = await call(bePresent, { params: { id }, body: { here: true } }).catch(() => ({ others: [] }))
      if (isHere) setOthers(answer.others)
    }
    void beat()
    const timer = setInterval(() => void beat(), BEAT)
    const stop = onChange('presence', id, () => void beat())
    const gone = () =>
      void call(bePresent, { params: { id }, body: { here: false } }, { keepalive: true }).catch(() => {})
    addEventListener('pagehide', gone)
    return () => {
      isHere = false
      clearInterval(timer)
      stop()
      removeEventListener('pagehide', gone)
      gone()
    }
  }, [id])
  return others
}

/** 李梅也在看这件工单. */
export function Presence({ id }: { readonly id: string }) {
  const say = useWords(ticketWords)
  const others = useOthers(id)
  return (
    <span className="tk-presence" role="status">
      {others.length > 0 && say('presence.one', { names: others.map(one => one.name).join(say('list.and')) })}
    </span>
  )
}

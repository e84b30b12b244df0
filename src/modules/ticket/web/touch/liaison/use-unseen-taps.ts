import { useLayoutEffect, useRef, useState } from 'react'
import { useWaitingTaps } from '#ui/offline.ts'
import type { WaitingTap } from '#ui/offline/store.ts'

const NONE: readonly WaitingTap[] = []

/**
 * Taps that the shown answer does not know of: those that wait, and those that the house took since it was read. When one was
 * taken, reads `again`; until then the screen shows what was tapped, and no button comes back for a moment. A refusal is read
 * after as well: the screen did not know something.
 */
export function useUnseenTaps(answer: unknown, again: () => void): readonly WaitingTap[] {
  const { taps } = useWaitingTaps()
  const before = useRef(taps)
  const [taken, setTaken] = useState({ after: answer, taps: NONE })
  useLayoutEffect(() => {
    const known = before.current
    before.current = taps
    const gone = known.filter(tap => !tap.refusal && !taps.some(one => one.key === tap.key))
    const isRefused = taps.some(tap => tap.refusal && known.some(one => one.key === tap.key && !one.refusal))
    if (gone.length > 0)
      setTaken(kept => ({ after: answer, taps: [...(kept.after === answer ? kept.taps : NONE), ...gone] }))
    if (gone.length > 0 || isRefused) again()
  }, [taps, answer, again])
  return [...(taken.after === answer ? taken.taps : NONE), ...taps.filter(tap => !tap.refusal)]
}

import { useLayoutEffect, useRef, useState } from 'react'
import { useWaitingTaps } from '#ui/offline.ts'
import type { WaitingTap } from '#ui/offline/store.ts'

const NONE: readonly WaitingTap[] = []

/**
 * Taps that the shown answer does not know of: those that wait, and those that the house took since it was read. When one was
 * taken, reads `again`; until then the screen shows what was tapped, and no button comes back for a moment.
 */
export function useUnseenTaps(answer: unknown, again: () => void): readonly WaitingTap[] {
  const { taps } = useWaitingTaps()
  const before = useRef(taps)
  const [taken, setTaken] = useState({ after: answer, taps: NONE })
  useLayoutEffect(() => {
    const gone = before.current.filter(tap => !tap.refusal && !taps.some(one => one.key === tap.key))
    before.current = taps
    if (gone.length === 0) return
    setTaken(known => ({ after: answer, taps: [...(known.after === answer ? known.taps : NONE), ...gone] }))
    again()
  }, [taps, answer, again])
  return [...(taken.after === answer ? taken.taps : NONE), ...taps.filter(tap => !tap.refusal)]
}

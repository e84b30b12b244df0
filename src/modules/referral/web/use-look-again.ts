import { useEffect } from 'react'

/** An institution hears no stream of the house; it looks again by itself. */
const LOOK_AGAIN_MS = 20_000

/** Reads again every so often while the page is seen. */
export function useLookAgain(again: () => void, isOff = false): void {
  useEffect(() => {
    if (isOff) return
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [again, isOff])
}

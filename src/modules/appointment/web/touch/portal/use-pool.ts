import { useEffect } from 'react'
import { useAccount } from '#modules/portal/web/account.ts'
import { useLive } from '#ui/live.ts'
import { useLatest } from '#ui/use-latest.ts'

/** Who is not signed in hears nothing of changes, and looks every so often. */
const LOOK_MS = 5_000
/** What the house remembers of the pool is a little younger than this. */
const SETTLED_MS = 300

/** Reads places again as they go (号源实时): at once for who is signed in, every five seconds for everybody else who looks. */
export function usePool(again: () => void): void {
  const read = useLatest(again)
  const isIn = useAccount().state === 'in'
  useLive('pool', null, () => setTimeout(() => read.current(), SETTLED_MS))
  useEffect(() => {
    if (isIn) return
    const looking = setInterval(() => {
      if (document.visibilityState === 'visible') read.current()
    }, LOOK_MS)
    return () => clearInterval(looking)
  }, [isIn, read])
}

import { useEffect, useState } from 'react'
import { onTouch } from '#ui/activity.ts'
import { useLatest } from '#ui/use-latest.ts'

interface Idle {
  /** How long a screen waits for a touch, and for how long it counts down at the end of it, in seconds. */
  readonly idleSeconds: number
  readonly warnSeconds: number
}

const TICK_MS = 250

/**
 * Counts how long nobody touched this screen: in the last seconds it says how many are left, then `onIdle` is called once. A
 * touch begins it anew.
 */
export function useIdle({ idleSeconds, warnSeconds }: Idle, isOn: boolean, onIdle: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null)
  const whenIdle = useLatest(onIdle)
  useEffect(() => {
    if (!isOn) return
    let touchedAt = performance.now()
    const stop = onTouch(() => {
      touchedAt = performance.now()
      setLeft(null)
    })
    const timer = setInterval(() => {
      const seconds = Math.ceil(idleSeconds - (performance.now() - touchedAt) / 1000)
      if (seconds > warnSeconds) return
      setLeft(Math.max(0, seconds))
      if (seconds > 0) return
      clearInterval(timer)
      whenIdle.current()
    }, TICK_MS)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [isOn, idleSeconds, warnSeconds, whenIdle])
  return isOn ? left : null
}

import { useEffect, useState } from 'react'
import { onTouch } from '#ui/activity.ts'

const STORED_AS = 'yiguanjia.touched'
/** All tabs of the browser count: who works in one is not idle in another. */
const WRITE_EVERY = 5_000
const LOOK_EVERY = 5_000
const WARN_BEFORE = 60_000

/**
 * Watches whether anybody touches this desk. `isWarned` in the last minute; calls `idle` once when the time is over. The
 * house ends the session by its own count; this covers the screen as well.
 */
export function useIdle(minutes: number, isOff: boolean, idle: () => void): { readonly isWarned: boolean } {
  const [isWarned, setWarned] = useState(false)
  useEffect(() => {
    if (isOff) return
    let touched = Date.now()
    let written = 0
    const touch = () => {
      touched = Date.now()
      setWarned(false)
      if (touched - written < WRITE_EVERY) return
      written = touched
      localStorage.setItem(STORED_AS, String(touched))
    }
    const look = () => {
      const elsewhere = Number(localStorage.getItem(STORED_AS) ?? 0)
      const left = Math.max(touched, elsewhere) + minutes * 60_000 - Date.now()
      setWarned(left < WARN_BEFORE)
      if (left > 0) return
      clearInterval(timer)
      idle()
    }
    touch()
    const timer = setInterval(look, LOOK_EVERY)
    const stop = onTouch(touch)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      stop()
      document.removeEventListener('visibilitychange', look)
    }
  }, [minutes, isOff, idle])
  return { isWarned: isWarned && !isOff }
}

import { useLayoutEffect } from 'react'
import { useLatest } from '#ui/use-latest.ts'

/** A reader types faster than fingers, and ends with Enter. */
const BETWEEN_MS = 400
const SHORTEST = 4
const LONGEST = 40

/**
 * Hears a card reader that types like a keyboard (读卡器), where no field has the focus: the number, then Enter. What somebody types slowly
 * by hand is not a card.
 */
export function useReader(isOn: boolean, onCard: (number: string) => void): void {
  const heard = useLatest(onCard)
  // Before the screen is seen: a card may be there already.
  useLayoutEffect(() => {
    if (!isOn) return
    let typed = ''
    let lastAt = 0
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
      const now = performance.now()
      if (now - lastAt > BETWEEN_MS) typed = ''
      lastAt = now
      if (event.key === 'Enter') {
        const number = typed
        typed = ''
        if (number.length < SHORTEST) return
        // Enter would press whatever button has the focus.
        event.preventDefault()
        heard.current?.(number)
      } else if (/^[\w-]$/.test(event.key) && typed.length < LONGEST) typed += event.key
    }
    addEventListener('keydown', hear, { capture: true })
    return () => {
      typed = ''
      removeEventListener('keydown', hear, { capture: true })
    }
  }, [isOn, heard])
}

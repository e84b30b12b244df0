import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import './print-sheet.css'

interface PrintSheetProps {
  /** `slip`: the 80 mm printer of the desk; `page`: A4. */
  readonly kind: 'slip' | 'page'
  readonly onPrinted: () => void
  readonly children: ReactNode
}

const PATIENCE = 3_000
const LOOK = 50

/** Prints its content alone, as soon as its pictures are drawn, and goes away. */
export function PrintSheet({ kind, onPrinted, children }: PrintSheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const printed = useEffectEvent(onPrinted)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => {
      const isDrawn = !sheet.current?.querySelector('[aria-busy=true]')
      if (!isDrawn && performance.now() - began < PATIENCE) return
      clearInterval(timer)
      print()
      printed()
    }, LOOK)
    return () => clearInterval(timer)
  }, [])
  return createPortal(
    <div ref={sheet} className={`d-sheet ${kind}`}>
      {children}
    </div>,
    document.body,
  )
}

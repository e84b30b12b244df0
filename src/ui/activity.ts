/** When somebody last touched this page; opening it counts. */
let touchedAt = Date.now()

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const

/** Hears each touch. Returns how to stop. */
export function onTouch(touched: () => void): () => void {
  for (const event of TOUCHES) addEventListener(event, touched, { passive: true, capture: true })
  return () => {
    for (const event of TOUCHES) removeEventListener(event, touched, { capture: true })
  }
}

if (typeof document !== 'undefined') onTouch(() => (touchedAt = Date.now()))

/** After so long without a touch, what a screen asks, it asks by itself. */
const BY_ITSELF_AFTER = 30_000

/** Does the screen ask by itself, so that it must not keep a session from ending (SEC-01)? */
export const asksByItself = (): boolean => Date.now() - touchedAt > BY_ITSELF_AFTER

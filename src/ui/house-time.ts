/** The house's time in the browser (服务器时间): a phone's clock is wrong, and a simulated day runs on the house's clock only. */

let offset = 0
let trusted = Number.POSITIVE_INFINITY

/**
 * Learns the house's time from the `house-time` header of an answer. The answer took `took` milliseconds, and the house
 * looked at its clock somewhere in between, so a quicker answer says it more exactly; an old one slowly loses its worth.
 */
export function learnHouseTime(said: string | null, sentAt: number, cameAt: number): void {
  const house = said ? Date.parse(said) : Number.NaN
  if (Number.isNaN(house)) return
  const took = cameAt - sentAt
  const middle = sentAt + took / 2
  const isFar = Math.abs(house - middle - offset) > 2_000
  if (isFar || took <= trusted) {
    offset = house - middle
    trusted = took
  } else {
    trusted *= 1.1
  }
}

/** Milliseconds since 1970 by the house's clock. */
export const houseNow = (): number => Date.now() + offset

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls `tick` every second while the page is seen: one timer for all clocks of a page. Returns how to stop. */
export function everySecond(tick: () => void): () => void {
  listeners.add(tick)
  timer ??= setInterval(() => {
    if (document.visibilityState === 'hidden') return
    for (const listener of listeners) listener()
  }, 1_000)
  return () => {
    listeners.delete(tick)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

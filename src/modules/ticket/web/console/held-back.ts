import { useSyncExternalStore } from 'react'
import type { Sending } from '#kernel/endpoint.ts'
import { ApiProblem, call, newKey } from '#ui/client.ts'
import { writeEntry } from '../../contract.ts'

/** Words to a patient, held back in the browser for ten seconds so that they can be taken back (撤销). */
export interface Held {
  readonly key: string
  readonly ticketId: string
  readonly number: string
  readonly body: Sending<typeof writeEntry>['body']
  /** When it goes out, in milliseconds of this computer. */
  readonly goesAt: number
  readonly state: 'counting' | 'sending' | 'failed'
  readonly problem: ApiProblem | null
}

export const HOLD = 10_000
let held: readonly Held[] = []
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const watchers = new Set<() => void>()
const sentWatchers = new Set<(ticketId: string, version: number) => void>()

function become(next: readonly Held[]): void {
  held = next
  for (const watcher of watchers) watcher()
}
const change = (key: string, to: Partial<Held>) => become(held.map(one => (one.key === key ? { ...one, ...to } : one)))
const without = (key: string) => become(held.filter(one => one.key !== key))

/** Holds words back; they go out after ten seconds, or at once when the page is left. */
export function holdBack(asked: Pick<Held, 'ticketId' | 'number' | 'body'>): void {
  const key = newKey()
  become([...held, { ...asked, key, goesAt: Date.now() + HOLD, state: 'counting', problem: null }])
  timers.set(
    key,
    setTimeout(() => void sendHeld(key), HOLD),
  )
}

/** Takes the words back; null when they have gone. */
export function takeBack(key: string): Held | null {
  const found = held.find(one => one.key === key && one.state !== 'sending')
  if (!found) return null
  clearTimeout(timers.get(key))
  without(key)
  return found
}

/** Sends now. The key stays the same however often it is tried, so the patient reads it once. */
export async function sendHeld(key: string, isLeaving = false): Promise<void> {
  const found = held.find(one => one.key === key && one.state !== 'sending')
  if (!found) return
  clearTimeout(timers.get(key))
  change(key, { state: 'sending', problem: null })
  try {
    const sent = { params: { id: found.ticketId }, body: found.body }
    const { version } = await call(writeEntry, sent, { key, ...(isLeaving ? { keepalive: true } : {}) })
    without(key)
    for (const watcher of sentWatchers) watcher(found.ticketId, version)
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    change(key, { state: 'failed', problem: error })
  }
}

/** Everything that waits goes out now: before another person sits down here, before signing out. */
export const sendAllHeld = (isLeaving = false): Promise<unknown> =>
  Promise.all(held.filter(one => one.state !== 'sending').map(one => sendHeld(one.key, isLeaving)))

addEventListener('pagehide', () => void sendAllHeld(true))
// What could not be sent would be lost with the page: the browser asks first.
addEventListener('beforeunload', event => {
  if (held.some(one => one.state === 'failed')) event.preventDefault()
})

export const onHeldSent = (watcher: (ticketId: string, version: number) => void): (() => void) => {
  sentWatchers.add(watcher)
  return () => void sentWatchers.delete(watcher)
}

export const useHeld = (): readonly Held[] =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => held,
  )

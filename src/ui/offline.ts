import { useSyncExternalStore } from 'react'
import type { AnyEndpoint, Sending } from '#kernel/endpoint.ts'
import { call, newKey } from '#ui/client.ts'
import { houseNow } from '#ui/house-time.ts'
import { linkName, linkToken } from '#ui/link.ts'
import { type TapQueue, tapQueue, type Waiting } from '#ui/offline/queue.ts'
import { openTapStore, type WaitingTap } from '#ui/offline/store.ts'

const listeners = new Set<() => void>()
const NOTHING: Waiting = { taps: [], isSending: false }
let queue: Promise<TapQueue> | undefined
let current: Waiting = NOTHING
let person: string | null = null
let whenSent: ((tap: WaitingTap, answer: unknown) => void) | undefined

/**
 * Opens the queue of taps (离线操作) of this page's link, or of the person who is signed in, and sends what waits from before;
 * called once, when it is known who taps. Nobody sends what another tapped. `sent` hears of each tap that the house has taken.
 */
export function startTaps(personId: string | null, sent?: (tap: WaitingTap, answer: unknown) => void): void {
  whenSent = sent
  person = personId
  queue ??= openQueue()
}

async function openQueue(): Promise<TapQueue> {
  const token = linkToken()
  const scope = token ? linkName(token) : `person ${person}`
  const opened = tapQueue({
    store: await openTapStore(),
    scope,
    clock: houseNow,
    send: ({ endpoint, sent, key }) =>
      call(endpoint as unknown as AnyEndpoint, sent, { key, ...(token ? { link: token } : {}) }),
    sent: (tap, answer) => whenSent?.(tap, answer),
    ...(navigator.locks
      ? { alone: (work: () => Promise<void>) => navigator.locks.request(`yiguanjia-taps-${scope}`, work) }
      : {}),
  })
  opened.follow(() => {
    current = opened.now()
    for (const listener of listeners) listener()
  })
  addEventListener('online', opened.wake)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && opened.wake())
  opened.wake()
  return opened
}

/** Taps an endpoint: at once where there is a network, in order and once when it is back. `matter` names what it is about. */
export async function tapOn<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sending<E>,
  about: { readonly matter: string; readonly label: string },
): Promise<void> {
  const { method, path, id } = endpoint
  if (method === 'GET') throw new TypeError('reading does not wait in the queue')
  const opened = await (queue ??= openQueue())
  await opened.tap({ ...about, key: newKey(), endpoint: { method, path, id }, sent: sent as WaitingTap['sent'] })
}

/** What waits, followed as it changes. */
export const useWaitingTaps = (): Waiting =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => current,
  )

export const tapAgain = async (key: string): Promise<void> => (await queue)?.again(key)
export const discardTap = async (key: string): Promise<void> => (await queue)?.discard(key)

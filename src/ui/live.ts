import { useEffect, useSyncExternalStore } from 'react'
import { sessionEnded } from '#ui/client.ts'
import { houseNow } from '#ui/house-time.ts'
import { linkToken } from '#ui/link.ts'
import { firstPosition } from '#ui/live/first-position.ts'
import { shareStream, whileSeen } from '#ui/live/share.ts'
import type { Change, StreamListener } from '#ui/live/stream.ts'
import { useLatest } from '#ui/use-latest.ts'

/** Is what the screen shows fresh? `stale` says since when it may not be; `starting` before the first connection. */
export type Connection = { readonly state: 'starting' | 'live' } | { readonly state: 'stale'; readonly since: number }

type Listener = (change: Change | 'all') => void

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let connection: Connection = { state: 'starting' }
let stop: (() => void) | undefined
let polling: ReturnType<typeof setInterval> | undefined

const STREAM = '/api/live'
/** The stream of a patient who is signed in. */
export const PATIENT_STREAM = '/api/portal/live'
/** Where a proxy breaks streams, the screens still read again every so often. */
const POLL = 15_000
/** So long the stream waits for the first answer. */
const PATIENCE = 3_000

/**
 * Opens the stream of changes (实时变更): of the staff session, of the signed link in the address, or of a patient who is signed in. Called
 * again after another person signed in.
 */
export function startLive(url: string = STREAM): void {
  stopLive()
  const starting = new AbortController()
  stop = () => starting.abort()
  void firstPosition(PATIENCE).then(after => {
    if (!starting.signal.aborted) stop = open(url, after)
  })
  polling = setInterval(() => {
    if (connection.state === 'stale' && document.visibilityState === 'visible') tell('all')
  }, POLL)
}

function open(url: string, after: string | null): () => void {
  const heard: StreamListener = {
    open: () => {
      // Where the stream does not begin at the first reading, something may have happened in between.
      const mayHaveMissed = after === null && connection.state === 'starting'
      become({ state: 'live' })
      if (mayHaveMissed) tell('all')
    },
    // The house's time was moved, and with it whatever a screen counts.
    change: change => tell(change.subject === 'clock' ? 'all' : change),
    missed: () => tell('all'),
    down: () => {
      if (connection.state !== 'stale') become({ state: 'stale', since: houseNow() })
    },
    ended: sessionEnded,
  }
  const token = linkToken()
  return token ? whileSeen(url, { authorization: `Link ${token}` }, after, heard) : shareStream(url, after, heard)
}

export function stopLive(): void {
  stop?.()
  stop = undefined
  clearInterval(polling)
  become({ state: 'starting' })
}

function become(next: Connection): void {
  connection = next
  for (const watcher of watchers) watcher()
}

function tell(change: Change | 'all'): void {
  for (const listener of listeners) listener(change)
}

/** Followed as it changes. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => connection,
  )

/** So that two hundred screens do not ask in the same moment. */
const SPREAD = 250

/**
 * Calls `changed` when a matter changed somewhere: any of `subject`, or the one with `id`. Many changes at once are one
 * call, spread a little in time; a page that nobody sees waits until it is seen.
 */
export function useLive(subject: string, id: string | null, changed: () => void): void {
  const whenChanged = useLatest(changed)
  useEffect(() => onChange(subject, id, () => whenChanged.current()), [subject, id, whenChanged])
}

/** `useLive` for code outside a component. Returns how to stop. */
export function onChange(subject: string, id: string | null, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  const soon = () => {
    isDue = true
    if (document.visibilityState === 'hidden') return
    timer ??= setTimeout(() => {
      timer = undefined
      isDue = false
      changed()
    }, Math.random() * SPREAD)
  }
  const listener: Listener = change => {
    if (change === 'all' || (change.subject === subject && (id === null || change.id === id))) soon()
  }
  const seen = () => {
    if (isDue) soon()
  }
  listeners.add(listener)
  document.addEventListener('visibilitychange', seen)
  return () => {
    listeners.delete(listener)
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(timer)
  }
}

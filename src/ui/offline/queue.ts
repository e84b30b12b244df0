import { ApiProblem } from '#ui/client.ts'
import type { TapStore, WaitingTap } from '#ui/offline/store.ts'

/** What waits, for the screen. */
export interface Waiting {
  readonly taps: readonly WaitingTap[]
  readonly isSending: boolean
}
export interface TapQueue {
  readonly now: () => Waiting
  readonly follow: (listener: () => void) => () => void
  /** Puts a tap at the end and starts to send. */
  tap(tap: Omit<WaitingTap, 'scope' | 'tappedAt' | 'refusal'>): Promise<void>
  /** Starts to send what waits: the network is back, the page is seen again. */
  wake(): void
  /** Sends a refused tap once more, as it is. */
  again(key: string): Promise<void>
  discard(key: string): Promise<void>
  stop(): void
}
interface QueueOptions {
  readonly store: TapStore
  readonly scope: string
  /** Sends one tap with its key; throws `ApiProblem`. */
  readonly send: (tap: WaitingTap) => Promise<unknown>
  /** The house has taken it. */
  readonly sent?: (tap: WaitingTap, answer: unknown) => void
  readonly clock: () => number
  /** Held while sending, so that two open pages do not send at once. */
  readonly alone?: (work: () => Promise<void>) => Promise<void>
}

const SOONEST = 2_000
const LATEST = 60_000

/**
 * Taps made without a network (离线操作), sent in their order and once each (SYS-07). A tap that the house refuses waits for a
 * person, and so do the later taps on the same matter; other matters go on. The version of a matter is carried from one
 * tap's answer to the next tap, because the person saw his own taps as done.
 */
export function tapQueue(options: QueueOptions): TapQueue {
  const { store, scope, send, sent, clock, alone = work => work() } = options
  const listeners = new Set<() => void>()
  let waiting: Waiting = { taps: [], isSending: false }
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = SOONEST
  let isRunning = false
  let isWoken = false
  let isStopped = false

  const show = (next: Partial<Waiting>) => {
    waiting = { ...waiting, ...next }
    for (const listener of listeners) listener()
  }
  const load = async () => show({ taps: await store.all(scope) })

  const sendAll = async () => {
    await load()
    for (;;) {
      const stuck = new Set(waiting.taps.flatMap(tap => (tap.refusal ? [tap.matter] : [])))
      const next = waiting.taps.find(tap => !stuck.has(tap.matter))
      if (!next || isStopped) return
      const goesOn = await sendOne(next)
      await load()
      if (!goesOn) return isWoken ? undefined : later()
    }
  }
  /** False when it must wait for the network. */
  const sendOne = async (tap: WaitingTap): Promise<boolean> => {
    try {
      const answer = await send(tap)
      pause = SOONEST
      await carryVersion(tap, answer)
      await store.remove(tap.key)
      sent?.(tap, answer)
      return true
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.isPassing) return false
      await store.put({ ...tap, refusal: { code: error.code, title: error.title } })
      return true
    }
  }
  const carryVersion = async (tap: WaitingTap, answer: unknown) => {
    const version = versionOf(answer)
    if (version === undefined) return
    for (const later of await store.all(scope)) {
      if (later.key === tap.key || later.matter !== tap.matter || versionOf(later.sent.body) === undefined) continue
      await store.put({ ...later, sent: { ...later.sent, body: { ...(later.sent.body as object), version } } })
    }
  }
  const later = () => {
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(wake, pause)
    pause = Math.min(pause * 2, LATEST)
  }
  const wake = () => {
    clearTimeout(timer)
    if (isStopped) return
    isWoken = true
    if (!isRunning) void run()
  }
  const run = async () => {
    isRunning = true
    show({ isSending: true })
    try {
      while (isWoken) {
        isWoken = false
        await alone(sendAll)
      }
    } catch (error) {
      later()
      throw error
    } finally {
      isRunning = false
      show({ isSending: false })
    }
  }
  const change = async (act: () => Promise<void>) => {
    await act()
    await load()
    wake()
  }
  return {
    now: () => waiting,
    follow: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tap: tap => change(() => store.put({ ...tap, scope, tappedAt: clock() })),
    wake: () => {
      // How long it was without a network says nothing about how soon an answer that is lost now should be asked for again.
      pause = SOONEST
      wake()
    },
    again: key =>
      change(async () => {
        const tap = waiting.taps.find(one => one.key === key)
        if (!tap) return
        const { refusal: _, ...fresh } = tap
        await store.put(fresh)
      }),
    discard: key => change(() => store.remove(key)),
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

function versionOf(value: unknown): number | undefined {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  return typeof version === 'number' ? version : undefined
}

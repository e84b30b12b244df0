import { type Change, keepStream, type StreamListener } from '#ui/live/stream.ts'

// A broadcast channel is of this origin only, and takes no target.
/* oxlint-disable unicorn/require-post-message-target-origin */

/** What the tabs of one browser say to each other. */
type Word =
  | { readonly kind: 'missed' | 'down' | 'ended' | 'ask' }
  | { readonly kind: 'open'; readonly sequence: string }
  | { readonly kind: 'change'; readonly change: Change; readonly sequence: string }

/** A patient's stream and a clerk's are not the same, though one browser may have both. */
const nameOf = (url: string): string => `yiguanjia-live ${url}`

/**
 * One stream for all tabs of a browser (a browser opens six connections to a server, and a clerk has more tabs than that): the
 * tab that holds the lock reads and tells the others; when it closes, the next takes over after the last event it heard.
 * Plain http has no locks: there each tab reads by itself while it is seen.
 */
export const shareStream = (url: string, after: string | null, listener: StreamListener): (() => void) =>
  navigator.locks && 'BroadcastChannel' in globalThis
    ? byOneTab(url, after, listener)
    : whileSeen(url, {}, after, listener)

function byOneTab(url: string, after: string | null, listener: StreamListener): () => void {
  const channel = new BroadcastChannel(nameOf(url))
  const stopping = new AbortController()
  let last = after
  let state: Word | null = null
  let leads = false

  const hear = (word: Word) => {
    if (word.kind === 'open') last ??= word.sequence
    if (word.kind === 'change') last = word.sequence || last
    if (word.kind === 'open' || word.kind === 'down') state = word
    if (word.kind === 'change') listener.change(word.change, word.sequence)
    else if (word.kind === 'open') listener.open(word.sequence)
    else if (word.kind !== 'ask') listener[word.kind]()
    else if (leads && state) channel.postMessage(state)
  }
  const tell = (word: Word) => {
    hear(word)
    channel.postMessage(word)
  }
  channel.addEventListener('message', (event: MessageEvent<Word>) => hear(event.data))
  channel.postMessage({ kind: 'ask' } satisfies Word)

  const lead = () =>
    new Promise<void>(release => {
      leads = true
      const close = keepStream(url, {}, last, {
        open: sequence => tell({ kind: 'open', sequence }),
        change: (change, sequence) => tell({ kind: 'change', change, sequence }),
        missed: () => tell({ kind: 'missed' }),
        down: () => tell({ kind: 'down' }),
        ended: () => tell({ kind: 'ended' }),
      })
      stopping.signal.addEventListener('abort', () => {
        close()
        release()
      })
    })
  navigator.locks.request(nameOf(url), { signal: stopping.signal }, lead).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error
  })
  return () => {
    stopping.abort()
    channel.close()
  }
}

/** How long a page that is no longer seen keeps its stream. */
const PATIENCE = 10_000

/** A stream of this page alone, open while it is seen. */
export function whileSeen(
  url: string,
  headers: Readonly<Record<string, string>>,
  after: string | null,
  listener: StreamListener,
): () => void {
  let close: (() => void) | undefined
  let last = after
  let leaving: ReturnType<typeof setTimeout> | undefined
  const remembering: StreamListener = {
    open: sequence => {
      last ??= sequence
      listener.open(sequence)
    },
    missed: () => listener.missed(),
    down: () => listener.down(),
    ended: () => listener.ended(),
    change: (change, sequence) => {
      last = sequence || last
      listener.change(change, sequence)
    },
  }
  const look = () => {
    clearTimeout(leaving)
    if (document.visibilityState === 'visible') {
      close ??= keepStream(url, headers, last, remembering)
      return
    }
    leaving = setTimeout(() => {
      close?.()
      close = undefined
    }, PATIENCE)
  }
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    document.removeEventListener('visibilitychange', look)
    clearTimeout(leaving)
    close?.()
  }
}

/** What the house says when something changed (实时变更): never more than what to read again. */
export interface Change {
  readonly subject: string
  readonly id: string
  readonly version: number | null
  readonly action: string
}

export interface StreamListener {
  /** The connection stands; what came before `sequence` has been heard or is told next. */
  open(sequence: string): void
  change(change: Change, sequence: string): void
  /** Some changes were missed: read everything again. */
  missed(): void
  down(): void
  /** The house knows this caller no longer; the stream has stopped. */
  ended(): void
}

/** Longer than two of the house's heartbeats, one every 15 s. */
const SILENCE = 40_000
const SOONEST = 1_000
const LATEST = 30_000

/**
 * Keeps one stream open until stopped: reads server-sent events by `fetch`, because EventSource can neither send the header of
 * a signed link nor tell a refusal from a broken line; resumes after the last event; gives up a silent line.
 */
export function keepStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  after: string | null,
  listener: StreamListener,
): () => void {
  const stopping = new AbortController()
  let last = after
  void (async () => {
    for (let pause = SOONEST; !stopping.signal.aborted; pause = Math.min(pause * 2, LATEST)) {
      const line = new AbortController()
      stopping.signal.addEventListener('abort', () => line.abort(), { signal: line.signal })
      // A phone that leaves the network is told so long before the silence is noticed.
      addEventListener('offline', () => line.abort(), { signal: line.signal })
      try {
        const response = await fetch(url, {
          headers: { ...headers, accept: 'text/event-stream', ...(last ? { 'last-event-id': last } : {}) },
          signal: line.signal,
          credentials: 'same-origin',
          cache: 'no-store',
        })
        if (response.status === 401) return listener.ended()
        if (response.ok && response.body) {
          pause = SOONEST
          last = await read(response.body, last, listener, line)
        }
      } catch {
        // Told below: the line is down, for whatever cause.
      }
      line.abort()
      if (stopping.signal.aborted) return
      listener.down()
      await wait(pause * (0.75 + Math.random() / 2), stopping.signal)
    }
  })()
  return () => stopping.abort()
}

async function read(
  body: ReadableStream<Uint8Array>,
  after: string | null,
  listener: StreamListener,
  line: AbortController,
): Promise<string | null> {
  let last = after
  let rest = ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let watch = setTimeout(() => line.abort(), SILENCE)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return last
      clearTimeout(watch)
      watch = setTimeout(() => line.abort(), SILENCE)
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) last = hear(block, last, listener)
    }
  } catch {
    return last
  } finally {
    clearTimeout(watch)
  }
}

/** One event of the stream. Returns after which one to resume. */
function hear(block: string, last: string | null, listener: StreamListener): string | null {
  const fields = new Map<string, string>()
  for (const row of block.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([a-z]*):? ?(.*)$/.exec(row) ?? []
    if (name) fields.set(name, fields.has(name) ? `${fields.get(name)}\n${value}` : value)
  }
  const sequence = fields.get('id') ?? null
  const data = fields.get('data')
  switch (fields.get('event')) {
    case 'hello':
      listener.open(sequence ?? '')
      // What was missed comes next: until it has come, a broken line resumes where it did before.
      return last ?? sequence
    case 'reload':
      listener.missed()
      break
    case undefined:
      if (data) listener.change(JSON.parse(data) as Change, sequence ?? '')
      break
    default:
  }
  return sequence ?? last
}

/** Until the time is over, the network is back, or nobody listens any more. */
const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const over = new AbortController()
    const end = () => {
      clearTimeout(timer)
      over.abort()
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end, { signal: over.signal })
    addEventListener('online', end, { signal: over.signal })
  })

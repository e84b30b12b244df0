/** One tap that waits to be sent. */
export interface WaitingTap {
  /** Its idempotency key: the house does it once, however often it is sent. */
  readonly key: string
  /** Which link it belongs to, by its short name; a page sends only its own. */
  readonly scope: string
  /** The matter it is about: the taps of one matter go one after the other. */
  readonly matter: string
  /** In words, for the list of what waits. */
  readonly label: string
  readonly endpoint: { readonly method: 'POST' | 'PUT' | 'DELETE'; readonly path: string; readonly id: string }
  readonly sent: { readonly params?: Readonly<Record<string, string>>; readonly body?: unknown }
  readonly tappedAt: number
  /** Set when the house refused it: it waits for a person. */
  readonly refusal?: { readonly code: string; readonly title: string }
}

/** Keeps waiting taps over a closed page. In the order in which they were put. */
export interface TapStore {
  all(scope: string): Promise<readonly WaitingTap[]>
  put(tap: WaitingTap): Promise<void>
  remove(key: string): Promise<void>
}

const NAME = 'yiguanjia-taps'
const TAPS = 'taps'

/** The browser's database; where it has none (a private window), what waits is lost with the page. */
export async function openTapStore(): Promise<TapStore> {
  try {
    return storeIn(await open())
  } catch {
    return memoryStore()
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1)
  request.addEventListener('upgradeneeded', () => {
    request.result
      .createObjectStore(TAPS, { keyPath: 'order', autoIncrement: true })
      .createIndex('key', 'key', { unique: true })
  })
  return done(request)
}

const orderOf = (store: IDBObjectStore, key: string) => done(store.index('key').getKey(key))

function storeIn(database: IDBDatabase): TapStore {
  const taps = (mode: IDBTransactionMode) =>
    database.transaction(TAPS, mode, { durability: 'strict' }).objectStore(TAPS)
  return {
    all: async scope => {
      const kept = (await done(taps('readonly').getAll())) as readonly WaitingTap[]
      return kept.filter(tap => tap.scope === scope)
    },
    put: async tap => {
      const store = taps('readwrite')
      const order = await orderOf(store, tap.key)
      await done(store.put(order === undefined ? tap : { ...tap, order }))
    },
    remove: async key => {
      const store = taps('readwrite')
      const order = await orderOf(store, key)
      if (order !== undefined) await done(store.delete(order))
    },
  }
}

/** Keeps what waits in memory. */
export function memoryStore(): TapStore {
  const taps = new Map<string, WaitingTap>()
  return {
    all: async scope => [...taps.values()].filter(tap => tap.scope === scope),
    put: async tap => void taps.set(tap.key, tap),
    remove: async key => void taps.delete(key),
  }
}

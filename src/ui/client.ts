import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/problem.ts'
import { asksByItself } from '#ui/activity.ts'
import { learnHouseTime } from '#ui/house-time.ts'
import { language } from '#ui/language.ts'
import { linkToken } from '#ui/link.ts'
import { learnPosition } from '#ui/live/first-position.ts'

/** One field that was refused: a JSON pointer such as `/body/phone`, and the sentence to stand beside the field. */
export interface FieldProblem {
  readonly pointer: string
  readonly message: string
}

/**
 * A refusal of the house (RFC 9457), or `unreachable` when no answer came. Screens switch on `code`, never on words;
 * `title` is a sentence to show. What was sent has not been saved unless `isUnknown`.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly errors: readonly FieldProblem[]
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, title: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(title)
    this.code = code
    this.status = status
    this.facts = facts
    this.errors = Array.isArray(facts['errors']) ? facts['errors'].map(fieldProblem) : []
  }

  get title(): string {
    return this.message
  }

  /** The sentence for one field of the body: `at('phone')`, `at('address/street')`. */
  at(field: string): string | undefined {
    return this.errors.find(error => error.pointer === `/body/${field}`)?.message
  }

  /** Did no answer come, so that nobody knows whether it was done? Send it again with the same key. */
  get isUnknown(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 504
  }

  /** May the same request succeed later without a change? */
  get isPassing(): boolean {
    return this.isUnknown || this.status === 503 || this.status === 429 || this.status === 500
  }
}

function fieldProblem(error: unknown): FieldProblem {
  const { pointer = '', detail = '' } = error as Record<string, string | undefined>
  return { pointer, message: detail }
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** One key for one intention of a person; a mutation without one gets a fresh one. */
  readonly key?: string
  /** Speaks for a signed link other than the one in the address. */
  readonly link?: string
  /** Goes out although the page is being left; at most 64 KB. */
  readonly keepalive?: boolean
}

const UNREACHABLE: Readonly<Record<Language, string>> = {
  zh: '连不上服务器，请检查网络后重试',
  en: 'The server is out of reach; check the network and try again',
}

let signedOut: (() => void) | undefined
/** Says what happens when the house answers that nobody is signed in: the session has ended. */
export const onSignedOut = (handler: () => void): void => {
  signedOut = handler
}
/** Nobody is signed in any more: the house said so, here or on the stream of changes. */
export const sessionEnded = (): void => signedOut?.()

/** Calls one endpoint of a contract. Throws `ApiProblem`, or the signal's `AbortError`. */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sending<E>,
  options: CallOptions = {},
): Promise<Answer<E>> {
  const response = await reach(request(endpoint, sent, options), options.signal)
  if (response.status === 204) return undefined as Answer<E>
  const document: unknown = await response.json().catch(() => null)
  if (response.ok && document !== null) return document as Answer<E>
  const problem = asProblem(response, document)
  if (problem.code === 'not-signed-in') sessionEnded()
  throw problem
}

interface Parts {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

function request(endpoint: AnyEndpoint, sent: Parts, options: CallOptions): Request {
  const headers = new Headers({ accept: 'application/json', 'accept-language': language() })
  const token = options.link ?? linkToken()
  if (token) headers.set('authorization', `Link ${token}`)
  if (asksByItself()) headers.set('activity', 'none')
  if (endpoint.method !== 'GET') headers.set('idempotency-key', options.key ?? newKey())
  if (sent?.body !== undefined) headers.set('content-type', 'application/json')
  return new Request(address(endpoint.path, sent ?? {}), {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    keepalive: options.keepalive ?? false,
    ...(sent?.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  })
}

async function reach(request: Request, signal: AbortSignal | undefined): Promise<Response> {
  const sentAt = Date.now()
  try {
    const response = await fetch(request, signal ? { signal } : {})
    learnPosition(response.headers.get('live-position'))
    learnHouseTime(response.headers.get('house-time') ?? response.headers.get('date'), sentAt, Date.now())
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem('unreachable', 0, UNREACHABLE[language()])
  }
}

function asProblem(response: Response, document: unknown): ApiProblem {
  if (document && typeof document === 'object' && 'type' in document && 'title' in document) {
    const { type, title, ...facts } = document as Record<string, unknown>
    return new ApiProblem(String(type).split('/').at(-1) ?? '', response.status, String(title), facts)
  }
  // A proxy answered, or the answer broke off: nobody knows what became of it.
  return new ApiProblem('unreachable', response.ok ? 0 : response.status, UNREACHABLE[language()])
}

/** `/api/tickets/:id` and `{ id }` and `{ open: true }` → `/api/tickets/7?open=true`; absent values are left out. */
export function address(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replaceAll(/:(\w+)/g, (_place, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

/** A key of one intention. Not `crypto.randomUUID`: a hospital's network is often plain http, where that is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

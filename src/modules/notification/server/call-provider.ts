/** What came of one HTTP call to a provider. Nothing here quotes an address or a body: keys and numbers stand in them. */
export type Called =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  /** It never got there: no connection. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** It may have got there: no answer in time, a broken connection, an answer that nobody can read. */
  | { readonly kind: 'unknown'; readonly code: string }

/** Before these, nothing left the house. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])
const SERVER_ERROR = 500

/** One call, once: no retry, no redirect. `seconds` bounds it as a whole. */
export async function callProvider(url: URL, request: RequestInit, seconds: number): Promise<Called> {
  try {
    const answer = await fetch(url, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(Math.round(seconds * 1000)),
    })
    const text = await answer.text()
    if (answer.status >= SERVER_ERROR) return { kind: 'unknown', code: `http-${answer.status}` }
    return { kind: 'answer', status: answer.status, body: JSON.parse(text) as Record<string, unknown> }
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'unknown', code: 'unreadable' }
    const { name, cause } = error as Error & { cause?: { code?: string } }
    if (name === 'TimeoutError') return { kind: 'unknown', code: 'timeout' }
    const code = cause?.code ?? 'broken'
    return NOT_SENT.has(code) ? { kind: 'unreachable', code: 'unreachable' } : { kind: 'unknown', code: 'broken' }
  }
}

/** A JSON body, as a request. */
export const jsonRequest = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

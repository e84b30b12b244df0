import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a provider does with the next call: answers as it does, breaks after it took the call, or is slow. */
export type Behaviour =
  | { readonly kind: 'answer' }
  /** A refusal by the provider's own code. */
  | { readonly kind: 'code'; readonly code: string | number; readonly status?: number }
  /** Takes it, and the connection breaks before the answer. */
  | { readonly kind: 'reset' }
  /** Takes it, and answers so late that nobody waits. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Something in between breaks: no JSON. */
  | { readonly kind: 'gateway' }

export interface Provider {
  readonly url: string
  /** The next calls go so, one after the other; then it answers as usual. */
  next(...behaviours: readonly Behaviour[]): void
  close(): Promise<void>
}

/** How one provider answers: what it took is its own business. */
export type Answering = (
  request: { readonly path: string; readonly query: URLSearchParams; readonly body: string },
  behaviour: Behaviour,
) => { readonly status?: number; readonly body: unknown }

/**
 * A server that answers as a provider does, on a port of its own, with the troubles that a test asks for; `calm` paths have none.
 */
export async function provider(answering: Answering, calm: readonly string[] = []): Promise<Provider> {
  const coming: Behaviour[] = []
  const server: Server = createServer((request, response) => void handle(request, response))
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const url = new URL(request.url ?? '/', 'http://provider')
    const behaviour = (calm.includes(url.pathname) ? undefined : coming.shift()) ?? { kind: 'answer' as const }
    const answer = answering(
      { path: url.pathname, query: url.searchParams, body: Buffer.concat(parts).toString('utf8') },
      behaviour,
    )
    if (behaviour.kind === 'reset') return void request.socket.destroy()
    if (behaviour.kind === 'gateway') return void response.writeHead(502).end('<html>502 Bad Gateway</html>')
    if (behaviour.kind === 'slow') await new Promise(resume => setTimeout(resume, behaviour.ms))
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  }
  await new Promise<void>(resume => server.listen(0, '127.0.0.1', resume))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...behaviours) => void coming.push(...behaviours),
    async close() {
      server.closeAllConnections()
      await new Promise(resume => server.close(resume))
    },
  }
}

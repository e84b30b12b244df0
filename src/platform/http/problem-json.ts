import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import {
  commonProblems,
  type Language,
  Problem,
  type ProblemKind,
  type Problems,
  problemTitle,
} from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { errorFacts, type Log } from '#platform/log.ts'

/** The caller's language: Chinese unless English is asked for first. */
export const languageOf = (request: FastifyRequest): Language =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

/** How refusals look under paths where another standard says so. */
export interface OwnRefusals {
  readonly under: string
  send(house: House, problem: Problem, kind: ProblemKind, request: FastifyRequest, reply: FastifyReply): unknown
}

/**
 * Every error leaves as RFC 9457 `application/problem+json`, or as the standard of its path has it. A `Problem` is told; a bug is only
 * logged. Also what answers where no route was found.
 */
export function answering(
  house: House,
  modules: readonly { readonly problems: Problems; readonly refusals?: OwnRefusals }[],
): (error: unknown, request: FastifyRequest, reply: FastifyReply) => unknown {
  const kinds: Problems = Object.assign({}, commonProblems, ...modules.map(module => module.problems))
  const own = modules.flatMap(module => module.refusals ?? [])
  return (error, request, reply) => {
    const problem = problemOf(error)
    logFailure(house.log, problem, error, request)
    const kind = kinds[problem.code] ?? commonProblems.internal
    if (problem.code === 'too-many-requests') void reply.header('retry-after', String(problem.facts['seconds']))
    void reply.code(kind.status).header('cache-control', 'no-store')
    const other = own.find(one => request.url.startsWith(one.under))
    return other === undefined ? send(reply, request, kind, problem) : other.send(house, problem, kind, request, reply)
  }
}

const LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers what is no HTTP, or too much of it, and ends the connection. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const line = LINES[error.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify({
    type: '/problems/unreadable-request',
    title: commonProblems['unreadable-request'].zh,
    status: Number(line.slice(0, 3)),
  })
  const head = `HTTP/1.1 ${line}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}`
  if (socket.writable) socket.write(`${head}\r\nConnection: close\r\n\r\n${body}`)
  socket.destroySoon()
}

/** Writes down what is ours to mend; a refusal is nobody's fault. */
function logFailure(log: Log, problem: Problem, error: unknown, request: FastifyRequest): void {
  if (problem.code === 'internal' || problem.code === 'unavailable')
    log.error(
      { request: request.id, method: request.method, route: request.routeOptions.url, ...errorFacts(error) },
      'a request failed',
    )
}

function send(reply: FastifyReply, request: FastifyRequest, kind: ProblemKind, problem: Problem) {
  return reply.type('application/problem+json').send(
    JSON.stringify({
      ...problem.facts,
      type: `/problems/${problem.code}`,
      title: problemTitle(kind, problem.facts, languageOf(request)),
      status: kind.status,
      instance: request.id,
    }),
  )
}

/** Codes of PostgreSQL and of the socket that mean: not reachable now. */
const AWAY = /^(57P0\d|08\d{3}|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|25P03)$/
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** What an error means to whoever asked. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { statusCode, code = '', message = '' } = error as Partial<FastifyError> & { message?: string }
  if (AWAY.test(code) || AWAY_WORDS.test(message)) return new Problem('unavailable')
  if (statusCode === 413) return new Problem('too-large')
  if (statusCode === 415) return new Problem('unsupported-media-type')
  if (statusCode === 429) return new Problem('too-many-requests', { seconds: 60 })
  if (statusCode === 403 || statusCode === 404 || statusCode === 414) return new Problem('not-found')
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY')
    return new Problem('unreadable-json')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new Problem('unreadable-request')
  return new Problem('internal')
}

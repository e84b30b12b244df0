import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  commonProblems,
  type Language,
  Problem,
  type ProblemKind,
  type Problems,
  problemTitle,
} from '#kernel/problem.ts'
import { errorFacts, type Log } from '#platform/log.ts'

/** The caller's language: Chinese unless English is asked for first. */
export const languageOf = (request: FastifyRequest): Language =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

/** Every error leaves as RFC 9457 `application/problem+json`. A `Problem` is told; a bug is only logged. */
export function answerProblems(app: FastifyInstance, problems: Problems, log: Log): void {
  const kinds: Problems = { ...commonProblems, ...problems }
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    logFailure(log, problem, error, request)
    return send(reply, request, kinds, problem)
  })
}

/** Writes down what is ours to mend; a refusal is nobody's fault. */
export function logFailure(log: Log, problem: Problem, error: unknown, request: FastifyRequest): void {
  if (problem.code === 'internal' || problem.code === 'unavailable')
    log.error(
      { request: request.id, method: request.method, route: request.routeOptions.url, ...errorFacts(error) },
      'a request failed',
    )
}

function send(reply: FastifyReply, request: FastifyRequest, kinds: Problems, problem: Problem) {
  const kind: ProblemKind = kinds[problem.code] ?? commonProblems.internal
  if (problem.code === 'too-many-requests') void reply.header('retry-after', String(problem.facts['seconds']))
  return reply
    .code(kind.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(
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
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { statusCode, code = '', message = '' } = error as Partial<FastifyError> & { message?: string }
  if (AWAY.test(code) || AWAY_WORDS.test(message)) return new Problem('unavailable')
  if (statusCode === 413) return new Problem('too-large')
  if (statusCode === 415) return new Problem('unsupported-media-type')
  if (statusCode === 429) return new Problem('too-many-requests', { seconds: 60 })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem('invalid-request', { errors: [{ pointer: '', detail: code }] })
  return new Problem('internal')
}

import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import type { AnyEndpoint, Endpoint } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { languageOf } from '#platform/http/problem-json.ts'

/** What a request brings beside its input. */
export interface Call {
  readonly caller: Caller
  readonly language: Language
  readonly request: FastifyRequest
  /** Sets a response header, such as a cookie. */
  header(name: string, value: string): void
}

/** An endpoint and what answers it. */
export interface Route {
  readonly endpoint: AnyEndpoint
  run(input: never, call: Call): Promise<unknown>
}

/** Binds an endpoint to what answers it; curried, so that the answer is checked against the contract. */
export const on =
  <I, O, S>(endpoint: Endpoint<I, O, S>) =>
  (run: (input: I, call: Call) => Promise<O>): Route => ({ endpoint, run: run as Route['run'] })

export interface Serving {
  /** Finds out who asks. Refuses a broken or ended sign-in by giving the public caller. */
  authenticate(request: FastifyRequest): Promise<Caller>
  /** Answers are held against the contract: in tests and development. */
  readonly checkAnswers: boolean
}

const KEY = /^[A-Za-z0-9_-]{8,80}$/

/** Mounts endpoints: who may, what came in, what goes out. The rest is the module's. */
export function serve(app: FastifyInstance, serving: Serving, routes: readonly Route[]): void {
  for (const { endpoint, run } of routes)
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: endpoint.bodyLimit,
      config:
        endpoint.callsPerMinute === null ? {} : { rateLimit: { max: endpoint.callsPerMinute, timeWindow: 60_000 } },
      handler: async (request, reply) => {
        const language = languageOf(request)
        const known = await serving.authenticate(request)
        allow(endpoint, known)
        const input = parse(endpoint, request, language)
        const caller = { ...known, once: endpoint.method === 'GET' ? null : onceOf(endpoint, request, input) }
        const call: Call = { caller, language, request, header: (name, value) => void reply.header(name, value) }
        const answer = await run(input as never, call)
        if (serving.checkAnswers) check(endpoint, answer)
        return reply
          .code(endpoint.status)
          .header('cache-control', 'no-store')
          .send(answer ?? undefined)
      },
    })
}

/** A permission word wants that permission; nothing is open by default. */
export function allow(endpoint: Pick<AnyEndpoint, 'access'>, caller: Caller): void {
  const { access } = endpoint
  if (access === 'public') return
  if (access === 'link') {
    if (caller.kind === 'patient-link' || caller.kind === 'liaison-link') return
    throw new Problem('not-signed-in')
  }
  if (access === 'patient') {
    if (caller.kind === 'patient') return
    throw new Problem('not-signed-in')
  }
  if (['public', 'patient-link', 'patient'].includes(caller.kind)) throw new Problem('not-signed-in')
  const hasAccount = caller.kind === 'staff' || caller.kind === 'partner'
  if (access === 'account' && hasAccount) return
  if (access === 'signed-in' ? caller.kind !== 'staff' : !caller.permissions.has(access))
    throw new Problem('forbidden', { needs: access })
}

const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }
const MISSING = { zh: '请填写这一项', en: 'This is needed' }

/** What is wrong with a field, said to whoever fills it in. */
export const fieldWords =
  (language: Language): z.core.$ZodErrorMap =>
  issue =>
    issue.code === 'invalid_type' && issue.input === undefined ? MISSING[language] : LOCALES[language](issue)

function parse(endpoint: AnyEndpoint, request: FastifyRequest, language: Language) {
  const errors: { pointer: string; detail: string }[] = []
  const part = (where: 'params' | 'query' | 'body') => {
    const schema = endpoint[where]
    if (schema instanceof z.ZodUndefined) {
      const given = request[where]
      if (given !== undefined && given !== null && typeof given === 'object' && Object.keys(given).length > 0)
        errors.push({ pointer: `/${where}`, detail: language === 'zh' ? '不应提交内容' : 'nothing is taken here' })
      return undefined
    }
    const result = schema.safeParse(request[where] ?? {}, { error: fieldWords(language) })
    if (!result.success)
      for (const issue of result.error.issues)
        errors.push({ pointer: `/${[where, ...issue.path].join('/')}`, detail: issue.message })
    return result.data
  }
  const input = { params: part('params'), query: part('query'), body: part('body') }
  if (errors.length > 0) throw new Problem('invalid-request', { errors: errors.slice(0, 20) })
  return input
}

function onceOf(endpoint: AnyEndpoint, request: FastifyRequest, input: unknown): Caller['once'] {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Problem('invalid-request', {
      errors: [{ pointer: '/headers/idempotency-key', detail: '8–80 [A-Za-z0-9_-]' }],
    })
  return { key, endpoint: endpoint.id, digest: hash('sha256', JSON.stringify(input), 'base64url') }
}

function check(endpoint: AnyEndpoint, answer: unknown): void {
  const result = endpoint.returns.safeParse(answer)
  if (!result.success) throw new Error(`${endpoint.id} breaks its contract: ${z.prettifyError(result.error)}`)
}

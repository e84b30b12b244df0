import { existsSync } from 'node:fs'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isoOf, run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { compressAnswers } from '#platform/http/compress.ts'
import { mountLive } from '#platform/http/live-stream.ts'
import { openApi } from '#platform/http/openapi.ts'
import { answering, answerUnreadable } from '#platform/http/problem-json.ts'
import { serve } from '#platform/http/serve.ts'
import { refuseUnstorable } from '#platform/http/storable.ts'
import type { Module } from '#platform/module.ts'
import { randomBytesOf } from '#platform/random.ts'

export interface AppOptions {
  readonly house: House
  readonly modules: readonly Module[]
  authenticate(request: FastifyRequest): Promise<Caller>
  readonly checkAnswers: boolean
  /** The built web, or null where only the API is served. */
  readonly web: string | null
  /** Whether addresses are bounded; benchmarks of public operations turn it off. */
  readonly rateLimits: boolean
}

/** Calls a minute from one address without a sign-in, where the endpoint says nothing else. */
const PUBLIC_CALLS = 300

/** Answers requests: every module's endpoints, the API document, health, live streams and the built web, on one port. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { house, modules } = options
  const refuse = answering(house, modules)
  const app = Fastify({
    logger: false,
    frameworkErrors: (error, request, reply) => void refuse(error, request, reply),
    clientErrorHandler: answerUnreadable,
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    requestTimeout: 30_000,
    genReqId: () => randomBytesOf(6).toString('base64url'),
    trustProxy: 'loopback',
  })
  const authenticate = onceARequest(options.authenticate)
  const problems = Object.assign({}, ...modules.map(module => module.problems)) as Module['problems']
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler(refuse)
  // Clocks on screens run by the house's clock, whatever the phone's own shows.
  const security = await securityHeaders(house)
  app.addHook('onRequest', (request, reply, next) => {
    void reply.headers(security).header('house-time', isoOf(house.clock.now()))
    // A screen that has read opens its stream from here, and misses nothing in between.
    if (request.method === 'GET' && request.url.startsWith('/api/'))
      void reply.header('live-position', house.live.position())
    next()
  })
  compressAnswers(app)
  await app.register(cookie)
  if (options.rateLimits) await limit(app, authenticate)
  refuseUnstorable(app)
  health(app, house)
  const routes = modules.flatMap(module => module.routes(house))
  serve(app, { ...options, authenticate }, routes)
  for (const module of modules) module.mount?.(app, house)
  mountLive(app, house, options.authenticate)
  await document(
    app,
    openApi(
      routes.map(route => route.endpoint),
      problems,
      LIVE,
    ),
  )
  const web = options.web !== null && existsSync(options.web)
  if (web) await serveWeb(app, options.web as string)
  app.setNotFoundHandler((request, reply) => {
    const wantsPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (!web || !wantsPage) throw new Problem('not-found')
    return reply.sendFile('desk/index.html')
  })
  return app
}

/** What the API document says of the live stream. */
export const LIVE = {
  '/api/live': {
    get: {
      operationId: 'live.watch',
      summary: 'Server-sent events: which matter changed, never what',
      'x-access': 'signed-in or link',
      responses: {
        200: { description: 'a stream of events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      },
    },
  },
  '/api/portal/live': {
    get: {
      operationId: 'live.watch-portal',
      summary: 'Server-sent events for a patient: what changed of the own people, and that places moved',
      'x-access': 'patient',
      responses: {
        200: { description: 'a stream of events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      },
    },
  },
}

/** Who asks is found out once a request: the rate limit and the endpoint both want to know. */
function onceARequest(authenticate: AppOptions['authenticate']): AppOptions['authenticate'] {
  const known = new WeakMap<FastifyRequest, Promise<Caller>>()
  return request => {
    const asked = known.get(request) ?? authenticate(request)
    known.set(request, asked)
    return asked
  }
}

/** What Helmet says, asked once: it makes its headers anew for each request, and they are always the same. */
async function securityHeaders(house: House): Promise<Readonly<Record<string, string>>> {
  const once = Fastify()
  await secure(once, house)
  once.get('/', async (_, reply) => reply.code(204).send())
  const { headers } = await once.inject('/')
  await once.close()
  const { date: _date, connection: _connection, 'content-length': _length, ...said } = headers
  return said as Readonly<Record<string, string>>
}

async function secure(app: FastifyInstance, house: House): Promise<void> {
  const https = house.publicUrl.startsWith('https:')
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    hsts: https,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
}

async function limit(app: FastifyInstance, authenticate: AppOptions['authenticate']): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: PUBLIC_CALLS,
    timeWindow: 60_000,
    // Who is signed in is known and journaled; a hospital's people share one address.
    allowList: async request =>
      request.routeOptions.config.rateLimit === undefined &&
      ['staff', 'device'].includes((await authenticate(request)).kind),
    keyGenerator: request => `${request.ip} ${request.routeOptions.url ?? ''}`,
    errorResponseBuilder: (_, context) => new Problem('too-many-requests', { seconds: Math.ceil(context.ttl / 1000) }),
  })
}

/** `health`: the program answers. `ready`: it can also reach its database. */
function health(app: FastifyInstance, house: House): void {
  const free = { config: { rateLimit: false as never } }
  app.get('/api/health', free, async () => ({ status: 'ok' }))
  app.get('/api/ready', free, async () => {
    await house.database
      .transact(tx => run(tx, 'select 1 as one'))
      .catch(() => {
        throw new Problem('unavailable')
      })
    return { status: 'ok' }
  })
}

async function document(app: FastifyInstance, openapi: object): Promise<void> {
  app.get('/api/openapi.json', async () => openapi)
  await app.register(swagger, { mode: 'static', specification: { document: openapi as never } })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'none', deepLinking: false },
  })
}

/** The built apps: `/` the desk, `/p` a patient's page, `/h` the handheld, `/k` a kiosk; hashed files stay in the cache for good. */
async function serveWeb(app: FastifyInstance, web: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: web,
    prefix: '/',
    index: false,
    wildcard: true,
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable')
    },
  })
  const page = (file: string) => (_: FastifyRequest, reply: { sendFile(name: string): unknown }) => reply.sendFile(file)
  app.get('/p', page('portal/index.html'))
  app.get('/h', page('handheld/index.html'))
  app.get('/k', page('kiosk/index.html'))
  app.get('/', page('desk/index.html'))
}

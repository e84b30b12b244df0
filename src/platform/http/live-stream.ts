import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import type { LiveEvent } from '#platform/live.ts'

const HEARTBEAT_MS = 15_000
/** A reader that has not taken this much is too slow; it is let go and comes back by itself. */
const BEHIND_BYTES = 256 * 1024

/** How long an ended sign-in may keep its stream: as long as a session is remembered. */
const RECHECK_MS = 5000

/** What a caller may hear of: subjects that it may read, by their own word or their module's; a link, its own matter only; a patient, what is about the own people. */
export function mayHear(caller: Caller, event: LiveEvent): boolean {
  if (caller.only !== null) return event.subjectId === caller.only.id
  if (event.subject === 'clock') return true
  if (caller.kind === 'patient') return event.patientId !== null && caller.patients.includes(event.patientId)
  const isPresence = event.subject === 'presence' && caller.kind !== 'partner'
  return isPresence || can(caller, `${event.subject}:read`) || can(caller, `${moduleOf(event)}:read`)
}

/** `appointment.stopped` is told by `appointment`. */
const moduleOf = ({ action }: LiveEvent): string => action.slice(0, action.indexOf('.'))

/** What happens to bookings moves the places that others may take: a patient hears that much of it, and at most once in this time. */
const POOL: ReadonlySet<string> = new Set(['appointment', 'slot', 'session'])
const POOL_MS = 1000
const POOL_MOVED = 'data: {"subject":"pool","id":"","version":null,"action":"pool.moved"}\n\n'

/**
 * `GET /api/live`, and `/api/portal/live` for patients: server-sent events `{subject, id, version, action}`, no content. Resumes after `Last-Event-ID`; when that is
 * too long ago it says `reload`.
 */
export function mountLive(
  app: FastifyInstance,
  house: House,
  authenticate: (request: FastifyRequest) => Promise<Caller>,
): void {
  const watch = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = await authenticate(request)
    if (caller.kind === 'public') throw new Problem('not-signed-in')
    const last = request.headers['last-event-id']
    // Heard from before the look back, so that nothing falls between the two.
    const early: LiveEvent[] = []
    const stopEarly = house.live.subscribe(event => early.push(event))
    try {
      const missed = typeof last === 'string' ? await house.live.since(caller.hospitalId, last) : []
      const known = new Set(missed?.map(event => event.id))
      const events =
        missed === null ? null : [...missed, ...early.filter(event => event.id === null || !known.has(event.id))]
      stream(house, reply, caller, events, () => authenticate(request))
    } finally {
      stopEarly()
    }
  }
  app.get('/api/live', watch)
  app.get('/api/portal/live', watch)
}

function stream(
  house: House,
  reply: FastifyReply,
  first: Caller,
  missed: LiveEvent[] | null,
  again: () => Promise<Caller>,
): void {
  reply.hijack()
  const out = reply.raw
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  const close = () => {
    stop()
    clearInterval(beat)
    clearInterval(check)
    out.end()
  }
  const write = (text: string) => {
    if (out.writableLength > BEHIND_BYTES) out.destroy()
    else out.write(text)
  }
  let caller = first
  let poolTold = Number.NEGATIVE_INFINITY
  let poolSoon: NodeJS.Timeout | undefined
  const poolMoved = () => {
    poolSoon = undefined
    poolTold = performance.now()
    write(POOL_MOVED)
  }
  const askAgain = () => {
    again().then(now => {
      if (now.kind === caller.kind) caller = now
      else close()
    }, close)
  }
  const send = (event: LiveEvent) => {
    // What the caller itself may see has changed, such as for whom a patient acts: heard of at once.
    if (event.subjectId === caller.personId) askAgain()
    if (caller.kind === 'patient' && POOL.has(event.subject))
      poolSoon ??= setTimeout(poolMoved, Math.max(0, poolTold + POOL_MS - performance.now()))
    if (!mayHear(caller, event)) return
    const { id, subject, subjectId, version, action } = event
    write(`${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify({ subject, id: subjectId, version, action })}\n\n`)
  }
  const stop = house.live.subscribe(send)
  const beat = setInterval(() => write(': beat\n\n'), HEARTBEAT_MS)
  const check = setInterval(askAgain, RECHECK_MS)
  out.on('close', () => {
    stop()
    clearTimeout(poolSoon)
    clearInterval(beat)
    clearInterval(check)
  })
  out.on('error', () => out.destroy())
  write(`id: ${house.live.position()}\nevent: hello\ndata: {}\n\n`)
  if (missed === null) write('event: reload\ndata: {}\n\n')
  else for (const event of missed) send(event)
}

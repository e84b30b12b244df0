import { createHash, createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A slot as the platform keeps it. */
export interface OfferedSlot {
  readonly slot: string
  readonly capacity: number
  readonly free: number
  readonly status: 'open' | 'stopped'
  readonly startsAt: string
  readonly department: { readonly code: string; readonly name: string }
  readonly doctor: { readonly code: string; readonly name: string }
}

/** Who books there. */
export interface PlatformPatient {
  readonly number: string
  readonly name: string
  readonly residentId: string | null
  readonly phone: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birthDate: string | null
}

export interface SimulatedPlatform {
  readonly url: string
  readonly port: number
  /** What it offers, by slot. */
  readonly slots: ReadonlyMap<string, OfferedSlot>
  /** From now on it breaks every call, refuses it by a code, or answers again. */
  be(behaviour: 'well' | 'broken' | 'refusing'): void
  /** Books a place for somebody, as the platform does: the hospital has the last word. */
  book(hospital: string, slot: string, patient: PlatformPatient, requestId?: string): Promise<Answered>
  cancel(hospital: string, number: string, reason: string, requestId?: string): Promise<Answered>
  close(): Promise<void>
}
export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * A city's booking platform as it answers (市预约挂号平台): takes slots by signed calls, offers what is open and free, and asks the hospital
 * for each booking. Its signature is written down here a second time, from the description and not from the house's code.
 */
export async function bookingPlatform(
  key: string,
  { port = 0, now = () => Date.now() }: { readonly port?: number; readonly now?: () => number } = {},
): Promise<SimulatedPlatform> {
  const slots = new Map<string, OfferedSlot>()
  let behaviour: 'well' | 'broken' | 'refusing' = 'well'
  const sign = (method: string, path: string, timestamp: string, body: string): string =>
    createHmac('sha256', key)
      .update(`${method}\n${path}\n${timestamp}\n${createHash('sha256').update(body).digest('hex')}`)
      .digest('hex')

  const take = (request: IncomingMessage, body: string): { status: number; body: object } => {
    const path = request.url ?? ''
    const timestamp = String(request.headers['x-timestamp'])
    if (sign(request.method ?? '', path, timestamp, body) !== request.headers['x-signature'])
      return { status: 401, body: { ok: false, code: 'SIGNATURE' } }
    if (Math.abs(now() / 1000 - Number(timestamp)) > 300) return { status: 401, body: { ok: false, code: 'TIME' } }
    if (behaviour === 'refusing') return { status: 200, body: { ok: false, code: 'MAINTENANCE' } }
    const slot = JSON.parse(body) as OfferedSlot
    if (request.method !== 'PUT' || path !== `/slots/${slot.slot}`)
      return { status: 404, body: { ok: false, code: 'PATH' } }
    slots.set(slot.slot, slot)
    return { status: 200, body: { ok: true } }
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (behaviour === 'broken') return void request.socket.destroy()
    const answer = take(request, Buffer.concat(parts).toString('utf8'))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resume => server.listen(port, '127.0.0.1', resume))

  const call = async (hospital: string, path: string, content: object): Promise<Answered> => {
    const body = JSON.stringify(content)
    const timestamp = String(Math.floor(now() / 1000))
    const answer = await fetch(`${hospital}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': sign('POST', path, timestamp, body),
      },
      body,
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    slots,
    be: next => void (behaviour = next),
    book: (hospital, slot, patient, requestId = randomUUID()) =>
      call(hospital, '/api/platform/bookings', { requestId, slot, patient }),
    cancel: (hospital, number, reason, requestId = randomUUID()) =>
      call(hospital, '/api/platform/cancellations', { requestId, number, reason }),
    async close() {
      server.closeAllConnections()
      await new Promise(resume => server.close(resume))
    },
  }
}

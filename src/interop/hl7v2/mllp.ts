import { createServer, type Server, type Socket } from 'node:net'
import { Problem } from '#kernel/problem.ts'
import type { Clock } from '#kernel/time.ts'
import { acknowledgeBytes, faultOf } from './acknowledgement.ts'
import { Framer, frame } from './framing.ts'

/** Something that went wrong on a connection, for the log: no bytes of a message are in it. */
export type Trouble =
  | { readonly kind: 'noise'; readonly peer: string; readonly bytes: number }
  | { readonly kind: 'too-large'; readonly peer: string }
  /** More connections than are allowed; the new one was closed. */
  | { readonly kind: 'too-many'; readonly peer: string }
  | { readonly kind: 'idle'; readonly peer: string }
  | { readonly kind: 'failed'; readonly peer: string; readonly error: unknown }
  | { readonly kind: 'broken'; readonly peer: string; readonly error: unknown }

export interface Listening {
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  /** Answers a message with an acknowledgement, both without their frame. Messages of one connection come one after another. */
  readonly handle: (bytes: Buffer, peer: string) => Promise<Buffer>
  /** What stamps the answers that the socket gives itself, to frames too large and when `handle` throws. */
  readonly clock: Clock
  readonly zone: string
  readonly controlId: () => string
  readonly trouble?: (trouble: Trouble) => void
  /** Largest message in bytes. */
  readonly largest?: number
  /** Messages of one connection that may wait before it is no longer read. */
  readonly waiting?: number
  /** A connection on which nothing happens for so long is closed. */
  readonly idleMilliseconds?: number
  readonly connections?: number
}

export interface Listener {
  readonly port: number
  /** Takes nothing more, lets what was received be answered, and ends after `graceMilliseconds` at the latest. */
  close(graceMilliseconds?: number): Promise<void>
}

const DEFAULTS = {
  largest: 16 * 1024 * 1024,
  waiting: 16,
  idleMilliseconds: 30 * 60_000,
  connections: 200,
  trouble: () => {},
} as const

/** How long the other side has to end its half of a connection that we ended. */
const LINGER_MILLISECONDS = 500

type Settled = Required<Listening>

/** Listens for messages over MLLP (最小底层协议). Resolves when the port is open; rejects when it cannot be opened. */
export async function listen(listening: Listening): Promise<Listener> {
  const settled: Settled = { ...DEFAULTS, ...listening }
  const connections = new Set<Connection>()
  const server = createServer(
    { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 },
    socket => {
      const connection = new Connection(socket, settled)
      connections.add(connection)
      socket.once('close', () => connections.delete(connection))
    },
  )
  server.maxConnections = settled.connections
  server.on('drop', from =>
    settled.trouble({ kind: 'too-many', peer: `${from?.remoteAddress ?? ''}:${from?.remotePort ?? ''}` }),
  )
  await opened(server, settled)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : settled.port,
    close: async (graceMilliseconds = 5000) => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      const ending = [...connections].map(connection => connection.finish())
      const grace = setTimeout(() => connections.forEach(connection => connection.destroy()), graceMilliseconds)
      await Promise.all(ending)
      await closed
      clearTimeout(grace)
    },
  }
}

const opened = (server: Server, { port, host }: Settled): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      // An error of accepting, too many open files for one, must not end the process.
      server.on('error', () => {})
      resolve()
    })
  })

/** One sender's connection: frames in, answers out, in the same order. */
class Connection {
  readonly #socket: Socket
  readonly #settled: Settled
  readonly #framer: Framer
  readonly #peer: string
  readonly #closed: Promise<void>
  /** The end of the line of answers. */
  #last: Promise<void> = Promise.resolve()
  #waiting = 0
  #finishing = false

  constructor(socket: Socket, settled: Settled) {
    this.#socket = socket
    this.#settled = settled
    this.#framer = new Framer(settled.largest)
    this.#peer = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`
    this.#closed = new Promise(resolve => socket.once('close', () => resolve()))
    socket.setTimeout(settled.idleMilliseconds)
    socket.on('data', chunk => this.#receive(chunk))
    socket.on('end', () => void this.finish())
    socket.on('timeout', () => this.#idle())
    socket.on('error', error => settled.trouble({ kind: 'broken', peer: this.#peer, error }))
  }

  /** Takes no more; ends the connection when everything received is answered. */
  async finish(): Promise<void> {
    this.#finishing = true
    this.#socket.pause()
    await Promise.race([this.#last, this.#closed])
    // What still comes in is read and dropped: closing on unread bytes would reset the connection and lose the answers.
    this.#socket.end()
    this.#socket.resume()
    const linger = setTimeout(() => this.#socket.destroy(), LINGER_MILLISECONDS)
    await this.#closed
    clearTimeout(linger)
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    if (this.#finishing) return
    for (const framed of this.#framer.push(chunk)) {
      if (framed.kind === 'frame') this.#enqueue(() => this.#answer(framed.bytes))
      else if (framed.kind === 'too-large') this.#enqueue(() => Promise.resolve(this.#refuseSize(framed.head)))
      else this.#settled.trouble({ kind: 'noise', peer: this.#peer, bytes: framed.length })
    }
  }

  #enqueue(answer: () => Promise<Buffer>): void {
    this.#waiting += 1
    if (this.#waiting >= this.#settled.waiting) this.#socket.pause()
    this.#last = this.#last
      .then(async () => {
        if (!this.#socket.destroyed) await this.#send(await answer())
        this.#waiting -= 1
        if (this.#waiting < this.#settled.waiting && !this.#finishing) this.#socket.resume()
      })
      .catch((error: Error) => void this.#socket.destroy(error))
  }

  async #answer(bytes: Buffer): Promise<Buffer> {
    try {
      return await this.#settled.handle(bytes, this.#peer)
    } catch (error) {
      this.#settled.trouble({ kind: 'failed', peer: this.#peer, error })
      return this.#refuse(bytes, 'hl7-failed')
    }
  }

  #refuseSize(head: Buffer): Buffer {
    this.#settled.trouble({ kind: 'too-large', peer: this.#peer })
    return this.#refuse(head, 'hl7-too-large')
  }

  #refuse(bytes: Buffer, code: 'hl7-failed' | 'hl7-too-large'): Buffer {
    const { clock, zone, controlId } = this.#settled
    return acknowledgeBytes(bytes, { at: clock.now(), zone, controlId: controlId() }, faultOf(new Problem(code)))
  }

  /** Waits while the other side does not take what it is sent. */
  #send(answer: Buffer): Promise<void> {
    const socket = this.#socket
    return new Promise(resolve => {
      if (socket.destroyed || !socket.writable || socket.write(frame(answer))) return resolve()
      const go = (): void => {
        socket.off('drain', go)
        socket.off('close', go)
        resolve()
      }
      socket.on('drain', go)
      socket.on('close', go)
    })
  }

  #idle(): void {
    // A message being worked on is not idleness, unless its sender does not take the answers.
    if (this.#waiting > 0 && !this.#socket.writableNeedDrain) return
    this.#settled.trouble({ kind: 'idle', peer: this.#peer })
    this.#socket.destroy()
  }
}

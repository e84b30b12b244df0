import { connect as open } from 'node:net'
import { Framer, frame } from './framing.ts'

export interface Calling {
  readonly host: string
  readonly port: number
  /** How long an answer is waited for. */
  readonly answerMilliseconds: number
}

/** A connection to a listener of MLLP: one message, one answer. */
export interface Caller {
  /** The answer without its frame. @throws Error when the connection ends or the answer does not come in time */
  send(bytes: Buffer): Promise<Buffer>
  close(): void
}

const LARGEST_ANSWER = 1024 * 1024

/** Connects to a listener of MLLP. Messages are sent one at a time: the next when the last is answered. */
export async function call({ host, port, answerMilliseconds }: Calling): Promise<Caller> {
  const socket = open({ host, port, noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const framer = new Framer(LARGEST_ANSWER)
  let waiting: { resolve: (answer: Buffer) => void; reject: (error: Error) => void } | null = null
  const settle = (outcome: Buffer | Error): void => {
    const asked = waiting
    waiting = null
    if (outcome instanceof Error) asked?.reject(outcome)
    else asked?.resolve(outcome)
  }
  socket.on('data', chunk => {
    for (const framed of framer.push(chunk)) if (framed.kind === 'frame') settle(framed.bytes)
  })
  socket.on('error', settle)
  socket.on('close', () => settle(new Error('the connection ended without an answer')))
  let last: Promise<unknown> = Promise.resolve()
  const exchange = (bytes: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('the connection has ended'))
      const limit = setTimeout(() => socket.destroy(new Error('no answer in time')), answerMilliseconds)
      const done =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(limit)
          then(value)
        }
      waiting = { resolve: done(resolve), reject: done(reject) }
      socket.write(frame(bytes))
    })
  return {
    send: bytes => {
      const answer = last.then(() => exchange(bytes))
      last = answer.catch(() => {})
      return answer
    },
    close: () => socket.destroy(),
  }
}

import { Readable, Writable } from 'node:stream'
import type { Client, Connection } from 'pg'

/** What `pg` calls while a COPY runs on its connection; the package itself brings none. */
interface Copying {
  submit(connection: Wire): void
  handleCopyInResponse?(connection: Wire): void
  handleCopyData?(message: { readonly chunk: Buffer }, connection: Wire): void
  handleCommandComplete(message: { readonly text: string }): void
  handleReadyForQuery(): void
  handleError(error: Error): void
}
type Wire = Connection & {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  sendCopyFail(reason: string): void
  endCopyFrom(): void
}

const BLOCK = 1 << 16

const submit = (client: Client, copying: Copying) => void client.query(copying as never)

const rowsOf = (text: string) => Number(/^COPY (\d+)$/.exec(text)?.[1] ?? Number.NaN)

/** The rows of `copy … to stdout`, in blocks, no faster than they are read; `rows` tells how many they were, at the end. */
export function copyOut(client: Client, statement: string): { stream: Readable; rows: () => number } {
  let wire: Wire | undefined
  let rows = Number.NaN
  let waiting: Buffer[] = []
  let size = 0
  const stream = new Readable({
    highWaterMark: 4 * BLOCK,
    read: () => void wire?.stream.resume(),
  })
  const pass = () => {
    const goOn = size === 0 || stream.push(Buffer.concat(waiting))
    waiting = []
    size = 0
    return goOn
  }
  submit(client, {
    submit(connection) {
      wire = connection
      connection.query(statement)
    },
    handleCopyData({ chunk }, connection) {
      // The parser uses its memory again.
      waiting.push(Buffer.from(chunk))
      size += chunk.length
      if (size >= BLOCK && !pass()) connection.stream.pause()
    },
    handleCommandComplete({ text }) {
      rows = rowsOf(text)
    },
    handleReadyForQuery() {
      // Its last block may have come in one piece with this, and paused the connection; the next query needs it.
      wire?.stream.resume()
      wire = undefined
      pass()
      stream.push(null)
    },
    handleError: error => void stream.destroy(error),
  })
  return { stream, rows: () => rows }
}

/** Takes rows for `copy … from stdin`; finished when PostgreSQL has stored them. */
export function copyIn(client: Client, statement: string): Writable {
  let wire: Wire | undefined
  let begun: ((error?: Error) => void) | undefined
  let done: ((error?: Error) => void) | undefined
  const stream = new Writable({
    construct(callback) {
      begun = callback
      submit(client, copying)
    },
    write(chunk: Buffer, _, callback) {
      if (wire === undefined) return callback(new Error('the COPY is over'))
      wire.sendCopyFromChunk(chunk)
      if (wire.stream.writableNeedDrain) wire.stream.once('drain', () => callback())
      else callback()
    },
    final(callback) {
      done = callback
      wire?.endCopyFrom()
    },
    destroy(error, callback) {
      if (error !== null) wire?.sendCopyFail('called off')
      callback(error)
    },
  })
  // Whoever writes or ends it is told; a connection that breaks in between must not end the process.
  stream.on('error', () => undefined)
  const copying: Copying = {
    submit: connection => connection.query(statement),
    handleCopyInResponse(connection) {
      wire = connection
      begun?.()
      begun = undefined
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery() {
      wire = undefined
      done?.()
    },
    handleError(error) {
      wire = undefined
      if (begun === undefined) stream.destroy(error)
      else begun(error)
    },
  }
  return stream
}

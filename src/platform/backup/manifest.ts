/** What is told of one table: how many rows, and the SHA-256 of all of them in the order of their key. */
export interface TableCount {
  readonly table: string
  readonly rows: number
  readonly digest: string
}

/** Where the journal and its seals stood. */
export interface JournalState {
  readonly hospital: string
  readonly seals: number
  /** The HMAC of the last seal, or nothing where there is none. */
  readonly last: string | null
}

/** What stands in front: of what time and shape the data are. */
export interface Head {
  readonly format: 1
  readonly at: string
  readonly house: string
  /** Name and digest of each migration that had run. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  /** The keys that a reader needs, by id; the keys themselves are never in a backup. */
  readonly keys: readonly string[]
}

/** What stands at the end (清单): a backup without it is not whole. */
export interface Manifest extends Head {
  readonly tables: readonly TableCount[]
  readonly journal: readonly JournalState[]
}

/** Pieces of the plain stream: `H` head, `T` a table begins, `D` rows of it, `E` it is through, `M` manifest. */
export type Kind = 'H' | 'T' | 'D' | 'E' | 'M'

export interface Frame {
  readonly kind: Kind
  readonly body: Buffer
}

const FRONT = 5
const LARGEST = 1 << 20

/** A frame as bytes; large ones in pieces. */
export function* framed(kind: Kind, body: Buffer): Generator<Buffer> {
  for (let at = 0; at === 0 || at < body.length; at += LARGEST) {
    const piece = body.subarray(at, at + LARGEST)
    const front = Buffer.alloc(FRONT)
    front.write(kind, 0, 'latin1')
    front.writeUInt32BE(piece.length, 1)
    yield front
    yield piece
  }
}

export const framedJson = (kind: Kind, value: unknown): Generator<Buffer> =>
  framed(kind, Buffer.from(JSON.stringify(value)))

/** The frames of a stream of bytes, whatever pieces they come in. */
export async function* framesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    let at = 0
    while (held.length - at >= FRONT) {
      const length = held.readUInt32BE(at + 1)
      if (held.length - at < FRONT + length) break
      yield { kind: held.toString('latin1', at, at + 1) as Kind, body: held.subarray(at + FRONT, at + FRONT + length) }
      at += FRONT + length
    }
    held = held.subarray(at)
  }
  if (held.length > 0) throw new Error('the stream ends within a frame')
}

/** Start of a frame (VT), its end (FS), and the CR that should follow. None of them occurs inside a character. */
const START = 0x0b
const END = 0x1c
const AFTER = 0x0d

/** What came out of a stream of bytes. */
export type Framed =
  | { readonly kind: 'frame'; readonly bytes: Buffer }
  /** A frame longer than the bound; `head` is its beginning. */
  | { readonly kind: 'too-large'; readonly head: Buffer }
  /** Bytes that belong to no frame, or to one that broke off: they are not answered. */
  | { readonly kind: 'noise'; readonly length: number }

const HEAD_KEPT = 4096

/** A message in its MLLP frame (帧). */
export const frame = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(START), bytes, Buffer.of(END, AFTER)])

/**
 * Cuts a stream into MLLP frames, however it is split into packets. A frame ends at FS, with or without CR. A VT inside a frame
 * begins a new one when a header follows it, else it is text that somebody pasted. A frame over `limit` bytes is given up where
 * it passes the bound, and its rest skipped to the next VT or FS.
 */
export class Framer {
  readonly #limit: number
  #state: 'between' | 'inside' | 'skipping' = 'between'
  #parts: Buffer[] = []
  #length = 0
  #noise = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): readonly Framed[] {
    const out: Framed[] = []
    let rest = chunk
    while (rest.length > 0) rest = this.#state === 'inside' ? this.#inside(rest, out) : this.#outside(rest, out)
    return out
  }

  #outside(chunk: Buffer, out: Framed[]): Buffer {
    const start = chunk.indexOf(START)
    if (this.#state === 'skipping') {
      const end = chunk.indexOf(END)
      if (end >= 0 && (start < 0 || end < start)) {
        this.#state = 'between'
        return chunk.subarray(end + 1)
      }
    } else {
      this.#noise += noiseIn(start < 0 ? chunk : chunk.subarray(0, start))
    }
    if (start < 0) return chunk.subarray(chunk.length)
    this.#tellNoise(out)
    this.#state = 'inside'
    return chunk.subarray(start + 1)
  }

  #inside(chunk: Buffer, out: Framed[]): Buffer {
    const room = this.#limit - this.#length
    const end = chunk.subarray(0, room + 1).indexOf(END)
    if (end >= 0) {
      this.#take(chunk.subarray(0, end))
      this.#finish(out)
      return chunk.subarray(end + 1)
    }
    if (chunk.length <= room) {
      this.#take(chunk)
      return chunk.subarray(chunk.length)
    }
    this.#take(chunk.subarray(0, room))
    out.push({ kind: 'too-large', head: Buffer.concat(this.#parts).subarray(0, HEAD_KEPT) })
    this.#reset('skipping')
    return chunk.subarray(room)
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#parts.push(bytes)
    this.#length += bytes.length
  }

  #finish(out: Framed[]): void {
    const whole = this.#parts.length === 1 && this.#parts[0] ? this.#parts[0] : Buffer.concat(this.#parts)
    this.#reset('between')
    const start = lastHeader(whole)
    this.#noise += start
    this.#tellNoise(out)
    // A copy, so that a kept message does not keep the packet that it came in.
    out.push({ kind: 'frame', bytes: Buffer.from(whole.subarray(start)) })
  }

  #tellNoise(out: Framed[]): void {
    if (this.#noise > 0) out.push({ kind: 'noise', length: this.#noise })
    this.#noise = 0
  }

  #reset(state: 'between' | 'skipping'): void {
    this.#state = state
    this.#parts = []
    this.#length = 0
  }
}

/** Line breaks between frames are usual: the CR after FS among them. */
function noiseIn(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte !== AFTER && byte !== 0x0a) count += 1
  return count
}

const HEADERS = [Buffer.from('\u000bMSH'), Buffer.from('\u000b\uFEFFMSH')]

/** Where the message begins: after the last VT that a header follows. */
const lastHeader = (bytes: Buffer): number => Math.max(...HEADERS.map(header => bytes.lastIndexOf(header))) + 1

import { StringDecoder } from 'node:string_decoder'
import { createInflateRaw } from 'node:zlib'
import { BOUNDS, UnreadableFile } from './unreadable.ts'

interface Part {
  readonly at: number
  readonly packed: number
  readonly unpacked: number
  readonly method: number
  readonly isLocked: boolean
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const COMMENT_AT_MOST = 0xffff

/**
 * The parts of a zip file that lies in memory, each unpacked as a stream of text. What a part says of its size is believed only as far as
 * it refuses it; what comes out is counted.
 */
export function openZip(bytes: Buffer): { has(name: string): boolean; text(name: string): AsyncGenerator<string> } {
  const parts = directory(bytes)
  return {
    has: name => parts.has(name.toLowerCase()),
    text(name) {
      const part = parts.get(name.toLowerCase())
      if (part === undefined) throw new UnreadableFile('not-excel')
      return unpacked(bytes, part)
    },
  }
}

function directory(bytes: Buffer): Map<string, Part> {
  const end = endOf(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > BOUNDS.parts) throw new UnreadableFile('too-large-inside')
  const parts = new Map<string, Part>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw new UnreadableFile('cut-off')
    const [name, extra, comment] = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    parts.set(bytes.toString('utf8', at + 46, at + 46 + name).toLowerCase(), {
      at: bytes.readUInt32LE(at + 42),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      method: bytes.readUInt16LE(at + 10),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + name + extra + comment
  }
  return parts
}

/** A file that was cut off has no end; one of more than four gigabytes is none of ours. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - COMMENT_AT_MOST); at -= 1)
    if (bytes.readUInt32LE(at) === END) return at
  throw new UnreadableFile('cut-off')
}

async function* unpacked(bytes: Buffer, part: Part): AsyncGenerator<string> {
  if (part.isLocked) throw new UnreadableFile('locked')
  if (part.unpacked > BOUNDS.part) throw new UnreadableFile('too-large-inside')
  if (part.at + 30 > bytes.length || bytes.readUInt32LE(part.at) !== LOCAL) throw new UnreadableFile('cut-off')
  const from = part.at + 30 + bytes.readUInt16LE(part.at + 26) + bytes.readUInt16LE(part.at + 28)
  if (from + part.packed > bytes.length) throw new UnreadableFile('cut-off')
  const packed = bytes.subarray(from, from + part.packed)
  const decoder = new StringDecoder('utf8')
  if (part.method === 0) {
    yield decoder.end(packed)
    return
  }
  if (part.method !== 8) throw new UnreadableFile('not-excel')
  const inflating = createInflateRaw()
  inflating.end(packed)
  let size = 0
  try {
    for await (const chunk of inflating as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > BOUNDS.part) throw new UnreadableFile('too-large-inside')
      yield decoder.write(chunk)
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('cut-off')
  } finally {
    inflating.destroy()
  }
  yield decoder.end()
}

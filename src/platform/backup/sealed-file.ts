import { createCipheriv, createDecipheriv, createHash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Transform, type TransformCallback } from 'node:stream'
import type { Keys } from '#platform/keys.ts'
import { StartRefusal } from '#platform/start-refusal.ts'

/**
 * A file that only who has the key can read, and that nobody can change, cut or put together anew unnoticed. In front stands, readable,
 * which key it is; then blocks of 64 KiB in AES-256-GCM, each with its number as nonce, under a key of this file alone; the last
 * one says that it is the last.
 */
const MAGIC = Buffer.from('YGJ-BAK1')
const BLOCK = 1 << 16
const TAG = 16
const LAST = 0x8000_0000
const SALT = 32

interface Front {
  /** Which key of the key file, by its id. */
  readonly key: string
  readonly salt: string
}

const keyOf = (key: KeyObject, salt: Buffer) => Buffer.from(hkdfSync('sha256', key.export(), salt, 'backup file', 32))

const nonceOf = (number: number) => {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

const lengthOf = (bytes: number, last: boolean) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(last ? bytes + LAST : bytes)
  return length
}

/** Enciphers what passes through. */
export function sealing(keys: Keys): Transform {
  const salt = randomBytes(SALT)
  const key = keyOf(keys.current.backup, salt)
  const json = Buffer.from(JSON.stringify({ key: keys.current.id, salt: salt.toString('hex') } satisfies Front))
  const front = Buffer.concat([MAGIC, lengthOf(json.length, false), json])
  const bound = createHash('sha256').update(front).digest()
  let number = 0
  let waiting: Buffer[] = []
  let size = 0
  const block = (plain: Buffer, last: boolean): Buffer => {
    const length = lengthOf(plain.length, last)
    const gcm = createCipheriv('aes-256-gcm', key, nonceOf(number++))
    gcm.setAAD(Buffer.concat([bound, length]))
    return Buffer.concat([length, gcm.update(plain), gcm.final(), gcm.getAuthTag()])
  }
  return new Transform({
    construct(callback) {
      this.push(front)
      callback()
    },
    transform(chunk: Buffer, _, callback: TransformCallback) {
      waiting.push(chunk)
      size += chunk.length
      if (size > BLOCK) {
        const whole = Buffer.concat(waiting)
        let at = 0
        // One byte at least stays, so that the last block is known when it comes.
        for (; whole.length - at > BLOCK; at += BLOCK) this.push(block(whole.subarray(at, at + BLOCK), false))
        waiting = [whole.subarray(at)]
        size = whole.length - at
      }
      callback()
    },
    flush(callback) {
      callback(null, block(Buffer.concat(waiting), true))
    },
  })
}

/** What went wrong with the file, said so that somebody can act. */
export class FileRefused extends StartRefusal {}

const notOurs = () =>
  new FileRefused(
    '这不是医管家的备份文件，请检查文件名',
    'This is not a backup of Yiguanjia; check the name of the file',
  )
const damaged = () =>
  new FileRefused(
    '备份文件已损坏或不完整，不能使用，请改用另一份备份',
    'The backup file is damaged or not whole; use another one',
  )
const otherKey = (wanted: string, have: readonly string[]) =>
  new FileRefused(
    `密钥不对：备份由密钥 ${wanted} 加密，当前密钥文件中只有 ${have.join('、')}。请用 KEY_FILE 指定当时的密钥文件`,
    `Wrong key: the backup was made with key ${wanted}, the key file holds ${have.join(', ')}. Set KEY_FILE to the key file of that time`,
  )

/** The plain text of a sealed file, block by block; refuses a wrong key at once, and a damaged or cut file where it meets it. */
export async function* unsealed(file: FileHandle, keys: Keys): AsyncGenerator<Buffer> {
  const front = await read(file, MAGIC.length + 4)
  if (front === null || !front.subarray(0, MAGIC.length).equals(MAGIC)) throw notOurs()
  const length = front.readUInt32BE(MAGIC.length)
  const json = length > 0 && length < 4096 ? await read(file, length) : null
  const said = json === null ? null : parsed(json)
  if (json === null || said === null) throw damaged()
  const known = keys.all.find(one => one.id === said.key)
  if (known === undefined)
    throw otherKey(
      said.key,
      keys.all.map(one => one.id),
    )
  const key = keyOf(known.backup, Buffer.from(said.salt, 'hex'))
  const bound = createHash('sha256').update(front).update(json).digest()
  for (let number = 0; ; number += 1) {
    const head = await read(file, 4)
    if (head === null) throw damaged()
    const word = head.readUInt32BE(0)
    const last = word >= LAST
    const size = last ? word - LAST : word
    const body = size <= BLOCK ? await read(file, size + TAG) : null
    if (body === null) throw damaged()
    const gcm = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: TAG })
    gcm.setAAD(Buffer.concat([bound, head]))
    gcm.setAuthTag(body.subarray(size))
    let plain: Buffer
    try {
      plain = Buffer.concat([gcm.update(body.subarray(0, size)), gcm.final()])
    } catch {
      throw damaged()
    }
    yield plain
    if (!last) continue
    if ((await read(file, 1)) !== null) throw damaged()
    return
  }
}

/** Exactly so many bytes from where the file stands, or null where it ends before. */
async function read(file: FileHandle, bytes: number): Promise<Buffer | null> {
  const buffer = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file.read(buffer, at, bytes - at, null)
    if (bytesRead === 0) return null
    at += bytesRead
  }
  return buffer
}

function parsed(json: Buffer): Front | null {
  try {
    const { key, salt } = JSON.parse(json.toString('utf8')) as Partial<Front>
    return typeof key === 'string' && typeof salt === 'string' ? { key, salt } : null
  } catch {
    return null
  }
}

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '#kernel/problem.ts'

const MEMORY_KIB = 19_456
const PASSES = 2
const LENGTH = 32
/** Each takes 19 MiB and some 40 ms of a core. */
const AT_ONCE = 2
const WAITING_AT_MOST = 200
const SHAPE = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/

let running = 0
const waiting: (() => void)[] = []

/** Hashes a password or PIN with Argon2id, as a PHC string. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(secret, salt, MEMORY_KIB, PASSES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${plain(salt)}$${plain(hash)}`
}

/** Base64 as PHC strings have it. */
const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

let nobodys: Promise<string> | null = null

/** Is it the secret? Without a hash (no such person) it works as long and says no, so that time tells nothing. */
export async function isSecret(secret: string, stored: string | null): Promise<boolean> {
  nobodys ??= hashSecret(randomBytes(16).toString('hex'))
  const [, memory = '', passes = '', salt = '', hash = ''] = SHAPE.exec(stored ?? (await nobodys)) ?? []
  if (hash === '') throw new Error('a stored secret is not an Argon2id hash')
  const known = Buffer.from(hash, 'base64')
  const given = await derive(secret, Buffer.from(salt, 'base64'), Number(memory), Number(passes))
  return timingSafeEqual(known, given) && stored !== null
}

async function derive(secret: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new Problem('too-many-requests', { seconds: 10 })
    await new Promise<void>(go => waiting.push(go))
  } else running += 1
  try {
    return await new Promise<Buffer>((resolve, reject) =>
      argon2(
        'argon2id',
        { message: secret.normalize('NFKC'), nonce, parallelism: 1, tagLength: LENGTH, memory, passes },
        (error, key) => (error === null ? resolve(key) : reject(error)),
      ),
    )
  } finally {
    // The place is handed to the next in line, or given back.
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

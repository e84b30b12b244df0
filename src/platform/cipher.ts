import { createCipheriv, createDecipheriv, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Keys } from '#platform/keys.ts'
import { randomBytesOf } from '#platform/random.ts'

/**
 * Enciphers what identifies a person, field by field (敏感字段加密, SEC-04): AES-256-GCM, one byte of key version, 12 of nonce,
 * the text, 16 of tag.
 */
export interface Cipher {
  encipher(plain: string): Buffer
  decipher(enciphered: Uint8Array): string
  /** The same for plain JSON data. */
  encipherJson(value: unknown): Buffer
  decipherJson<T>(enciphered: Uint8Array): T
  /** What equal texts share and nobody can undo without the key: search keys and look-ups. One for each key version, the current first. */
  tokens(use: string, plain: string): Buffer[]
  /** A link's signature, 16 bytes. */
  sign(payload: Uint8Array): Buffer
  /** Which key version signed `payload`, or null. */
  signedBy(payload: Uint8Array, signature: Uint8Array): number | null
}

const NONCE = 12
const TAG = 16
const TOKEN = 12
const SIGNATURE = 16

export function cipherWith(keys: Keys): Cipher {
  const encipher = (plain: string): Buffer => {
    const nonce = randomBytesOf(NONCE)
    const gcm = createCipheriv('aes-256-gcm', keys.current.field, nonce)
    return Buffer.concat([
      Buffer.of(keys.current.version),
      nonce,
      gcm.update(plain, 'utf8'),
      gcm.final(),
      gcm.getAuthTag(),
    ])
  }
  const decipher = (enciphered: Uint8Array): string => {
    const bytes = Buffer.from(enciphered.buffer, enciphered.byteOffset, enciphered.byteLength)
    const gcm = createDecipheriv('aes-256-gcm', keys.get(bytes[0] ?? 0).field, bytes.subarray(1, 1 + NONCE), {
      authTagLength: TAG,
    })
    gcm.setAuthTag(bytes.subarray(-TAG))
    return Buffer.concat([gcm.update(bytes.subarray(1 + NONCE, -TAG)), gcm.final()]).toString('utf8')
  }
  const signatureOf = (key: KeyObject, payload: Uint8Array) =>
    createHmac('sha256', key).update(payload).digest().subarray(0, SIGNATURE)
  return {
    encipher,
    decipher,
    encipherJson: value => encipher(JSON.stringify(value)),
    decipherJson: <T>(enciphered: Uint8Array) => JSON.parse(decipher(enciphered)) as T,
    tokens: (use, plain) =>
      keys.all
        .toSorted((a, b) => b.version - a.version)
        .map(key => createHmac('sha256', key.token).update(`${use}\0${plain}`).digest().subarray(0, TOKEN)),
    sign: payload => signatureOf(keys.current.link, payload),
    signedBy(payload, signature) {
      if (signature.length !== SIGNATURE) return null
      const key = keys.all.find(one => timingSafeEqual(signatureOf(one.link, payload), signature))
      return key?.version ?? null
    },
  }
}

import type { Cipher } from '#platform/cipher.ts'
import type { Ids } from '#platform/ids.ts'

/** Each byte as a letter, so that bytes come back from a text exactly as they were. */
const lettersOf = (bytes: Buffer): string => bytes.toString('latin1')

/** Bytes of a message, enciphered. */
export const sealBytes = (cipher: Cipher, bytes: Buffer): Buffer => cipher.encipher(lettersOf(bytes))

export const bytesOf = (cipher: Cipher, sealed: Uint8Array): Buffer => Buffer.from(cipher.decipher(sealed), 'latin1')

/** Keyed hashes of the bytes, the current key's first. */
export const digestsOf = (cipher: Cipher, bytes: Buffer): Buffer[] => cipher.tokens('interop message', lettersOf(bytes))

/** Keyed hashes of numbers that messages wait for: to be written under the current key, to be found under all. */
export const tokensOf = (cipher: Cipher, keys: readonly string[], which: 'current' | 'all'): Buffer[] =>
  [...new Set(keys)].flatMap(key => cipher.tokens('interop waiting', key).slice(0, which === 'current' ? 1 : undefined))

/** MSH-10 of an answer, unique; before HL7 2.7 it has at most 20 characters. */
export const answerControlId = (ids: Ids): string =>
  BigInt(`0x${ids.next().replaceAll('-', '').slice(0, 24)}`)
    .toString(36)
    .toUpperCase()

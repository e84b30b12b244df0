import iconv from 'iconv-lite'
import { Problem } from '#kernel/problem.ts'

/** A character set (字符集) that messages can be written in. GB2312 and GBK are read as GB18030, which contains them. */
export type Charset = 'utf-8' | 'gb18030' | 'big5' | `iso-8859-${number}`

const ISO_8859 = /^(?:ISO[ -]?)?8859[-/ ](1|2|3|4|5|6|7|8|9|15)$/

/** The character set that a value of HL7 table 0211 names; null when it names none that says more than ASCII. */
function named(declared: string): Charset | null | 'unknown' {
  const name = declared.trim().toUpperCase()
  if (name === '' || name === 'ASCII' || name === 'US-ASCII' || name === 'ISO IR6') return null
  if (/^(UNICODE( UTF-?8)?|UTF-?8)$/.test(name)) return 'utf-8'
  if (/^(GB[ -]?(18030|K|2312)(-\d+)?|CP936)$/.test(name)) return 'gb18030'
  if (/^BIG-?5$/.test(name)) return 'big5'
  const part = ISO_8859.exec(name)?.[1]
  return part === undefined ? 'unknown' : `iso-8859-${Number(part)}`
}

const headOf = (bytes: Buffer): Buffer => {
  const end = bytes.findIndex(byte => byte === 0x0d || byte === 0x0a)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

/** MSH-18, first repetition. In the array that MSH-1 cuts the segment into, `MSH` itself stands at 0 and MSH-2 at 1. */
function declaredIn(head: string): string {
  const separator = head[3]
  const field = separator === undefined ? undefined : head.split(separator)[17]
  return field?.split(head[5] ?? '~')[0] ?? ''
}

/**
 * Bytes of a message as text, and the character set that was used: what MSH-18 names, else `assumed`. It is decoded before
 * anything is cut, because the second byte of a GB18030 character can be `|`, `^`, `~` or `\` (rules.md §9.1).
 * @throws Problem `hl7-charset-unknown`
 */
export function decode(bytes: Buffer, assumed: Charset): { text: string; charset: Charset } {
  const { text, charset } = decoded(bytes, assumed)
  return { text: withoutNul(text), charset }
}

/** Says nothing, and no database keeps it: some senders fill fields up with it. */
const withoutNul = (text: string): string => text.replaceAll('\u0000', '')

function decoded(bytes: Buffer, assumed: Charset): { text: string; charset: Charset } {
  const head = headOf(bytes)
  // A Chinese name in MSH-3..6 may itself hold the byte of a separator, so the GB18030 reading is asked first.
  const said = [iconv.decode(head, 'gb18030'), head.toString('latin1')].map(text => named(declaredIn(text)))
  if (said[0] === 'gb18030') return { text: iconv.decode(bytes, 'gb18030'), charset: 'gb18030' }
  const charset = said[1] ?? null
  if (charset === 'unknown') {
    if (bytes.every(byte => byte < 0x80)) return { text: bytes.toString('latin1'), charset: assumed }
    throw new Problem('hl7-charset-unknown', { location: 'MSH^1^18' })
  }
  if (charset !== null) return { text: iconv.decode(bytes, charset), charset }
  const text = iconv.decode(bytes, assumed)
  // A sender that names no character set and whose bytes hold no Chinese as UTF-8 writes the one of its country.
  if (assumed === 'utf-8' && text.includes('\uFFFD') && !/[\u2E80-\u9FFF]/u.test(text))
    return { text: iconv.decode(bytes, 'gb18030'), charset: 'gb18030' }
  return { text, charset: assumed }
}

export const encode = (text: string, charset: Charset): Buffer => iconv.encode(text, charset)

/** The bytes of a `\Xdd..\` escape as text. */
export const decodeHex = (hex: string, charset: Charset): string =>
  withoutNul(iconv.decode(Buffer.from(hex, 'hex'), charset))

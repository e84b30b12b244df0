import { UnreadableFile } from './unreadable.ts'

/** What a reader of XML is told, tag by tag; names come without their prefix. */
export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

/** A single tag of this length stands in no workbook. */
const LONGEST_TAG = 1 << 20

/** Reads XML as it comes, in one pass and without a tree. A document type, and with it every entity of its own, is refused. */
export function xmlInto(reader: XmlReader): (chunk: string) => void {
  let held = ''
  return chunk => {
    held += chunk
    let at = 0
    for (;;) {
      const tag = held.indexOf('<', at)
      if (tag === -1) {
        // An entity may be cut in two.
        const safe = held.length - at > 16 ? lastSafe(held) : at
        if (safe > at) reader.text?.(plain(held.slice(at, safe)))
        at = Math.max(at, safe)
        break
      }
      if (tag > at) reader.text?.(plain(held.slice(at, tag)))
      at = tag
      const end = endOfTag(held, tag)
      if (end === -1) {
        if (held.length - tag > LONGEST_TAG) throw new UnreadableFile('not-excel')
        break
      }
      take(reader, held.slice(tag, end))
      at = end
    }
    held = held.slice(at)
  }
}

const lastSafe = (held: string): number => {
  const ampersand = held.lastIndexOf('&')
  return ampersand === -1 || held.indexOf(';', ampersand) !== -1 ? held.length : ampersand
}

/** Where the tag that begins at `from` is over, or -1 while that is not known. */
function endOfTag(held: string, from: number): number {
  const until = (mark: string) => {
    const found = held.indexOf(mark, from)
    return found === -1 ? -1 : found + mark.length
  }
  if (held.startsWith('<!', from) || held.startsWith('<?', from) || held.length - from < 9) {
    if (held.startsWith('<!--', from)) return until('-->')
    if (held.startsWith('<![CDATA[', from)) return until(']]>')
    if (held.startsWith('<?', from)) return until('?>')
    if (held.startsWith('<!D', from)) throw new UnreadableFile('not-excel')
    if (held.startsWith('<!', from)) return -1
  }
  for (let at = from, quote = ''; at < held.length; at += 1) {
    const letter = held[at] as string
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at + 1
  }
  return -1
}

function take(reader: XmlReader, tag: string): void {
  if (tag.startsWith('<!--') || tag.startsWith('<?')) return
  if (tag.startsWith('<![CDATA[')) {
    reader.text?.(withoutNul(tag.slice(9, -3)))
    return
  }
  if (tag.startsWith('</')) {
    reader.close?.(localName(tag.slice(2, -1).trim()))
    return
  }
  const isEmpty = tag.endsWith('/>')
  const [, name = ''] = /^<([^\s/>]+)/.exec(tag) ?? []
  const local = localName(name)
  reader.open?.(local, wanted => {
    const found = new RegExp(`\\s${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
    return found === null ? undefined : plain(found[1] ?? found[2] ?? '')
  })
  if (isEmpty) reader.close?.(local)
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** No XML may hold it, and no database keeps it. */
const withoutNul = (text: string): string => (text.includes('\u0000') ? text.replaceAll('\u0000', '') : text)

/** Its five entities and numbered letters; any other stands for nothing, and so does half a letter. */
function plain(said: string): string {
  const text = withoutNul(said)
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (_, entity: string) => {
    if (!entity.startsWith('#')) return NAMED[entity] ?? ''
    const code = entity[1]?.toLowerCase() === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    const isHalf = code >= 0xd800 && code <= 0xdfff
    return code > 0 && code <= 0x10ffff && !isHalf ? String.fromCodePoint(code) : ''
  })
}

import { Problem } from '#kernel/problem.ts'
import { type Charset, decode, encode } from './charset.ts'
import { type Separators, STANDARD, unescape } from './escape.ts'

/** How the values of a message are written. */
interface Writing {
  readonly separators: Separators
  readonly charset: Charset
}

/** MSH-1 and MSH-2 are the separators themselves, so nothing in them is cut. */
const UNCUT: Separators = { field: '', component: '', repetition: '', escape: '', subcomponent: '' }

const piece = (text: string, separator: string, number: number): string =>
  separator === '' ? (number === 1 ? text : '') : (text.split(separator)[number - 1] ?? '')

/** A field (字段), or one repetition of it, with the standard's numbering from 1. What was not sent reads as empty. */
export class Field {
  /** As it was sent, still escaped. */
  readonly raw: string
  readonly #writing: Writing

  constructor(raw: string, writing: Writing) {
    this.raw = raw
    this.#writing = writing
  }

  /** Its repetitions; none when the field is empty. */
  get repetitions(): readonly Field[] {
    const { repetition } = this.#writing.separators
    if (this.raw === '') return []
    if (repetition === '' || !this.raw.includes(repetition)) return [this]
    return this.raw.split(repetition).map(raw => new Field(raw, this.#writing))
  }

  /** A component of the first repetition, unescaped; where it has subcomponents, the first of them or the one asked for. */
  component(component: number, subcomponent = 1): string {
    const { separators, charset } = this.#writing
    const first = piece(this.raw, separators.repetition, 1)
    return unescape(
      piece(piece(first, separators.component, component), separators.subcomponent, subcomponent),
      separators,
      charset,
    )
  }

  get isEmpty(): boolean {
    return this.raw.trim() === ''
  }

  /** Two double quotes mean: delete the value. An empty field means: no change (rules.md §9.1). */
  get isDelete(): boolean {
    return this.raw.trim() === '""'
  }
}

/** A segment (段): its name and its fields as they were sent. */
export class Segment {
  readonly name: string
  /** Field 1 stands at 0. */
  readonly fields: readonly string[]
  readonly #writing: Writing

  constructor(name: string, fields: readonly string[], writing: Writing) {
    this.name = name
    this.fields = fields
    this.#writing = writing
  }

  field(number: number): Field {
    const uncut = this.name === 'MSH' && number <= 2
    return new Field(this.fields[number - 1] ?? '', uncut ? { ...this.#writing, separators: UNCUT } : this.#writing)
  }
}

/** A message of HL7 v2 (消息), read but not judged: segments that nobody knows are kept. */
export class Message {
  readonly charset: Charset
  readonly separators: Separators
  readonly segments: readonly Segment[]

  constructor(
    segments: readonly (readonly [name: string, ...fields: string[]])[],
    separators = STANDARD,
    charset: Charset = 'utf-8',
  ) {
    this.charset = charset
    this.separators = separators
    this.segments = segments.map(([name, ...fields]) => new Segment(name, fields, { separators, charset }))
  }

  /** The first segment of that name. */
  segment(name: string): Segment | undefined {
    return this.segments.find(segment => segment.name === name)
  }

  all(name: string): readonly Segment[] {
    return this.segments.filter(segment => segment.name === name)
  }

  field(name: string, number: number): Field {
    return this.segment(name)?.field(number) ?? new Field('', this)
  }
}

/**
 * Reads a message from its bytes, without the frame. Segments may end with CR, LF or both; a line that is no segment goes on
 * with the field before it.
 * @throws Problem `hl7-no-header`, `hl7-header-broken`, `hl7-several-messages`, `hl7-charset-unknown`
 */
export function parseMessage(bytes: Buffer, assumed: Charset = 'utf-8'): Message {
  const { text, charset } = decode(withoutLead(bytes), assumed)
  const lines = text.split(/[\r\n]+/).filter(line => line !== '')
  const separators = separatorsOf(lines[0] ?? '')
  const segments: [string, ...string[]][] = []
  for (const line of lines) {
    const last = segments.at(-1)
    if (!last || isSegment(line, separators.field)) segments.push(cut(line, separators.field))
    else if (last.length === 1) last.push(`\n${line}`)
    else last[last.length - 1] += `\n${line}`
  }
  if (segments.filter(([name]) => name === 'MSH').length > 1)
    throw new Problem('hl7-several-messages', { location: 'MSH^2' })
  return new Message(segments, separators, charset)
}

/** The bytes of a message, each segment ended by CR. */
export function printMessage(message: Message): Buffer {
  const { field } = message.separators
  const lines = message.segments.map(({ name, fields }) =>
    name === 'MSH' ? `MSH${fields[0]}${fields.slice(1).join(field)}` : [name, ...fields].join(field),
  )
  return encode(`${lines.join('\r')}\r`, message.charset)
}

/** What may stand before MSH: a byte order mark, line breaks, blanks. */
const withoutLead = (bytes: Buffer): Buffer => {
  const start = bytes.findIndex(byte => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start)
}

const isSegment = (line: string, field: string): boolean =>
  /^[A-Z][A-Z0-9]{2}$/.test(line.slice(0, 3)) && (line.length === 3 || line[3] === field || line.slice(3).trim() === '')

function cut(line: string, field: string): [string, ...string[]] {
  const [name = '', ...fields] = line.split(field)
  return name === 'MSH' ? [name, field, ...fields] : [name.trim(), ...fields]
}

function separatorsOf(line: string): Separators {
  if (!line.startsWith('MSH')) throw new Problem('hl7-no-header', { location: 'MSH^1' })
  const field = line[3] ?? ''
  // Some senders double the escape character as their language wants it in a string: ^~\\&
  const [component = '', repetition = '', escape = '', subcomponent = ''] = new Set(line.slice(4).split(field)[0])
  const used = [field, component, repetition, escape, subcomponent].filter(separator => separator !== '')
  if (component === '' || used.some(separator => /[\p{L}\p{N}\s"]/u.test(separator)))
    throw new Problem('hl7-header-broken', { location: 'MSH^1^2' })
  return { field, component, repetition, escape, subcomponent }
}

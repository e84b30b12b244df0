import { Problem } from '#kernel/problem.ts'
import type { Charset } from './charset.ts'
import { type Separators, STANDARD } from './escape.ts'
import { type Message, parseMessage } from './message.ts'

/** What the header of a message (消息头, MSH) says of it, as far as it can be read. */
export interface Header {
  readonly charset: Charset
  readonly separators: Separators
  /** The parties as they were sent, still escaped, to be sent back turned round. */
  readonly sendingApplication: string
  readonly sendingFacility: string
  readonly receivingApplication: string
  readonly receivingFacility: string
  /** MSH-10 (消息控制号) as it was sent, unique for one sender, or so it should be. */
  readonly controlId: string
  /** `ADT`. */
  readonly type: string
  /** `A04`. */
  readonly trigger: string
  /** `P` production, `T` training, `D` debugging. */
  readonly processingId: string
  readonly version: string
  /** MSH-18 as it was sent. */
  readonly declaredCharset: string
}

const BLANK: Header = {
  charset: 'utf-8',
  separators: STANDARD,
  sendingApplication: '',
  sendingFacility: '',
  receivingApplication: '',
  receivingFacility: '',
  controlId: '',
  type: '',
  trigger: '',
  processingId: '',
  version: '',
  declaredCharset: '',
}

export function headerOf(message: Message): Header {
  const raw = (number: number) => message.field('MSH', number).raw.trim()
  const kind = message.field('MSH', 9)
  return {
    charset: message.charset,
    separators: message.separators,
    sendingApplication: raw(3),
    sendingFacility: raw(4),
    receivingApplication: raw(5),
    receivingFacility: raw(6),
    controlId: raw(10),
    type: kind.component(1).trim().toUpperCase(),
    trigger: (kind.component(2).trim() || message.field('EVN', 1).component(1).trim()).toUpperCase(),
    processingId: message.field('MSH', 11).component(1).trim(),
    version: message.field('MSH', 12).component(1).trim(),
    declaredCharset: raw(18),
  }
}

const HEAD_LIMIT = 4096

/** What can still be read of a message that could not be: enough to tell its sender which message was refused. */
export function glimpse(bytes: Buffer): Header {
  const start = Math.max(0, bytes.indexOf('MSH'))
  const [line = ''] = bytes.toString('latin1', start, start + HEAD_LIMIT).split(/[\r\n]/)
  // Eight bits to a letter and back again: whatever was sent, the same bytes are sent back.
  const field = line[3] ?? ''
  const [name = '', ...fields] = field === '' ? [] : line.split(field)
  if (name !== 'MSH') return BLANK
  try {
    return headerOf(parseMessage(Buffer.from([name, ...fields.slice(0, 11)].join(field), 'latin1'), 'iso-8859-1'))
  } catch (error) {
    if (error instanceof Problem) return BLANK
    throw error
  }
}

/**
 * Refuses what no part of the house could handle by its header alone.
 * @throws Problem `hl7-header-incomplete`, `hl7-version-unsupported`
 */
export function checkHeader(header: Header): void {
  if (header.type === '') throw new Problem('hl7-header-incomplete', { location: 'MSH^1^9' })
  if (header.controlId === '') throw new Problem('hl7-header-incomplete', { location: 'MSH^1^10' })
  if (header.version !== '' && !/^2(\.\d+)*$/.test(header.version))
    throw new Problem('hl7-version-unsupported', { location: 'MSH^1^12' })
}

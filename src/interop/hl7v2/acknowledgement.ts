import type { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { encode } from './charset.ts'
import { escape } from './escape.ts'
import { glimpse, type Header } from './header.ts'
import { timestamp } from './scheduling-message.ts'
import { type Condition, conditions, hl7Problems, isHl7Problem, type Refusal } from './problems.ts'

/** Why a message was not applied, as an acknowledgement says it. */
export interface Fault {
  readonly answer: Refusal
  readonly condition: Condition
  /** Where in the message, as ERR-2 writes it: `PID^1^3`; empty for the whole message. */
  readonly location: string
  readonly text: string
}

/** How an acknowledgement is stamped: when, in which zone's local time, and with which MSH-10 of its own. */
export interface Stamp {
  readonly at: Instant
  readonly zone: string
  readonly controlId: string
}

/** The fault that a refusal is answered with; anything else than our own refusals is an internal error, without detail. */
export function faultOf(refusal: Problem): Fault {
  const { answer, condition, en } = hl7Problems[isHl7Problem(refusal.code) ? refusal.code : 'hl7-failed']
  const location = typeof refusal.facts['location'] === 'string' ? refusal.facts['location'] : ''
  return { answer, condition, location, text: en.replace('{location}', placeOf(location)) }
}

/** `PID^1^3` as people say it: PID-3. */
export const placeOf = (location: string): string => {
  const [segment = '', , field, , component] = location.split('^')
  return segment + (field === undefined ? '' : `-${field}`) + (component === undefined ? '' : `.${component}`)
}

const ECHO_LIMIT = 250
/** An echoed value must not end the segment or the frame that it is put in. */
const echo = (raw: string): string =>
  Array.from(raw.slice(0, ECHO_LIMIT))
    .filter(letter => letter >= ' ' && letter.isWellFormed())
    .join('')

/**
 * The acknowledgement (应答消息) of a message: AA, or AE or AR with the reason. It is written as the sender wrote: its
 * separators, character set and version, the parties turned round. The original mode always: one answer to each message.
 */
export function acknowledge(header: Header, stamp: Stamp, fault?: Fault): Buffer {
  const { separators } = header
  const { field, component } = separators
  const marks = component + separators.repetition + separators.escape + separators.subcomponent
  const say = (value: string): string => echo(escape(value, separators))
  const version = say(header.version) || '2.5.1'
  const lines = [
    [
      'MSH',
      marks,
      echo(header.receivingApplication),
      echo(header.receivingFacility),
      echo(header.sendingApplication),
      echo(header.sendingFacility),
      timestamp(stamp.at, stamp.zone),
      '',
      header.trigger === '' ? 'ACK' : ['ACK', say(header.trigger), 'ACK'].join(component),
      stamp.controlId,
      say(header.processingId) || 'P',
      version,
    ],
    ['MSA', fault?.answer ?? 'AA', echo(header.controlId)],
  ]
  if (fault) {
    const words = say(fault.text)
    if (isBefore25(version)) {
      lines[1]?.push(words)
      lines.push(['ERR', oldError(fault, component, separators.subcomponent)])
    } else {
      const code = [fault.condition, conditions[fault.condition], 'HL70357'].join(component)
      lines.push(['ERR', '', fault.location.replaceAll('^', component), code, 'E', '', '', '', words])
    }
  }
  // The character set is named where it matters: where there is more than ASCII.
  if (header.declaredCharset !== '' && /[^ -~]/.test(lines.flat().join('')))
    lines[0]?.push('', '', '', '', '', echo(header.declaredCharset))
  return encode(`${lines.map(line => line.join(field)).join('\r')}\r`, header.charset)
}

/** The acknowledgement of bytes that could not be read as a message, or whose handling broke. */
export const acknowledgeBytes = (bytes: Buffer, stamp: Stamp, fault: Fault): Buffer =>
  acknowledge(glimpse(bytes), stamp, fault)

const isBefore25 = (version: string): boolean => /^2\.[0-4](\D|$)/.test(version)

/** ERR-1 of the versions before 2.5: segment, sequence, field and the error as one value. */
const oldError = (fault: Fault, component: string, subcomponent: string): string => {
  const [segment = '', sequence = '', number = ''] = fault.location.split('^')
  return [segment, sequence, number, [fault.condition, conditions[fault.condition], 'HL70357'].join(subcomponent)].join(
    component,
  )
}

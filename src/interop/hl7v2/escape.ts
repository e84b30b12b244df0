import { type Charset, decodeHex } from './charset.ts'

/** The separators that a message declares in MSH-1 and MSH-2; an empty one is not used. */
export interface Separators {
  readonly field: string
  readonly component: string
  readonly repetition: string
  readonly escape: string
  readonly subcomponent: string
}

export const STANDARD: Separators = { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&' }

/** `\.br\` and its relatives move the pen of a printer: those that begin a line become one, the others nothing. */
const formatting = (command: string): string => (/^\.(br|sp)/.test(command) ? '\n' : '')

/** A value as it was meant: `\T\` becomes `&`, `\.br\` a line break, `\X41\` a letter. What is no escape stays as it is. */
export function unescape(raw: string, separators: Separators, charset: Charset): string {
  const mark = separators.escape
  if (mark === '' || !raw.includes(mark)) return raw
  let value = ''
  for (let at = 0; at < raw.length; ) {
    const open = raw.indexOf(mark, at)
    const close = open < 0 ? -1 : raw.indexOf(mark, open + 1)
    if (close < 0) return value + raw.slice(at)
    const meant = meaning(raw.slice(open + 1, close), separators, charset)
    value += raw.slice(at, open) + (meant ?? mark)
    at = meant === null ? open + 1 : close + 1
  }
  return value
}

function meaning(code: string, separators: Separators, charset: Charset): string | null {
  switch (code) {
    case 'F':
      return separators.field
    case 'S':
      return separators.component
    case 'T':
      return separators.subcomponent
    case 'R':
      return separators.repetition
    case 'E':
      return separators.escape
    case 'P':
      return '#'
    case 'H':
    case 'N':
      return ''
    default:
      if (/^X([0-9A-Fa-f]{2})+$/.test(code)) return decodeHex(code.slice(1), charset)
      return /^\.(br|sp|in|ti|fi|nf|sk|ce)[+-]?\d*$/.test(code) ? formatting(code) : null
  }
}

/** A value so written that it can stand in a field: the reverse of `unescape`. */
export function escape(value: string, separators: Separators): string {
  const mark = separators.escape
  const codes = new Map([
    [separators.field, 'F'],
    [separators.component, 'S'],
    [separators.subcomponent, 'T'],
    [separators.repetition, 'R'],
    [mark, 'E'],
    ['\n', '.br'],
  ])
  let raw = ''
  for (const letter of value) {
    const code =
      codes.get(letter) ??
      (letter < ' ' ? `X${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : null)
    raw += code === null ? letter : `${mark}${code}${mark}`
  }
  return raw
}

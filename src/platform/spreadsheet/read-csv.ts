import { setImmediate as breathe } from 'node:timers/promises'
import { BOUNDS, type ReadRow, UnreadableFile } from './unreadable.ts'

const ROWS_AT_A_TIME = 1000

/** The rows of a CSV file: UTF-8 with or without a mark, UTF-16 with one, else GB18030 as Chinese Excel writes it. */
export async function* readCsv(bytes: Buffer): AsyncGenerator<ReadRow> {
  const text = decoded(bytes)
  if (text.includes('\u0000')) throw new UnreadableFile('not-text')
  const separator = separatorOf(text)
  let rows = 0
  for (const row of parsed(text, separator)) {
    if (row.cells.length > BOUNDS.columns) throw new UnreadableFile('too-many-columns')
    if (row.cells.every(cell => cell === undefined)) continue
    rows += 1
    if (rows > BOUNDS.rows + 1) throw new UnreadableFile('too-many-rows')
    if (rows % ROWS_AT_A_TIME === 0) await breathe()
    yield row
  }
}

function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 3).toString('hex')
  if (mark.startsWith('fffe')) return as('utf-16le', bytes)
  if (mark.startsWith('feff')) return as('utf-16be', bytes)
  try {
    return as('utf-8', bytes)
  } catch {
    return as('gb18030', bytes)
  }
}

function as(encoding: string, bytes: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (encoding === 'utf-8') throw error
    throw new UnreadableFile('not-text')
  }
}

/** What stands most often between the headings. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1)
  const counts = [',', ';', '\t'].map(one => ({ one, count: first.split(one).length }))
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one ?? ','
}

/** Cells by RFC 4180; a quote that never ends takes no more than a cell may hold. */
function* parsed(text: string, separator: string): Generator<ReadRow> {
  let cells: ReadRow['cells'][number][] = []
  let cell = ''
  let line = 1
  let begun = 1
  let quoted = false
  let at = 0
  const store = () => {
    const plain = cell.replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\n])/u, '').trim()
    cells.push(
      plain === '' ? undefined : plain.length > BOUNDS.letters ? { text: '', fault: 'too-long' } : { text: plain },
    )
    cell = ''
  }
  const add = (letter: string) => {
    // One more than a cell may hold shows that it is too long.
    if (cell.length <= BOUNDS.letters) cell += letter
  }
  for (; at < text.length; at += 1) {
    const letter = text[at] as string
    if (letter === '\n' || (letter === '\r' && text[at + 1] !== '\n')) line += 1
    if (quoted) {
      if (letter !== '"') add(letter)
      else if (text[at + 1] === '"') {
        add('"')
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (letter === separator) store()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') {
        at += 1
        line += 1
      }
      store()
      yield { line: begun, cells }
      cells = []
      begun = line
    } else add(letter)
  }
  if (cell !== '' || cells.length > 0) {
    store()
    yield { line: begun, cells }
  }
}

import { BOUNDS, type ReadCell, type ReadRow, UnreadableFile } from './unreadable.ts'
import { xmlInto } from './xml.ts'
import { openZip } from './zip.ts'

type Zip = ReturnType<typeof openZip>

/**
 * The rows of the first sheet that is shown in an Excel workbook, as they are unpacked. Values only: a formula is never worked out, what Excel
 * last found stands. Days come as `2026-11-21`, moments as `2026-11-21 07:30`.
 */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<ReadRow> {
  const zip = openZip(bytes)
  if (!zip.has('xl/workbook.xml')) throw new UnreadableFile('not-excel')
  const book = await bookOf(zip)
  const sheet = await sheetFile(zip, book.sheet)
  const isDay = await dayStyles(zip)
  const shared = await sharedTexts(zip)
  const rows: ReadRow[] = []
  const push = xmlInto(rowsInto(rows, { shared, isDay, from1904: book.from1904 }))
  for await (const chunk of zip.text(sheet)) {
    push(chunk)
    yield* rows.splice(0)
  }
}

async function readPart(zip: Zip, name: string, reader: Parameters<typeof xmlInto>[0]): Promise<void> {
  const push = xmlInto(reader)
  for await (const chunk of zip.text(name)) push(chunk)
}

async function bookOf(zip: Zip): Promise<{ sheet: string; from1904: boolean }> {
  let sheet: string | undefined
  let from1904 = false
  await readPart(zip, 'xl/workbook.xml', {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name === 'sheet' && sheet === undefined && (attribute('state') ?? 'visible') === 'visible')
        sheet = attribute('[a-zA-Z]+:id')
    },
  })
  if (sheet === undefined) throw new UnreadableFile('not-excel')
  return { sheet, from1904 }
}

async function sheetFile(zip: Zip, id: string): Promise<string> {
  let target: string | undefined
  await readPart(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, attribute) {
      if (name === 'Relationship' && attribute('Id') === id) target = attribute('Target')
    },
  })
  if (target === undefined) throw new UnreadableFile('not-excel')
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

/** Formats of Excel that show a number as a day or a time. */
const BUILT_IN = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Which styles of cells show a number as a day. */
async function dayStyles(zip: Zip): Promise<(style: number) => boolean> {
  if (!zip.has('xl/styles.xml')) return () => false
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let within = false
  await readPart(zip, 'xl/styles.xml', {
    open(name, attribute) {
      if (name === 'numFmt' && own.size < BOUNDS.parts)
        own.set(Number(attribute('numFmtId')), isDayFormat(attribute('formatCode') ?? ''))
      if (name === 'cellXfs') within = true
      if (name === 'xf' && within && styles.length < 100_000) {
        const id = Number(attribute('numFmtId') ?? 0)
        styles.push(own.get(id) ?? BUILT_IN(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') within = false
    },
  })
  return style => styles[style] === true
}

const isDayFormat = (code: string): boolean => /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|General/gi, ''))

async function sharedTexts(zip: Zip): Promise<string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let text = ''
  let letters = 0
  let reading = false
  let sounding = false
  await readPart(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 't') reading = !sounding
      // How it is read aloud, in Japanese workbooks.
      if (name === 'rPh') sounding = true
    },
    text(more) {
      if (!reading) return
      letters += more.length
      if (letters > BOUNDS.shared) throw new UnreadableFile('too-large-inside')
      if (text.length <= BOUNDS.letters) text += more
    },
    close(name) {
      if (name === 't') reading = false
      if (name === 'rPh') sounding = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

interface Book {
  readonly shared: readonly string[]
  readonly isDay: (style: number) => boolean
  readonly from1904: boolean
}

/** A sheet of Excel has no line after it. */
const LAST_LINE = 1_048_576

function rowsInto(rows: ReadRow[], book: Book): Parameters<typeof xmlInto>[0] {
  let line = 0
  let column = 0
  let cells: (ReadCell | undefined)[] = []
  let type = ''
  let style = 0
  let value = ''
  let reading = false
  const store = () => {
    const cell = value === '' ? undefined : cellOf(type, style, value, book)
    if (cell === undefined) return
    if (column >= BOUNDS.columns) throw new UnreadableFile('too-many-columns')
    cells[column] = cell
  }
  return {
    open(name, attribute) {
      if (name === 'row') {
        const said = Number(attribute('r'))
        line = Number.isInteger(said) && said > line ? said : line + 1
        if (line > LAST_LINE) throw new UnreadableFile('too-many-rows')
        column = -1
        cells = []
      } else if (name === 'c') {
        const place = attribute('r')
        column = place === undefined ? column + 1 : columnOf(place)
        type = attribute('t') ?? 'n'
        style = Number(attribute('s') ?? 0)
        value = ''
      } else if (name === 'v' || name === 't') reading = true
      else if (name === 'rPh') reading = false
    },
    text(more) {
      if (reading && value.length <= BOUNDS.letters) value += more
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'c') store()
      else if (name === 'row' && cells.length > 0) {
        if (rows.length > BOUNDS.rows) throw new UnreadableFile('too-many-rows')
        rows.push({ line, cells })
      }
    },
  }
}

/** `AB12` is 27. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26 || column > 1_000_000) break
    column = column * 26 + code
  }
  return column - 1
}

const LONGEST_NUMBER = 1e15

function cellOf(type: string, style: number, value: string, book: Book): ReadCell | undefined {
  if (type === 's') {
    const text = book.shared[Number(value)] ?? ''
    return text === '' ? undefined : text.length > BOUNDS.letters ? { text: '', fault: 'too-long' } : { text }
  }
  if (value.length > BOUNDS.letters) return { text: '', fault: 'too-long' }
  if (type === 'b') return { text: value === '1' ? '是' : '否' }
  if (type === 'e') return { text: value, fault: 'error' }
  if (type !== 'n') return { text: value }
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value }
  if (book.isDay(style)) return { text: dayOf(number, book.from1904) }
  if (Number.isInteger(number) && Math.abs(number) >= LONGEST_NUMBER)
    return { text: Math.abs(number) < 1e24 ? BigInt(number).toString() : value, fault: 'rounded' }
  // Excel keeps fifteen digits; what stands behind them is how computers count.
  return { text: Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15))) }
}

const DAY_MS = 86_400_000
const EPOCH_1900 = -25_569
const EPOCH_1904 = -24_107
const PHANTOM_DAY = 60

/** Excel counts days; in 1900 it counts one that never was. */
function dayOf(serial: number, from1904: boolean): string {
  if (serial < 0 || serial > 2_958_465) return String(serial)
  const days = from1904 ? serial + EPOCH_1904 : serial + EPOCH_1900 + (serial < PHANTOM_DAY ? 1 : 0)
  const said = new Date(Math.round((days * DAY_MS) / 1000) * 1000).toISOString()
  const [day = '', time = ''] = said.split('T')
  if (serial < 1) return time.slice(0, 5)
  return Number.isInteger(serial) ? day : `${day} ${time.slice(0, 5)}`
}

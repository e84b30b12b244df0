import { PassThrough, Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'

/** A column (列): its heading, what stands in it for a row, and how wide it is, in letters of the Latin alphabet. */
export type Column<Row> = { readonly heading: string; readonly width?: number } & (
  | { readonly type: 'text'; readonly of: (row: Row) => string | null }
  | { readonly type: 'number'; readonly of: (row: Row) => number | null; readonly decimals?: number }
  /** A share of one, shown as a percentage: 0.125 is 12.5 %. */
  | { readonly type: 'share'; readonly of: (row: Row) => number | null; readonly decimals?: number }
  | { readonly type: 'day'; readonly of: (row: Row) => PlainDate | null }
  /** A moment, shown by the hospital's wall clock. */
  | { readonly type: 'moment'; readonly of: (row: Row) => Instant | null }
)

type Rows<Row> = Iterable<Row> | AsyncIterable<Row>

interface Heading {
  readonly heading: string
  readonly width: number
  readonly format: string
}

/** One sheet (工作表), its rows already reduced to cells. */
export interface Sheet {
  readonly name: string
  readonly headings: readonly Heading[]
  readonly cells: (zone: string) => AsyncIterable<readonly Cell[]>
}

/** What a cell holds: what Excel stores (days are counted from 1900), and how it reads as text. */
interface Cell {
  readonly value: string | number | null
  readonly said: string
  /** A text, which must never be taken for a formula. */
  readonly text: boolean
}

/** A sheet of typed columns; the rows may come from a cursor and are taken one by one. */
export const sheetOf = <Row>(name: string, columns: readonly Column<Row>[], rows: Rows<Row>): Sheet => ({
  name,
  headings: columns.map(column => ({
    heading: column.heading,
    width: column.width ?? WIDTHS[column.type],
    format: formatOf(column),
  })),
  cells: async function* (zone) {
    for await (const row of rows) yield columns.map(column => cellOf(column, row, zone))
  },
})

const WIDTHS = { text: 18, number: 12, share: 10, day: 12, moment: 18 }

function formatOf<Row>(column: Column<Row>): string {
  if (column.type === 'text') return '@'
  if (column.type === 'day') return 'yyyy-mm-dd'
  if (column.type === 'moment') return 'yyyy-mm-dd hh:mm'
  const decimals = column.decimals ? `0.${'0'.repeat(column.decimals)}` : '0'
  return column.type === 'share' ? `${decimals}%` : column.decimals === undefined ? 'General' : decimals
}

const LETTERS_IN_A_CELL = 32_767
const DAY_MS = 86_400_000
/** Excel counts days from here; before March 1900 it counts one that never was. */
const DAY_ZERO = Temporal.PlainDate.from('1899-12-30')
const FIRST_SAFE_DAY = Temporal.PlainDate.from('1900-03-01')
const NOTHING: Cell = { value: null, said: '', text: false }

const textCell = (said: string): Cell => ({ value: said, said, text: true })

const serialOf = (day: PlainDate): number => DAY_ZERO.until(day, { largestUnit: 'days' }).days

function cellOf<Row>(column: Column<Row>, row: Row, zone: string): Cell {
  const value = column.of(row)
  if (value === null) return NOTHING
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return NOTHING
    const decimals = 'decimals' in column ? column.decimals : undefined
    return {
      value,
      said: decimals === undefined ? String(value) : value.toFixed(decimalsSaid(column, decimals)),
      text: false,
    }
  }
  if (value instanceof Temporal.PlainDate)
    return Temporal.PlainDate.compare(value, FIRST_SAFE_DAY) < 0
      ? textCell(value.toString())
      : { value: serialOf(value), said: value.toString(), text: false }
  const local = value.toZonedDateTimeISO(zone).toPlainDateTime()
  const ofDay = local.toPlainTime().since(Temporal.PlainTime.from('00:00')).total('milliseconds') / DAY_MS
  const said = local.round('second').toString().replace('T', ' ')
  return { value: serialOf(local.toPlainDate()) + ofDay, said, text: false }
}

/** A share keeps two places more in text, where no percent sign stands behind it. */
const decimalsSaid = <Row>(column: Column<Row>, decimals: number) => (column.type === 'share' ? decimals + 2 : decimals)

/** Excel workbook (.xlsx): frozen bold heading, filter, widths; texts are text cells and stay so when somebody edits them. */
export function xlsxOf(sheets: readonly Sheet[], zone: string): Readable {
  const out = new PassThrough()
  writeWorkbook(sheets, zone, out).catch((error: unknown) => out.destroy(error as Error))
  return out
}

const ROWS_AT_A_TIME = 200
const ROWS_IN_A_SHEET = 1_048_576

async function writeWorkbook(sheets: readonly Sheet[], zone: string, out: PassThrough): Promise<void> {
  // Two megabytes of code that only a download needs.
  const { default: excel } = await import('exceljs')
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  book.creator = book.lastModifiedBy = '医管家'
  for (const { name, headings, cells } of withNames(sheets)) {
    const page = book.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: 1 }],
      ...(headings.length === 0
        ? {}
        : { autoFilter: { from: { row: 1, column: 1 }, to: { row: 1, column: headings.length } } }),
    })
    page.columns = headings.map(({ width, format }) => ({ width, style: { numFmt: format } }))
    const top = page.addRow(headings.map(({ heading }) => boundedText(heading)))
    top.eachCell(cell => {
      cell.style = { numFmt: '@', font: { bold: true }, alignment: { vertical: 'middle', wrapText: true } }
    })
    top.commit()
    let written = 1
    for await (const row of cells(zone)) {
      if (out.destroyed) return
      if (written >= ROWS_IN_A_SHEET) throw new RangeError('a sheet of Excel holds 1,048,576 rows')
      const line = page.addRow(row.map(cell => (typeof cell.value === 'string' ? boundedText(cell.value) : cell.value)))
      line.commit()
      written += 1
      // exceljs does not wait for a slow reader: we do.
      if (written % ROWS_AT_A_TIME === 0) await drained(out)
    }
    page.commit()
  }
  await book.commit()
}

const WAITING_BYTES = 1 << 20

async function drained(out: PassThrough): Promise<void> {
  do await breathe()
  while (!out.destroyed && out.readableLength + out.writableLength > WAITING_BYTES)
}

/** What a cell of Excel can hold; a formula it never is, because the cell says that it is text. */
const boundedText = (said: string): string => {
  const whole = said.toWellFormed()
  return whole.length <= LETTERS_IN_A_CELL ? whole : `${whole.slice(0, LETTERS_IN_A_CELL - 1).toWellFormed()}…`
}

const NAME_AT_MOST = 31

/** Names that Excel takes: at most 31 letters, none of `: \ / ? * [ ]`, no two alike. */
function withNames(sheets: readonly Sheet[]): Sheet[] {
  const taken = new Set<string>(['history'])
  return sheets.map(sheet => {
    const clean = sheet.name.replaceAll(/[:\\/?*[\]]/g, ' ').replaceAll(/^[\s']+|[\s']+$/g, '') || '数据'
    for (let again = 1; ; again += 1) {
      const end = again === 1 ? '' : ` ${again}`
      const tried = `${clean.slice(0, NAME_AT_MOST - end.length).toWellFormed()}${end}`
      if (taken.has(tried.toLowerCase())) continue
      taken.add(tried.toLowerCase())
      return { ...sheet, name: tried }
    }
  })
}

/** CSV in UTF-8 with a byte order mark, so that Excel shows Chinese, and lines that end with CR LF. */
export const csvOf = (sheet: Sheet, zone: string): Readable =>
  Readable.from(
    (async function* () {
      yield `\ufeff${sheet.headings.map(({ heading }) => csvText(heading)).join(',')}\r\n`
      let block = ''
      for await (const row of sheet.cells(zone)) {
        block += `${row.map(cell => (cell.text ? csvText(cell.said) : cell.said)).join(',')}\r\n`
        if (block.length > WAITING_BYTES / 16) {
          yield block
          block = ''
        }
      }
      yield block
    })(),
    { objectMode: false },
  )

/**
 * What a spreadsheet program would run when it opens the file: the ASCII and the full-width sign, also behind blanks. An apostrophe in
 * front makes it text.
 */
const RUNS = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** One text of a CSV line: never a formula, quoted where it must be. */
function csvText(said: string): string {
  const whole = said.replaceAll('\u0000', '').toWellFormed()
  const safe = RUNS.test(whole) ? `'${whole}` : whole
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

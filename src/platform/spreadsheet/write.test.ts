import { buffer } from 'node:stream/consumers'
import excel from 'exceljs'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type Column, csvOf, sheetOf, xlsxOf } from '#platform/spreadsheet/write.ts'

interface Row {
  readonly name: string | null
  readonly count: number | null
  readonly share: number | null
  readonly day: Temporal.PlainDate | null
  readonly at: Temporal.Instant | null
}
const columns: readonly Column<Row>[] = [
  { heading: '姓名', type: 'text', of: row => row.name, width: 24 },
  { heading: '件数', type: 'number', of: row => row.count },
  { heading: '占比', type: 'share', of: row => row.share, decimals: 1 },
  { heading: '日期', type: 'day', of: row => row.day },
  { heading: '时间', type: 'moment', of: row => row.at },
]
const row = (changes: Partial<Row> = {}): Row => ({
  name: '陈秀英',
  count: 3,
  share: 0.125,
  day: Temporal.PlainDate.from('2026-11-21'),
  at: Temporal.Instant.from('2026-11-20T23:30:15Z'),
  ...changes,
})
const ZONE = 'Asia/Shanghai'

const opened = async (...sheets: Parameters<typeof xlsxOf>[0]) => {
  const book = new excel.Workbook()
  await book.xlsx.load((await buffer(xlsxOf(sheets, ZONE))) as never)
  return book
}
const csv = async (rows: readonly Row[]) => (await buffer(csvOf(sheetOf('表', columns, rows), ZONE))).toString('utf8')

/** Each would be run by some spreadsheet program that opens a plain text of it. */
const FORMULAS = [
  '=1+1',
  '=HYPERLINK("http://evil","点我")',
  '+86 138',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠a',
  "=cmd|'/C calc'!A0",
]

describe('an Excel workbook', () => {
  test('has a frozen heading, widths, and cells of their type, days and moments by the hospital’s clock', async () => {
    const page = (await opened(sheetOf('工单', columns, [row()]))).worksheets[0] as excel.Worksheet
    expect(page.name).toBe('工单')
    expect(page.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(page.autoFilter).toBe('A1:E1')
    expect(page.getColumn(1).width).toBe(24)
    expect(page.getRow(1).values).toEqual([undefined, '姓名', '件数', '占比', '日期', '时间'])
    const values = page.getRow(2).values as unknown[]
    expect(values.slice(1, 4)).toEqual(['陈秀英', 3, 0.125])
    expect((values[4] as Date).toISOString()).toBe('2026-11-21T00:00:00.000Z')
    expect((values[5] as Date).toISOString()).toBe('2026-11-21T07:30:15.000Z')
    expect([3, 4, 5].map(column => page.getRow(2).getCell(column).numFmt)).toEqual([
      '0.0%',
      'yyyy-mm-dd',
      'yyyy-mm-dd hh:mm',
    ])
  })

  test('keeps what looks like a formula as text, also when it is edited', async () => {
    const page = (
      await opened(
        sheetOf(
          '表',
          columns,
          FORMULAS.map(name => row({ name })),
        ),
      )
    ).worksheets[0] as excel.Worksheet
    for (const [at, said] of FORMULAS.entries()) {
      const cell = page.getRow(at + 2).getCell(1)
      expect(cell.formula).toBeUndefined()
      expect([cell.type, cell.numFmt]).toEqual([excel.ValueType.String, '@'])
      expect(cell.text.replaceAll('\r', '\n')).toBe(said.replaceAll('\r', '\n'))
    }
  })

  test('bears names that Excel refuses, letters that XML refuses, empty cells and very long texts', async () => {
    const sheets = ['a/b:c', 'A b c', '长'.repeat(40), '长'.repeat(40), '', 'History'].map(name =>
      sheetOf(name, columns, [
        row({ name: `坏\u0000字\ud800符${'字'.repeat(40_000)}`, count: null, day: null, at: null, share: Number.NaN }),
      ]),
    )
    const book = await opened(...sheets)
    const names = book.worksheets.map(page => page.name)
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(6)
    expect(names.every(name => name.length <= 31 && name !== 'History' && !/[:\\/?*[\]]/.test(name))).toBe(true)
    const values = book.worksheets[0]?.getRow(2).values as unknown[]
    expect(values[1]).toMatch(/^坏字\ufffd符字+…$/)
    expect(values.slice(2).filter(value => value !== undefined && value !== null)).toEqual([])
  })

  test('a day before Excel’s calendar is written as text', async () => {
    const old = row({ day: Temporal.PlainDate.from('1899-05-04') })
    expect((await opened(sheetOf('表', columns, [old]))).worksheets[0]?.getRow(2).getCell(4).value).toBe('1899-05-04')
  })

  test('an error of the rows ends the stream with it', async () => {
    const rows = (async function* () {
      yield row()
      throw new Error('the cursor broke')
    })()
    await expect(buffer(xlsxOf([sheetOf('表', columns, rows)], ZONE))).rejects.toThrow('the cursor broke')
  })
})

describe('a CSV file', () => {
  test('begins with the byte order mark, quotes what must be, and says days and moments by the hospital’s clock', async () => {
    expect(await csv([row(), row({ name: '一"二",三\r\n四', count: null, share: null })])).toBe(
      '\ufeff姓名,件数,占比,日期,时间\r\n' +
        '陈秀英,3,0.125,2026-11-21,2026-11-21 07:30:15\r\n' +
        '"一""二"",三\r\n四",,,2026-11-21,2026-11-21 07:30:15\r\n',
    )
  })

  test.each(FORMULAS)('%j is text', async said => {
    const line = (await csv([row({ name: said })])).split('\r\n').slice(1).join('\r\n')
    expect(line).toMatch(/^"?'/)
  })

  test('a negative number stays a number', async () => {
    expect(await csv([row({ count: -5 })])).toContain('陈秀英,-5,')
  })
})

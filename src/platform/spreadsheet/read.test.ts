import { buffer } from 'node:stream/consumers'
import { crc32, deflateRawSync } from 'node:zlib'
import excel from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readRows } from './read.ts'
import { BOUNDS, type ReadRow, UnreadableFile } from './unreadable.ts'
import { csvOf, sheetOf, xlsxOf } from './write.ts'

async function all(bytes: Buffer): Promise<ReadRow[]> {
  const rows: ReadRow[] = []
  for await (const row of readRows(bytes)) rows.push(row)
  return rows
}
const texts = async (bytes: Buffer) => (await all(bytes)).map(row => row.cells.map(cell => cell?.text ?? ''))
const why = (bytes: Buffer): Promise<string> =>
  all(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFile ? error.why : String(error)),
  )

/** A zip file as anybody may make one; `says` is what it claims of a part's size. */
function zipped(parts: Readonly<Record<string, string | Buffer>>, says?: number): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(plain), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(says ?? plain.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    locals.push(Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed)
    const offset = Buffer.alloc(4)
    offset.writeUInt32LE(at)
    entries.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), head, Buffer.alloc(10), offset, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(parts).length, 4)
  end.writeUInt16LE(Object.keys(parts).length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, list, Buffer.from('PK\u0005\u0006'), end])
}

const BOOK =
  '<workbook xmlns:r="r"><sheets><sheet name="a" state="hidden" r:id="r0"/><sheet name="b" r:id="r1"/></sheets></workbook>'
const RELS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
const workbook = (sheet: string | Buffer, more: Readonly<Record<string, string | Buffer>> = {}, says?: number) =>
  zipped(
    { 'xl/workbook.xml': BOOK, 'xl/_rels/workbook.xml.rels': RELS, 'xl/worksheets/sheet1.xml': sheet, ...more },
    says,
  )

describe('an Excel workbook', () => {
  test('letters that no text holds are left out, and a line that no sheet has is refused', async () => {
    const row = (line: string, text: string) =>
      `<sheetData><row r="${line}"><c t="inlineStr"><is><t>${text}</t></is></c></row></sheetData>`
    expect(await texts(workbook(row('1', '张&#xD800;\u0000三&#0;<![CDATA[\u0000丰]]>')))).toEqual([['张三丰']])
    expect(await why(workbook(row('99999999999', '张三')))).toBe('too-many-rows')
  })

  test('that Excel itself would write: texts, long numbers, days, moments, formulas, rich text, merged cells', async () => {
    const book = new excel.Workbook()
    const page = book.addWorksheet('数据')
    page.addRow(['姓名', '数', '日', '时', '式', '富'])
    page.addRow([
      '陈秀英',
      1.1,
      new Date('1956-06-15T00:00:00Z'),
      new Date('2026-11-21T07:30:00Z'),
      { formula: '1+1', result: 2 },
      { richText: [{ text: '一' }, { text: '二' }] },
    ])
    page.getCell('C2').numFmt = 'yyyy"年"m"月"d"日"'
    page.getCell('D2').numFmt = 'yyyy-mm-dd hh:mm'
    page.addRow([13800138000, Number('350206195606150022'), true, { error: '#N/A' }, ' 空 格 ', '<&"'])
    page.mergeCells('A5:B5')
    page.getCell('A5').value = '合并'
    const rows = await all(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer))
    expect(rows.map(row => row.line)).toEqual([1, 2, 3, 5])
    expect(rows[1]?.cells.map(cell => cell?.text)).toEqual([
      '陈秀英',
      '1.1',
      '1956-06-15',
      '2026-11-21 07:30',
      '2',
      '一二',
    ])
    expect(rows[2]?.cells[0]).toEqual({ text: '13800138000' })
    expect(rows[2]?.cells[1]).toMatchObject({ fault: 'rounded' })
    expect(rows[2]?.cells.slice(2)).toEqual([
      { text: '是' },
      { text: '#N/A', fault: 'error' },
      { text: ' 空 格 ' },
      { text: '<&"' },
    ])
    expect(rows[3]?.cells[0]).toEqual({ text: '合并' })
  })

  test('is read from the first sheet that is shown, inline texts and prefixed tags too', async () => {
    const sheet = `<x:worksheet><x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>甲&#x4e59;</x:t></x:is></x:c><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    expect(await all(workbook(sheet))).toEqual([{ line: 2, cells: [undefined, { text: '甲乙' }, { text: '3' }] }])
  })

  test('what our own writer wrote comes back', async () => {
    const sheet = () =>
      sheetOf('表', [{ heading: '甲', type: 'text', of: (row: string) => row }], ['=1+1', "'引号", '+86 138', '多\n行'])
    expect((await texts(await buffer(xlsxOf([sheet()], 'Asia/Shanghai')))).flat()).toEqual([
      '甲',
      '=1+1',
      "'引号",
      '+86 138',
      '多\n行',
    ])
    expect((await texts(await buffer(csvOf(sheet(), 'Asia/Shanghai')))).flat()).toEqual([
      '甲',
      '=1+1',
      "'引号",
      '+86 138',
      '多\n行',
    ])
  })
})

describe('a CSV file', () => {
  const TABLE = '姓名,电话\r\n"陈,秀英",0592-7120120\r\n\r\n龘䶮,"多\n行"\r\n末,尾'
  const READ = [
    ['姓名', '电话'],
    ['陈,秀英', '0592-7120120'],
    ['龘䶮', '多\n行'],
    ['末', '尾'],
  ]
  test.each([
    ['UTF-8', Buffer.from(TABLE)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TABLE}`)],
    ['GB18030', iconv.encode(TABLE, 'gb18030')],
    ['UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
    ['semicolons', Buffer.from('姓名;电话\n陈;1')],
    ['tabs', Buffer.from('姓名\t电话\n陈\t1')],
  ])('in %s', async (_, bytes) => {
    const expected = bytes.length > 40 ? READ : [READ[0], ['陈', '1']]
    expect(await texts(bytes)).toEqual(expected)
  })

  test('says on which line a row begins', async () => {
    expect((await all(Buffer.from(TABLE))).map(row => row.line)).toEqual([1, 2, 4, 6])
  })
})

describe('a hostile file is refused with its reason, and nothing breaks', () => {
  const sheet = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
  const whole = workbook(sheet)
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['an .xls that was renamed', Buffer.from('d0cf11e0a1b11ae1ffff', 'hex'), 'old-excel'],
    ['half of an upload', whole.subarray(0, whole.length / 2), 'cut-off'],
    ['a zip file that is no workbook', zipped({ 'a.txt': 'x' }), 'not-excel'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'],
    ['NUL in a text', Buffer.from('姓名,\u0000电话\n1,2'), 'not-text'],
    ['a document type', workbook(`<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheet}`), 'not-excel'],
    ['a column beyond all', workbook(sheet.replace('A1', 'ZZZZZ1')), 'too-many-columns'],
    ['a tag that never ends', workbook(`<worksheet a="${'x'.repeat(3_000_000)}`), 'not-excel'],
    ['too many columns of CSV', Buffer.from('a,'.repeat(1_000_000)), 'too-many-columns'],
    [
      'garbage in a part',
      Buffer.from(whole.toString('latin1').replace(/sheet1\.xml.{20}/s, `sheet1.xml${'\xff'.repeat(20)}`), 'latin1'),
      'cut-off',
    ],
  ])('%s', async (_, bytes, reason) => {
    expect(await why(bytes)).toBe(reason)
  })

  test('a million columns of one row, each empty or each full', async () => {
    const cells = (content: string) =>
      `<worksheet><sheetData><row>${`<c>${content}</c>`.repeat(1_000_000)}</row></sheetData></worksheet>`
    expect(await why(workbook(cells('<v>1</v>')))).toBe('too-many-columns')
    expect(await why(workbook(cells('')))).toBe('read')
  })

  test('a bomb, whether it says its size or lies, before the memory is full', async () => {
    const bomb = Buffer.alloc(BOUNDS.part + (1 << 20), ' ')
    const honest = workbook(bomb)
    const liar = workbook(bomb, {}, 100)
    expect(honest.length).toBeLessThan(1 << 20)
    const before = process.memoryUsage.rss()
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss())
    }, 5)
    expect([await why(honest), await why(liar)]).toEqual(['too-large-inside', 'too-large-inside'])
    clearInterval(watch)
    expect((peak - before) / 2 ** 20).toBeLessThan(400)
  })

  test('shared texts beyond measure, and a cell longer than Excel’s', async () => {
    const many = `<sst>${`<si><t>${'长'.repeat(30_000)}</t></si>`.repeat(1700)}</sst>`
    expect(await why(workbook(sheet, { 'xl/sharedStrings.xml': many }))).toBe('too-large-inside')
    const long = sheet.replace('<c r="A1"><v>1</v>', `<c r="A1" t="str"><v>${'长'.repeat(40_000)}</v>`)
    expect((await all(workbook(long)))[0]?.cells[0]).toEqual({ text: '', fault: 'too-long' })
  })

  test('more rows than are taken', async () => {
    expect(await why(Buffer.from('甲\n'.repeat(BOUNDS.rows + 10)))).toBe('too-many-rows')
  })
})

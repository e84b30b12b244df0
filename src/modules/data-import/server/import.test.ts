import { buffer } from 'node:stream/consumers'
import excel from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '#kernel/endpoint.ts'
import { checkDigit } from '#modules/patient/rules/resident-id.ts'
import { permissionsOf } from '#modules/staff/index.ts'
import { organisation } from '#modules/staff/server/organisation.ts'
import { run } from '#platform/database.ts'
import { csvOf, sheetOf, xlsxOf } from '#platform/spreadsheet/write.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import type { listImports, openImport } from '../contract.ts'
import { beginImport } from './begin-import.ts'
import { carryOn, importsThrough, sweeps } from './carry-on.ts'

type Report = Answer<typeof openImport>
type Row = Readonly<Record<string, string>>
const ADMINISTRATOR = '林建国'
const MANAGER = '周敏'

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 })
})
afterAll(() => at.close())

const zone = 'Asia/Shanghai'
const sheet = (rows: readonly Row[]) =>
  sheetOf<Row>(
    '数据',
    Object.keys(rows[0] ?? {}).map(heading => ({ heading, type: 'text' as const, of: row => row[heading] ?? null })),
    rows,
  )
const xlsx = (rows: readonly Row[]) => buffer(xlsxOf([sheet(rows)], zone))
const csv = (rows: readonly Row[]) => buffer(csvOf(sheet(rows), zone))

async function send(kind: string, bytes: Buffer, who = MANAGER, name = '名单.xlsx') {
  const answer = await at.app.inject({
    method: 'POST',
    url: `/api/imports?kind=${kind}&file=${encodeURIComponent(name)}`,
    headers: { cookie: await staff.cookie(who), 'content-type': 'application/octet-stream' },
    payload: bytes,
  })
  return { status: answer.statusCode, body: answer.json() }
}
async function asked<T>(url: string, who = MANAGER, method: 'GET' | 'POST' = 'GET') {
  const answer = await at.app.inject({ method, url, headers: { cookie: await staff.cookie(who) } })
  return { status: answer.statusCode, body: answer.json() as T }
}
async function imported(kind: string, bytes: Buffer, who = MANAGER): Promise<Report> {
  const { status, body } = await send(kind, bytes, who)
  expect([status, body]).toEqual([202, expect.anything()])
  await importsThrough(at.house)
  return (await asked<Report>(`/api/imports/${body.id}`, who)).body
}
const counts = ({ added, changed, same, wrong }: Report) => ({ added, changed, same, wrong })
const fifty = (row: (n: number) => Row, bad: Row): Row[] =>
  Array.from({ length: 50 }, (_, n) => (n === 29 ? { ...row(n), ...bad } : row(n)))
const patients = () =>
  at.house.database
    .transact(tx => run<{ n: number }>(tx, 'select count(*)::int as n from patient.patient'))
    .then(rows => rows[0]?.n)

const KINDS: Record<string, { row: (n: number) => Row; bad: Row; column: string; says: RegExp; who: string }> = {
  units: {
    row: n => ({
      编码: `X${n}`,
      名称: `新科室${n}`,
      类型: '临床科室',
      上级编码: 'YY',
      电话: '0592-7120130',
      值守: '工作日',
    }),
    bad: { 上级编码: '没有' },
    column: '上级编码',
    says: /没有这个上级编码/,
    who: ADMINISTRATOR,
  },
  staff: {
    row: n => ({ 工号: `N${n}`, 姓名: '陈建华', 手机: '13800138000', 科室编码: 'X1', 岗位: '职工' }),
    bad: { 岗位: '院长助理' },
    column: '岗位',
    says: /没有这个选项，可填：主任/,
    who: ADMINISTRATOR,
  },
  descriptions: {
    row: n => ({
      科室编码: `X${n === 29 ? 28 : n}`,
      科室介绍: `第${n}个科室`,
      楼宇: '门诊楼',
      楼层: '3',
      别名: '甲、乙',
    }),
    bad: { 楼层: '三楼半' },
    column: '楼层',
    says: /楼层请写成/,
    who: MANAGER,
  },
  doctors: {
    row: n => ({
      医生编码: `D${n}`,
      姓名: '林文',
      科室编码: 'X1、X2',
      职称: '主任医师',
      号别: '主任号',
      擅长: '脑卒中、头痛',
    }),
    bad: { 科室编码: 'X1、没有' },
    column: '科室编码',
    says: /不存在/,
    who: MANAGER,
  },
  places: {
    row: n => ({
      医生: `D${n}`,
      科室: 'X1',
      日期: '2026/11/20',
      半天: '上午',
      开始: '8:00',
      结束: '12:00',
      号数: '16',
      现场号: '3',
      外部平台号: '4',
    }),
    bad: { 医生: '没有' },
    column: '医生',
    says: /没有这位医生/,
    who: MANAGER,
  },
  patients: {
    row: n => ({ 患者编号: `P${n}`, 姓名: '陈秀英', 性别: '女', 出生日期: '1956-06-15', 本人电话: '13800138000' }),
    bad: { 本人电话: '12345' },
    column: '本人电话',
    says: /电话号码不对/,
    who: MANAGER,
  },
}

describe('SYS-08: a template with 1 bad of 50 lines imports 49 and names the bad one', () => {
  test.each(Object.keys(KINDS))('%s', async kind => {
    const { row, bad, column, says, who } = KINDS[kind] as (typeof KINDS)[string]
    const list = fifty(row, bad)
    const bytes = await xlsx(list)
    const first = await imported(kind, bytes, who)
    expect(counts(first)).toEqual({ added: 49, changed: 0, same: 0, wrong: 1 })
    expect(first.findings).toEqual([{ line: 31, column, zh: expect.stringMatching(says), en: expect.any(String) }])
    // The same file again changes nothing, by CSV in GB18030 too.
    expect(counts(await imported(kind, bytes, who))).toEqual({ added: 0, changed: 0, same: 49, wrong: 1 })
    const gb = iconv.encode((await csv(list)).toString('utf8').replace('\ufeff', ''), 'gb18030')
    expect(counts(await imported(kind, gb, who))).toEqual({ added: 0, changed: 0, same: 49, wrong: 1 })
  })
})

describe('a template', () => {
  test.each(Object.keys(KINDS))(
    'of %s can be filled: its example is passed over, its own rows are taken',
    async kind => {
      const who = KINDS[kind]?.who ?? MANAGER
      const { body } = await asked<{ name: string; content: string }>(`/api/import-templates/${kind}`, who)
      expect(body.name).toMatch(/导入模板\.xlsx$/)
      const book = new excel.Workbook()
      await book.xlsx.load(Buffer.from(body.content, 'base64') as never)
      expect(book.worksheets.map(page => page.name)).toEqual(['数据', '填写说明'])
      const empty = await send(kind, Buffer.from(body.content, 'base64'), who)
      expect(empty.body).toMatchObject({ type: '/problems/no-rows' })
      const example = book.worksheets[0]?.getRow(2).values as string[]
      const page = book.worksheets[0] as excel.Worksheet
      page.addRow(example.slice(1).map((cell, place) => (place === 0 ? cell.replace('【示例】', '') : cell)))
      const report = await imported(kind, Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer), who)
      expect(report.unknownHeadings).toEqual([])
      for (const { zh } of report.findings) expect(zh).not.toMatch(/不符合要求|没有这个选项|太长/)
    },
  )

  test('as CSV begins with a byte order mark', async () => {
    const { body } = await asked<{ content: string }>('/api/import-templates/units?as=csv', ADMINISTRATOR)
    expect(Buffer.from(body.content, 'base64').toString('utf8')).toMatch(/^\ufeff\*编码,\*名称/)
  })
})

describe('who may', () => {
  test('each sees the kinds that the own rights allow, and no import of another', async () => {
    const kinds = async (who: string) =>
      (await asked<Answer<typeof listImports>>('/api/imports', who)).body.kinds.map(one => one.kind)
    expect(await kinds(ADMINISTRATOR)).toEqual(['units', 'staff'])
    expect(await kinds(MANAGER)).toEqual(['units', 'staff', 'descriptions', 'doctors', 'places', 'patients'])
    const { body } = await send('patients', await xlsx([{ 患者编号: 'P900', 姓名: '王一' }]))
    await importsThrough(at.house)
    expect((await asked(`/api/imports/${body.id}`, ADMINISTRATOR)).status).toBe(404)
    expect((await send('patients', Buffer.from('x'), ADMINISTRATOR)).status).toBe(404)
    expect(await kinds('王芳')).toEqual(['places', 'patients'])
    expect((await send('units', Buffer.from('x'), '王芳')).status).toBe(404)
    expect((await send('units', Buffer.from('x'), '孙涛')).status).toBe(403)
  })

  test('nobody gives a post that only an administrator gives', async () => {
    const report = await imported(
      'staff',
      await xlsx([{ 工号: 'G1', 姓名: '赵六', 科室编码: 'YY', 岗位: '系统管理员' }]),
      MANAGER,
    )
    expect(report.findings[0]).toMatchObject({ line: 2, column: '岗位', zh: expect.stringContaining('系统管理员') })
  })
})

describe('patients', () => {
  const number = (n: number) => {
    const seventeen = `3502061956061${String(5000 + n)}`
    return seventeen + checkDigit(seventeen)
  }

  test('are known by document or number; another name under it is wrong, and twice in a file is once', async () => {
    const before = (await patients()) ?? 0
    const rows: Row[] = [
      { 患者编号: '', 姓名: '林一', 证件号码: number(1), 性别: '', 出生日期: '' },
      { 患者编号: 'Q2', 姓名: '林二', 证件号码: '', 性别: '男', 出生日期: '19560615' },
      { 患者编号: 'Q2', 姓名: '林二', 证件号码: '', 性别: '男', 出生日期: '1956/6/15' },
      { 患者编号: 'Q2', 姓名: '别人', 证件号码: '', 性别: '男', 出生日期: '' },
      { 患者编号: '', 姓名: '无号', 证件号码: '', 性别: '', 出生日期: '' },
      { 患者编号: 'Q6', 姓名: '林六', 证件号码: '350206195606150023', 性别: '', 出生日期: '' },
      { 患者编号: 'Q7', 姓名: '林七', 证件号码: '', 性别: '', 出生日期: '2050-01-01' },
    ]
    const report = await imported('patients', await csv(rows))
    expect(counts(report)).toEqual({ added: 2, changed: 0, same: 1, wrong: 4 })
    expect(report.findings.map(one => [one.line, one.column])).toEqual([
      [5, '患者编号'],
      [6, '患者编号'],
      [7, '证件号码'],
      [8, '出生日期'],
    ])
    expect(JSON.stringify(report.findings)).not.toMatch(/林|350206/)
    const again = await imported('patients', await csv(rows.slice(0, 4)))
    expect(counts(again)).toEqual({ added: 0, changed: 0, same: 3, wrong: 1 })
    expect(await patients()).toBe(before + 2)
  })

  test('an ID number that Excel rounded is told, and the rows that were wrong come back to be mended', async () => {
    const book = new excel.Workbook()
    const page = book.addWorksheet('数据')
    page.addRow(['姓名', '证件号码'])
    page.addRow(['林八', Number('350206195606150022')])
    page.addRow(['=1+1', number(9)])
    const report = await imported('patients', Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer))
    expect(report.findings.map(one => one.zh)).toEqual([
      expect.stringContaining('文本格式'),
      expect.stringContaining('姓名里有不能识别的符号'),
    ])
    const file = await asked<{ content: string }>(`/api/imports/${report.id}/report`, MANAGER, 'POST')
    const back = new excel.Workbook()
    await back.xlsx.load(Buffer.from(file.body.content, 'base64') as never)
    const rows = back.worksheets[0] as excel.Worksheet
    const heading = (rows.getRow(1).values as string[]).indexOf('*姓名')
    expect(rows.getRow(3).getCell(heading).value).toBe('=1+1')
    expect((rows.getRow(1).values as string[]).slice(-3)).toEqual(['原行号', '出错列', '问题与处理'])
    rows.getRow(3).getCell(heading).value = '林九'
    const mended = await imported('patients', Buffer.from((await back.xlsx.writeBuffer()) as ArrayBuffer))
    expect(mended.added).toBe(1)
    const reads = await at.house.database.transact(tx =>
      run(tx, `select from platform.journal where action = 'data-import.report-taken' and kind = 'read'`),
    )
    expect(reads).toHaveLength(1)
  })
})

describe('a file that is no list', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a renamed .xls', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'file-old-excel'],
    ['half of one', Buffer.from('PK\u0003\u0004abc'), 'file-cut-off'],
    ['a picture', Buffer.from('89504e470d0a1a0a000000', 'hex'), 'file-not-text'],
    ['other headings', Buffer.from('甲,乙\n1,2'), 'headings-missing'],
    ['headings twice', Buffer.from('编码,编码,名称,类型\n1,2,3,4'), 'headings-twice'],
    ['headings alone', Buffer.from('编码,名称,类型\n'), 'no-rows'],
  ])('%s is refused with what to do', async (_, bytes, type) => {
    expect(await send('units', bytes, ADMINISTRATOR)).toMatchObject({
      status: 422,
      body: { type: `/problems/${type}` },
    })
  })

  test('and one that is too large is not read', async () => {
    expect((await send('units', Buffer.alloc(21 * 1024 * 1024), ADMINISTRATOR)).status).toBe(413)
  })
})

describe('an import', () => {
  const list = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => ({ 患者编号: `R${from + n}`, 姓名: '陈秀英', 性别: '女' }))
  const manager = async () => {
    const org = await organisation(at.house)
    const personId = staff.person(MANAGER)
    return {
      hospitalId: at.house.hospital.id,
      kind: 'staff' as const,
      personId,
      sessionId: null,
      permissions: permissionsOf(org, personId, at.house.clock.now()),
      only: null,
      patients: [],
      position: null,
      once: null,
    }
  }

  test('whose process died goes on where it was, without doubles; a batch that was taken but not marked is not taken again', async () => {
    const { house } = at
    const before = (await patients()) ?? 0
    const { id } = await beginImport(house, await manager(), {
      kind: 'patients',
      file: 'a.csv',
      bytes: await csv(list(1200)),
    })
    // As after a kill: another process holds it, its first batch is in and not marked.
    await imported('units', await csv([{ 编码: 'KY', 名称: '科', 类型: '临床科室', 上级编码: 'YY' }]), ADMINISTRATOR)
    await importsThrough(house)
    await house.database.transact(async tx => {
      await run(
        tx,
        `update data_import.import set state = 'running', worker = $2, worked_until = $3, taken = taken - 500, added = added - 500
         where id = $1`,
        [id, house.ids.next(), house.clock.now().add({ seconds: 10 }).toString()],
      )
      await run(tx, 'update data_import.batch set taken_at = null where import_id = $1 and number = 0', [id])
    })
    carryOn(house)
    await importsThrough(house)
    const open = () => asked<Report>(`/api/imports/${id}`).then(answer => answer.body)
    expect((await open()).state).toBe('running')
    at.clock.advance({ seconds: 11 })
    carryOn(house)
    await importsThrough(house)
    expect(await open()).toMatchObject({ state: 'done', lines: 1200, taken: 1200, wrong: 0, same: 500 })
    expect(await patients()).toBe(before + 1200)
  })

  test('of one kind runs once at a time, can be stopped, and its rows are forgotten in time', async () => {
    const { house } = at
    const { id } = await beginImport(house, await manager(), {
      kind: 'patients',
      file: 'b.csv',
      bytes: await csv(list(10, 5000)),
    })
    expect(await send('patients', await csv(list(1)))).toMatchObject({ status: 409 })
    const stopped = await asked<Report>(`/api/imports/${id}/stop`, MANAGER, 'POST')
    expect(stopped.body).toMatchObject({ state: 'stopped', taken: 0 })
    expect((await asked(`/api/imports/${id}/stop`, MANAGER, 'POST')).status).toBe(409)
    const bad = await imported('patients', await csv([{ 患者编号: '', 姓名: '无号' }]))
    at.clock.advance({ hours: 24 * 31 })
    for (const sweep of sweeps) await sweep.run(house, at.clock.now())
    at.clock.advance({ hours: -24 * 31 })
    expect((await asked(`/api/imports/${bad.id}/report`, MANAGER, 'POST')).status).toBe(410)
  })
})

import { buffer } from 'node:stream/consumers'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { Template } from '#platform/spreadsheet/template.ts'
import { type Column, csvOf, sheetOf, xlsxOf } from '#platform/spreadsheet/write.ts'
import type { takeTemplate as endpoint } from '../contract.ts'
import { EXAMPLE } from '../rules/table.ts'
import { mustSee } from './read-imports.ts'
import { batchRows, type Finding, findingsOf, type KeptRow } from './store.ts'
import { templateOf } from './templates.ts'

type File = Answer<typeof endpoint>

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CSV = 'text/csv; charset=utf-8'

const star = (column: Template['columns'][number]) => `${column.required === true ? '*' : ''}${column.heading}`

/** The template of a kind (导入模板): headings, one example that is passed over, and a sheet of explanations. */
export async function takeTemplate(
  house: House,
  caller: Caller,
  asked: { readonly kind: string; readonly as?: 'xlsx' | 'csv' | undefined },
  language: Language,
): Promise<File> {
  const template = templateOf(caller, asked.kind)
  const zh = language === 'zh'
  const title = zh ? template.title.zh : template.title.en
  const data = sheetOf(
    zh ? '数据' : 'Data',
    template.columns.map(
      (column, place): Column<null> => ({
        heading: star(column),
        type: 'text',
        width: Math.min(40, Math.max(12, column.example.length * 1.5)),
        of: () => `${place === 0 ? EXAMPLE : ''}${column.example}`,
      }),
    ),
    [null],
  )
  const zone = house.hospital.zone
  if (asked.as === 'csv')
    return file(`${title}${zh ? '导入模板' : ' template'}.csv`, CSV, await buffer(csvOf(data, zone)))
  const notes = sheetOf<Template['columns'][number]>(
    zh ? '填写说明' : 'How to fill it',
    [
      { heading: zh ? '列名' : 'Column', type: 'text', width: 18, of: column => column.heading },
      {
        heading: zh ? '必填' : 'Needed',
        type: 'text',
        width: 8,
        of: column => (column.required === true ? (zh ? '是' : 'yes') : ''),
      },
      {
        heading: zh ? '怎么填' : 'What to write',
        type: 'text',
        width: 70,
        of: column => (zh ? column.note : column.noteEn),
      },
      {
        heading: zh ? '可选项' : 'Choices',
        type: 'text',
        width: 60,
        of: column => (column.choices === undefined ? '' : Object.keys(column.choices).join('、')),
      },
      { heading: zh ? '示例' : 'Example', type: 'text', width: 30, of: column => column.example },
    ],
    template.columns,
  )
  return file(`${title}${zh ? '导入模板' : ' template'}.xlsx`, XLSX, await buffer(xlsxOf([data, notes], zone)))
}

const file = (name: string, type: string, content: Buffer): File => ({
  name,
  type,
  content: content.toString('base64'),
})

const ALL = 1_000_000

/** The rows that were wrong, as they came, with why (导入报告): mended in place, the file can be imported again. */
export async function takeReport(house: House, caller: Caller, id: string, language: Language): Promise<File> {
  const zh = language === 'zh'
  const { row, findings } = await house.database.transact(async tx => ({
    row: await mustSee(tx, caller, id),
    findings: await findingsOf(tx, caller.hospitalId, id, ALL),
  }))
  const template = templateOf(caller, row.kind)
  const rows = await wrongRows(house, caller.hospitalId, id, findings)
  const title = zh ? template.title.zh : template.title.en
  const sheet = sheetOf<(typeof rows)[number]>(
    zh ? '出错行' : 'Wrong rows',
    [
      ...template.columns.map(
        (column): Column<(typeof rows)[number]> => ({
          heading: star(column),
          type: 'text',
          of: ({ cells }) => cells[column.key]?.text ?? null,
        }),
      ),
      { heading: zh ? '原行号' : 'Line', type: 'number', of: ({ finding }) => finding.line },
      {
        heading: zh ? '出错列' : 'Column',
        type: 'text',
        of: ({ finding }) => template.columns.find(one => one.key === finding.col)?.heading ?? null,
      },
      {
        heading: zh ? '问题与处理' : 'What is wrong',
        type: 'text',
        width: 70,
        of: ({ finding }) => (zh ? finding.zh : finding.en),
      },
    ],
    rows,
  )
  await tellRead(house, caller, {
    action: 'data-import.report-taken',
    subject: { kind: 'import', id },
    facts: { kind: row.kind, wrong: findings.length },
  })
  return file(`${title}${zh ? '出错行' : ' wrong rows'}.xlsx`, XLSX, await buffer(xlsxOf([sheet], house.hospital.zone)))
}

async function wrongRows(house: House, hospitalId: string, id: string, findings: readonly Finding[]) {
  const rows: { finding: Finding; cells: KeptRow['cells'] }[] = []
  for (const number of new Set(findings.map(one => one.batch))) {
    const kept = await house.database.transact(tx => batchRows(house, tx, hospitalId, id, number))
    if (kept === null) throw new Problem('report-gone')
    const byLine = new Map(kept.map(row => [row.line, row.cells]))
    for (const finding of findings.filter(one => one.batch === number))
      rows.push({ finding, cells: byLine.get(finding.line) ?? {} })
  }
  return rows
}

import { buffer } from 'node:stream/consumers'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { type House, tellRead } from '#platform/house.ts'
import { csvOf, type Sheet, sheetOf, xlsxOf } from '#platform/spreadsheet/write.ts'
import type { exportReport as endpoint, openReport as openEndpoint } from '../contract.ts'
import { rounded } from '../rules/figure.ts'
import { openReport } from './read-reports.ts'
import { type ReportWords, wordFile } from './word-file.ts'

type Report = Answer<typeof openEndpoint>

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The report as a file (导出, REP-06): figures and names of parts, nobody's words. Who took it stands in the journal. */
export const exportReport =
  (house: House) =>
  async (
    caller: Caller,
    asked: { id: string; as: keyof typeof TYPES },
    language: Language,
  ): Promise<Answer<typeof endpoint>> => {
    const report = await openReport(house)(caller, { id: asked.id }, language)
    const words = wordsOf(house, report, language)
    const content =
      asked.as === 'docx'
        ? await wordFile(report, words)
        : asked.as === 'xlsx'
          ? await buffer(
              xlsxOf(
                report.sections.map(section => sheetOfSection(section, words)),
                house.hospital.zone,
              ),
            )
          : await buffer(csvOf(wholeSheet(report, words, language), house.hospital.zone))
    const { kind, day, version } = report
    await tellRead(house, caller, {
      action: 'report.exported',
      subject: { kind: 'report', id: asked.id },
      facts: { as: asked.as, kind, day, version },
    })
    return { name: `${words.title}.${asked.as}`, type: TYPES[asked.as], content: content.toString('base64') }
  }

function wordsOf(house: House, report: Report, language: Language): ReportWords {
  const zh = language === 'zh'
  const moment = (at: string) =>
    Temporal.Instant.from(at)
      .toZonedDateTimeISO(house.hospital.zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
  const kind = report.kind === 'day' ? (zh ? '日报' : 'Daily report') : zh ? '月报' : 'Monthly report'
  const day = report.kind === 'day' ? report.day : report.day.slice(0, 7)
  const signed = report.signed
  return {
    title: `${kind} ${day} v${report.version}`,
    lines: [
      house.hospital.name,
      zh ? `成稿：${moment(report.draftedAt)}` : `Drafted: ${moment(report.draftedAt)}`,
      ...(report.reason === null ? [] : [zh ? `更正原因：${report.reason}` : `Corrected because: ${report.reason}`]),
      signed === null
        ? zh
          ? '尚未签字'
          : 'Not signed'
        : zh
          ? `签字：${signed.by.name} ${moment(signed.at)}`
          : `Signed: ${signed.by.name} ${moment(signed.at)}`,
      ...(report.remarks === null ? [] : [zh ? `备注：${report.remarks}` : `Remarks: ${report.remarks}`]),
    ],
    absent: zh ? `尚未纳入：${report.absent.join('、')}` : `Not there yet: ${report.absent.join(', ')}`,
    part: zh ? '分项' : 'Part',
  }
}

const number = (cell: Report['sections'][number]['rows'][number]['cells'][number] | undefined): number | null =>
  cell === undefined || cell.value === null ? null : rounded(cell.value)

const sheetOfSection = (section: Report['sections'][number], words: ReportWords): Sheet =>
  sheetOf(
    section.title,
    [
      { heading: words.part, type: 'text', width: 28, of: row => row.label },
      ...section.columns.map((head, index) => ({
        heading: head.unit === 'percent' ? `${head.name} %` : head.name,
        type: 'number' as const,
        of: (row: Report['sections'][number]['rows'][number]) => number(row.cells[index]),
      })),
    ],
    section.rows,
  )

const UNITS: Readonly<
  Record<Report['sections'][number]['columns'][number]['unit'], Readonly<Record<Language, string>>>
> = {
  matters: { zh: '件', en: 'matters' },
  shares: { zh: '件', en: 'shares' },
  promises: { zh: '条', en: 'promises' },
  minutes: { zh: '分钟', en: 'minutes' },
  trips: { zh: '次', en: 'trips' },
  bookings: { zh: '人次', en: 'bookings' },
  requests: { zh: '件', en: 'requests' },
  shifts: { zh: '班次', en: 'shifts' },
  percent: { zh: '%', en: '%' },
}

/** All in one list, a figure of a part on each line: what another program reads. */
function wholeSheet(report: Report, words: ReportWords, language: Language): Sheet {
  const zh = language === 'zh'
  const heading = (chinese: string, english: string) => (zh ? chinese : english)
  const lines = report.sections.flatMap(section =>
    section.rows.flatMap(row =>
      section.columns.map((head, index) => ({
        section: section.title,
        part: section.by === null ? '' : row.label,
        name: head.name,
        unit: UNITS[head.unit][language],
        cell: row.cells[index],
        formula: head.formula,
      })),
    ),
  )
  return sheetOf(
    words.title,
    [
      { heading: heading('分节', 'section'), type: 'text', of: line => line.section },
      { heading: heading('分项', 'part'), type: 'text', of: line => line.part },
      { heading: heading('指标', 'figure'), type: 'text', of: line => line.name },
      { heading: heading('数值', 'value'), type: 'number', of: line => number(line.cell) },
      { heading: heading('计入', 'count'), type: 'number', of: line => line.cell?.count ?? null },
      { heading: heading('总数', 'of'), type: 'number', of: line => line.cell?.of ?? null },
      { heading: heading('单位', 'unit'), type: 'text', of: line => line.unit },
      { heading: heading('口径', 'formula'), type: 'text', of: line => line.formula },
    ],
    lines,
  )
}

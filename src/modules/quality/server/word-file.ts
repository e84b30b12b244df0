import type { Answer } from '#kernel/endpoint.ts'
import type { openReport } from '../contract.ts'

type Report = Answer<typeof openReport>

/** The words around the figures of an exported report. */
export interface ReportWords {
  readonly title: string
  readonly lines: readonly string[]
  readonly absent: string
  readonly part: string
}

/** The report as a Word document (日报、月报 Word): a heading, who signed, one table for each section. */
export async function wordFile(report: Report, words: ReportWords): Promise<Buffer> {
  // Heavy, and only a download needs it.
  const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import(
    'docx'
  )
  const paragraph = (text: string, bold = false) => new Paragraph({ children: [new TextRun({ text, bold })] })
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map(
        text => new TableCell({ margins: { left: 80, right: 80 }, children: [paragraph(text, isHead)] }),
      ),
    })
  const sections = report.sections
    .filter(section => section.rows.length > 0)
    .flatMap(section => [
      new Paragraph({ text: section.title, heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 120 } }),
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows:
          section.by === null
            ? section.columns.map((head, index) =>
                row([head.name, section.rows[0]?.cells[index]?.shown ?? '–', head.formula], false),
              )
            : [
                row([words.part, ...section.columns.map(head => head.name)], true),
                ...section.rows.map(one => row([one.label, ...one.cells.map(cell => cell.shown)], false)),
              ],
      }),
    ])
  const document = new Document({
    creator: '医管家',
    title: words.title,
    styles: { default: { document: { run: { font: { ascii: 'Arial', eastAsia: '宋体' }, size: 21 } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: words.title, heading: HeadingLevel.HEADING_1 }),
          ...words.lines.map(line => paragraph(line)),
          ...sections,
          new Paragraph({ text: '' }),
          paragraph(words.absent),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant } from '#kernel/text.ts'

const id = z.uuid()
/** What may be brought (导入类型). */
export const KINDS = ['units', 'staff', 'descriptions', 'doctors', 'places', 'patients'] as const
const Kind = z.enum(KINDS)

/** The largest file, in bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024

export const ImportEntry = z
  .strictObject({
    id,
    kind: Kind,
    state: z.enum(['running', 'done', 'stopped']),
    file: z.string(),
    lines: z.number(),
    taken: z.number(),
    added: z.number(),
    changed: z.number(),
    same: z.number(),
    wrong: z.number(),
    author: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportEntry', description: '导入记录' })

export const ImportFinding = z
  .strictObject({ line: z.number(), column: z.string().nullable(), zh: z.string(), en: z.string() })
  .meta({ id: 'ImportFinding', description: '出错行' })

export const ImportReport = ImportEntry.extend({
  /** Headings of the file that the template does not know. */
  unknownHeadings: z.array(z.string()),
  /** The first of them; all are in the file of the report. */
  findings: z.array(ImportFinding),
}).meta({ id: 'ImportReport', description: '导入报告' })

const TemplateColumn = z.strictObject({
  heading: z.string(),
  required: z.boolean(),
  note: z.string(),
  noteEn: z.string(),
  choices: z.array(z.string()),
})

export const listImports = get('/api/imports', {
  id: 'data-import.list',
  summary: 'What may be imported, and what was (初始化导入)',
  access: 'data-import:run',
  returns: z
    .strictObject({
      kinds: z.array(z.strictObject({ kind: Kind, zh: z.string(), en: z.string(), columns: z.array(TemplateColumn) })),
      imports: z.array(ImportEntry),
    })
    .meta({ id: 'Imports' }),
})
export const openImport = get('/api/imports/:id', {
  id: 'data-import.open',
  summary: 'How far an import has come, and what was wrong, row by row',
  access: 'data-import:run',
  params: { id },
  returns: ImportReport,
})
export const stopImport = post('/api/imports/:id/stop', {
  id: 'data-import.stop',
  summary: 'Stop an import; what was taken stays',
  access: 'data-import:run',
  params: { id },
  returns: ImportReport,
  problems: ['import-over'],
})

const File = z.strictObject({ name: z.string(), type: z.string(), content: z.base64() }).meta({ id: 'SpreadsheetFile' })
export const takeTemplate = get('/api/import-templates/:kind', {
  id: 'data-import.template',
  summary: 'The template of a kind, with headings, an example and explanations (导入模板)',
  access: 'data-import:run',
  params: { kind: Kind },
  query: z.strictObject({ as: z.enum(['xlsx', 'csv']).optional() }),
  returns: File,
})
export const takeReport = post('/api/imports/:id/report', {
  id: 'data-import.report',
  summary: 'The rows that were wrong, with why, to be mended and imported again',
  access: 'data-import:run',
  params: { id },
  returns: File,
  problems: ['report-gone'],
})

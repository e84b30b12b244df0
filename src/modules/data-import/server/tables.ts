import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

type At = ColumnType<Instant, string, string>
export type ImportState = 'running' | 'done' | 'stopped'

/** `data_import.import`: one file that somebody brought (导入记录). */
interface ImportTable {
  hospitalId: string
  id: string
  kind: string
  state: ImportState
  file: Buffer
  digest: Buffer
  lines: number
  taken: number
  added: number
  changed: number
  same: number
  wrong: number
  notes: ColumnType<readonly string[], string, string>
  headings: ColumnType<readonly string[], string, string>
  authorId: string
  startedAt: At
  finishedAt: At | null
  worker: string | null
  workedUntil: At | null
}

/** `data_import.batch`: rows that are taken together, enciphered. */
interface BatchTable {
  hospitalId: string
  importId: string
  number: number
  cells: Buffer | null
  takenAt: At | null
}

/** `data_import.finding`: what was wrong with a row. */
interface FindingTable {
  hospitalId: string
  importId: string
  line: number
  batch: number
  col: string | null
  zh: string
  en: string
}

declare module '#platform/database.ts' {
  interface Tables {
    'data_import.import': ImportTable
    'data_import.batch': BatchTable
    'data_import.finding': FindingTable
  }
}

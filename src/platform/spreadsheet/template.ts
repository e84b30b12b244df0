import type { Caller } from '#kernel/caller.ts'
import { Problem, type Problems, problemTitle } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'

/** A column of a template (导入模板): what stands over it, what may stand in it, and an example. */
export interface TemplateColumn {
  readonly key: string
  readonly heading: string
  readonly required?: true
  /** What to write, for the sheet of explanations and for whoever has to mend a row. */
  readonly note: string
  readonly noteEn: string
  readonly example: string
  /** Letters at most. */
  readonly most: number
  /** What may be chosen, by the word in the cell. */
  readonly choices?: Readonly<Record<string, string>>
}

/** One row as it was read: bounded texts and chosen values; what is empty is null. */
export interface TemplateRow {
  readonly line: number
  readonly values: Readonly<Record<string, string | null>>
}

/** What is wrong with a row, where, and what to do. Never quotes what stands in the cell. */
export interface Wrong {
  readonly column: string | null
  readonly zh: string
  readonly en: string
}

export type Outcome = { readonly line: number } & (
  | { readonly what: 'added' | 'changed' | 'same' }
  | { readonly wrong: Wrong }
)

/** A list of one kind that a hospital may bring (初始化导入, SYS-08): its module says what stands in it and takes the rows. */
export interface Template {
  readonly kind: string
  readonly title: { readonly zh: string; readonly en: string }
  /** The right that it needs beside that to import. */
  readonly permission: string
  readonly columns: readonly TemplateColumn[]
  /** Rows that are taken at once. */
  readonly atOnce: number
  /** Takes rows by the same rules as one by one. A row that was taken before changes nothing; a wrong row holds up no other. */
  take(house: House, caller: Caller, rows: readonly TemplateRow[]): Promise<Outcome[]>
}

/** A cell that does not fit its column, said by what the column wants. */
export function unfit(columns: readonly TemplateColumn[], key: string): Wrong {
  const column = columns.find(one => one.key === key)
  return {
    column: key,
    zh: `「${column?.heading ?? key}」不符合要求：${column?.note ?? ''}`,
    en: `“${column?.heading ?? key}” does not fit: ${column?.noteEn ?? ''}`,
  }
}

/** A refusal of a use case as what is wrong with a row; anything else is thrown on. */
export function wrongOf(error: unknown, problems: Problems, column: (problem: Problem) => string | null): Wrong {
  if (!(error instanceof Problem)) throw error
  const kind = problems[error.code]
  if (kind === undefined) throw error
  return {
    column: column(error),
    zh: problemTitle(kind, error.facts, 'zh'),
    en: problemTitle(kind, error.facts, 'en'),
  }
}

/** Takes rows one after the other, each by itself. */
export async function oneByOne(
  rows: readonly TemplateRow[],
  take: (row: TemplateRow) => Promise<'added' | 'changed' | 'same' | Wrong>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const row of rows) {
    const done = await take(row)
    outcomes.push(typeof done === 'string' ? { line: row.line, what: done } : { line: row.line, wrong: done })
  }
  return outcomes
}

/** 「消化；内镜、胃肠」 as single words. */
export const listed = (cell: string | null): string[] =>
  cell === null
    ? []
    : cell
        .split(/[、；;，,\n]/)
        .map(word => word.trim())
        .filter(word => word !== '')

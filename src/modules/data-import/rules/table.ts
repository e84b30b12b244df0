import { Problem } from '#kernel/problem.ts'

/** A column as the rules see it; see the template. */
export interface Column {
  readonly key: string
  readonly heading: string
  readonly required?: true
  readonly note: string
  readonly noteEn: string
  readonly most: number
  readonly choices?: Readonly<Record<string, string>>
}

/** A cell as it was read. */
export interface Cell {
  readonly text: string
  readonly fault?: 'rounded' | 'error' | 'too-long'
}

export interface Row {
  readonly line: number
  readonly cells: readonly (Cell | undefined)[]
}

/** Which column of the file holds which column of the template, and headings that nobody asked for. */
export interface Layout {
  readonly places: ReadonlyMap<string, number>
  readonly unknown: readonly string[]
}

/** What begins a line that only shows how it is done. */
export const EXAMPLE = '【示例】'

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/[\s*:]|\(.*?\)/g, '')
    .toLowerCase()

/**
 * Finds the columns by their headings, in whatever order.
 * @throws Problem `headings-missing`, `headings-twice`
 */
export function layoutOf(columns: readonly Column[], first: Row): Layout {
  const places = new Map<string, number>()
  const twice: string[] = []
  const unknown: string[] = []
  for (const [place, cell] of first.cells.entries()) {
    if (cell === undefined || plain(cell.text) === '') continue
    const column = columns.find(one => plain(one.heading) === plain(cell.text))
    if (column === undefined) unknown.push(cell.text.trim().slice(0, 30))
    else if (places.has(column.key)) twice.push(column.heading)
    else places.set(column.key, place)
  }
  const missing = columns.filter(column => column.required === true && !places.has(column.key))
  if (missing.length > 0)
    throw new Problem('headings-missing', { headings: missing.map(one => one.heading).join('、') })
  if (twice.length > 0) throw new Problem('headings-twice', { headings: twice.join('、') })
  return { places, unknown: unknown.slice(0, 20) }
}

/** The cells of a row by the keys of the template; null for a row that is empty or only an example. */
export function cellsOf(layout: Layout, row: Row): Record<string, Cell> | null {
  const first = row.cells.find(cell => cell !== undefined)
  if (first === undefined || first.text.startsWith(EXAMPLE)) return null
  const found: Record<string, Cell> = {}
  for (const [key, place] of layout.places) {
    const cell = row.cells[place]
    if (cell !== undefined && (cell.text.trim() !== '' || cell.fault !== undefined)) found[key] = cell
  }
  return Object.keys(found).length === 0 ? null : found
}

interface Wrong {
  readonly column: string
  readonly zh: string
  readonly en: string
}

// Tab and line breaks stay; no one types the others.
// oxlint-disable-next-line no-control-regex -- control characters are what it refuses
const UNTYPED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** The values of a row as its template takes them, or the first thing that is wrong with it. */
export function valuesOf(
  columns: readonly Column[],
  cells: Readonly<Record<string, Cell>>,
): { readonly values: Record<string, string | null> } | { readonly wrong: Wrong } {
  const values: Record<string, string | null> = {}
  for (const column of columns) {
    const cell = cells[column.key]
    const text = cell?.text.trim() ?? ''
    const wrong = cell === undefined ? null : faultOf(column, cell, text)
    if (wrong !== null) return { wrong: { column: column.key, ...wrong } }
    if (text === '') {
      if (column.required === true)
        return {
          wrong: {
            column: column.key,
            zh: `「${column.heading}」没有填，这一列必填`,
            en: `“${column.heading}” is empty and must be filled`,
          },
        }
      values[column.key] = null
    } else values[column.key] = column.choices?.[text] ?? text
  }
  return { values }
}

function faultOf(column: Column, cell: Cell, text: string): Omit<Wrong, 'column'> | null {
  const { heading } = column
  if (cell.fault === 'rounded')
    return {
      zh: `「${heading}」按数字存储，Excel 已丢失第 15 位以后的数字：请把该列设为文本格式，重新填写`,
      en: `“${heading}” was kept as a number and Excel lost the digits behind the 15th: format the column as text and write it again`,
    }
  if (cell.fault === 'error')
    return {
      zh: `「${heading}」的公式出错，请改为填写结果`,
      en: `The formula in “${heading}” failed; write its result`,
    }
  if (cell.fault === 'too-long' || text.length > column.most)
    return {
      zh: `「${heading}」太长，最多 ${column.most} 字`,
      en: `“${heading}” is too long; ${column.most} letters at most`,
    }
  if (UNTYPED.test(text) || !text.isWellFormed())
    return {
      zh: `「${heading}」含有不能识别的字符，请重新输入`,
      en: `“${heading}” holds letters that nobody types; write it again`,
    }
  if (text !== '' && column.choices !== undefined && !Object.hasOwn(column.choices, text))
    return {
      zh: `「${heading}」没有这个选项，可填：${Object.keys(column.choices).join('、')}`,
      en: `“${heading}” has no such choice; one of: ${Object.keys(column.choices).join(', ')}`,
    }
  return null
}

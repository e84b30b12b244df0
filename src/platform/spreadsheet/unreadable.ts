/** Why a file cannot be read as a table. */
export type Why =
  | 'empty'
  | 'old-excel'
  | 'not-excel'
  | 'cut-off'
  | 'locked'
  | 'too-large-inside'
  | 'not-text'
  | 'too-many-rows'
  | 'too-many-columns'

/** A file that is refused whole, before anything of it is used. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  readonly why: Why

  constructor(why: Why) {
    super(why)
    this.why = why
  }
}

/** What a table may measure: more is refused while it is being unpacked, whatever the file says of itself. */
export const BOUNDS = {
  rows: 50_000,
  columns: 200,
  /** Letters of a cell, as in Excel. */
  letters: 32_767,
  /** Bytes of one part of a workbook, unpacked. */
  part: 192 * 1024 * 1024,
  /** Letters of all shared texts together. */
  shared: 48 * 1024 * 1024,
  parts: 5000,
} as const

/** One cell: its text; what Excel has rounded because it was too long for a number; what Excel could not work out. */
export interface ReadCell {
  readonly text: string
  readonly fault?: 'rounded' | 'error' | 'too-long'
}

/** One row that holds something: its line, as the spreadsheet program numbers it, and its cells by column. */
export interface ReadRow {
  readonly line: number
  readonly cells: readonly (ReadCell | undefined)[]
}

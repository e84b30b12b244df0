import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { type ReadRow, UnreadableFile } from './unreadable.ts'

const ZIP = Buffer.from('PK\u0003\u0004')
/** What Excel wrote before 2007, and what it writes behind a password. */
const OLD = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** The rows of an Excel or CSV file, known by what is in it and not by its name. Throws {@link UnreadableFile}. */
export function readRows(bytes: Buffer): AsyncGenerator<ReadRow> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.subarray(0, OLD.length).equals(OLD)) throw new UnreadableFile('old-excel')
  return bytes.subarray(0, ZIP.length).equals(ZIP) ? readXlsx(bytes) : readCsv(bytes)
}

import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import { run, type Tables, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Cell } from '../rules/table.ts'

export type ImportRow = Selectable<Tables['data_import.import']>

/** A row of a file as it is kept until it is taken, and for the report. */
export interface KeptRow {
  readonly line: number
  readonly cells: Readonly<Record<string, Cell>>
}

export interface Finding {
  readonly line: number
  readonly batch: number
  readonly col: string | null
  readonly zh: string
  readonly en: string
}

export async function insertImport(
  tx: Tx,
  row: Omit<
    ImportRow,
    'state' | 'taken' | 'added' | 'changed' | 'same' | 'wrong' | 'finishedAt' | 'worker' | 'workedUntil' | 'startedAt'
  > & { readonly startedAt: Instant },
): Promise<void> {
  await tx
    .insertInto('data_import.import')
    .values({
      ...row,
      notes: JSON.stringify(row.notes),
      headings: JSON.stringify(row.headings),
      startedAt: row.startedAt.toString(),
      state: 'running',
      taken: 0,
      added: 0,
      changed: 0,
      same: 0,
      wrong: 0,
    } as never)
    .execute()
}

export const insertBatch = (
  house: House,
  tx: Tx,
  hospitalId: string,
  importId: string,
  number: number,
  rows: readonly KeptRow[],
) =>
  run(tx, 'insert into data_import.batch (hospital_id, import_id, number, cells) values ($1, $2, $3, $4)', [
    hospitalId,
    importId,
    number,
    house.cipher.encipherJson(rows),
  ])

export const runningOfKind = async (tx: Tx, hospitalId: string, kind: string): Promise<boolean> =>
  (
    await run(tx, `select from data_import.import where hospital_id = $1 and kind = $2 and state = 'running' limit 1`, [
      hospitalId,
      kind,
    ])
  ).length > 0

export const runningImports = (tx: Tx, hospitalId: string) =>
  run<{ id: string }>(
    tx,
    `select id from data_import.import where hospital_id = $1 and state = 'running' order by started_at`,
    [hospitalId],
  )

/** Takes the import for this worker until `until`, or goes on with it; null when another has it, or it is over. */
export async function holdImport(
  tx: Tx,
  hospitalId: string,
  id: string,
  worker: string,
  now: Instant,
  until: Instant,
): Promise<ImportRow | null> {
  const [row] = await run<ImportRow>(
    tx,
    `update data_import.import set worker = $3, worked_until = $5
     where hospital_id = $1 and id = $2 and state = 'running' and (worker is null or worker = $3 or worked_until < $4)
     returning *`,
    [hospitalId, id, worker, now.toString(), until.toString()],
  )
  return row ?? null
}

export async function nextBatch(
  house: House,
  tx: Tx,
  hospitalId: string,
  importId: string,
): Promise<{ number: number; rows: KeptRow[] } | null> {
  const [row] = await run<{ number: number; cells: Buffer }>(
    tx,
    `select number, cells from data_import.batch where hospital_id = $1 and import_id = $2 and taken_at is null
     order by number limit 1`,
    [hospitalId, importId],
  )
  return row === undefined ? null : { number: row.number, rows: house.cipher.decipherJson<KeptRow[]>(row.cells) }
}

export interface Counted {
  readonly added: number
  readonly changed: number
  readonly same: number
}

/** Marks a batch as taken, with what came of it; false when it was marked already. */
export async function batchTaken(
  tx: Tx,
  hospitalId: string,
  importId: string,
  number: number,
  at: Instant,
  counted: Counted,
  findings: readonly Finding[],
): Promise<boolean> {
  const marked = await run(
    tx,
    `update data_import.batch set taken_at = $4 where hospital_id = $1 and import_id = $2 and number = $3 and taken_at is null
     returning number`,
    [hospitalId, importId, number, at.toString()],
  )
  if (marked.length === 0) return false
  await run(
    tx,
    `insert into data_import.finding (hospital_id, import_id, line, batch, col, zh, en)
     select $1, $2, f.line, $3, f.col, f.zh, f.en from unnest($4::int[], $5::text[], $6::text[], $7::text[]) as f (line, col, zh, en)
     on conflict do nothing`,
    [
      hospitalId,
      importId,
      number,
      findings.map(one => one.line),
      findings.map(one => one.col),
      findings.map(one => one.zh),
      findings.map(one => one.en),
    ],
  )
  const taken = counted.added + counted.changed + counted.same + findings.length
  await run(
    tx,
    `update data_import.import set taken = taken + $3, added = added + $4, changed = changed + $5, same = same + $6, wrong = wrong + $7
     where hospital_id = $1 and id = $2`,
    [hospitalId, importId, taken, counted.added, counted.changed, counted.same, findings.length],
  )
  return true
}

export async function endImport(
  tx: Tx,
  hospitalId: string,
  id: string,
  state: 'done' | 'stopped',
  at: Instant,
): Promise<ImportRow | null> {
  const [row] = await run<ImportRow>(
    tx,
    `update data_import.import set state = $3, finished_at = $4, worker = null, worked_until = null
     where hospital_id = $1 and id = $2 and state = 'running' returning *`,
    [hospitalId, id, state, at.toString()],
  )
  return row ?? null
}

export async function importOf(tx: Tx, hospitalId: string, id: string): Promise<ImportRow | null> {
  const [row] = await run<ImportRow>(tx, 'select * from data_import.import where hospital_id = $1 and id = $2', [
    hospitalId,
    id,
  ])
  return row ?? null
}

export const newestImports = (tx: Tx, hospitalId: string, kinds: readonly string[], count: number) =>
  run<ImportRow>(
    tx,
    `select * from data_import.import where hospital_id = $1 and kind = any($2) order by started_at desc, id desc limit $3`,
    [hospitalId, kinds, count],
  )

export const findingsOf = (tx: Tx, hospitalId: string, importId: string, count: number) =>
  run<Finding>(
    tx,
    `select line, batch, col, zh, en from data_import.finding where hospital_id = $1 and import_id = $2 order by line limit $3`,
    [hospitalId, importId, count],
  )

/** The rows of those batches; null where they are no longer kept. */
export async function batchRows(
  house: House,
  tx: Tx,
  hospitalId: string,
  importId: string,
  number: number,
): Promise<readonly KeptRow[] | null> {
  const [row] = await run<{ cells: Buffer | null }>(
    tx,
    'select cells from data_import.batch where hospital_id = $1 and import_id = $2 and number = $3',
    [hospitalId, importId, number],
  )
  return row === undefined || row.cells === null ? null : house.cipher.decipherJson<KeptRow[]>(row.cells)
}

/** Forgets the rows of imports that ended before `before`. */
export const forgetRows = (tx: Tx, hospitalId: string, before: Instant) =>
  run(
    tx,
    `update data_import.batch b set cells = null from data_import.import i
     where b.hospital_id = $1 and b.cells is not null and i.hospital_id = b.hospital_id and i.id = b.import_id
       and i.state <> 'running' and i.finished_at < $2`,
    [hospitalId, before.toString()],
  )

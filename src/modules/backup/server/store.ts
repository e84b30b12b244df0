import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { BackupKind, BackupState } from './tables.ts'

export interface BackupRow {
  readonly id: string
  readonly kind: BackupKind
  readonly state: BackupState
  readonly file: string
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly bytes: number | null
  readonly rows: number | null
  readonly tables: number | null
  readonly key: string | null
  readonly reason: string | null
}

export interface TestRow {
  readonly id: string
  readonly at: Instant
  readonly file: string
  readonly backupAt: Instant
  readonly passed: boolean
  readonly tables: number
  readonly rows: number
  readonly seconds: number
  readonly differences: readonly string[]
}

/** The word of the log for a backup whose process died. */
export const INTERRUPTED = 'interrupted'

/** By what name the session of a backup is known to the database server; it ends with its process, however that dies. */
export const aliveAs = (id: string): string => `yiguanjia backup ${id}`

/** Whether row `b` runs no more: its session is gone, or (a machine that fell off the network) it fell silent before `silent`. */
const brokenOff = (silent: string): string =>
  `(b.state = 'running' and (b.seen_at < ${silent}::timestamptz or not exists (
     select from pg_stat_activity s where s.application_name = '${aliveAs('')}' || b.id)))`

/** Backups whose process died, taken for this transaction alone; of a restored house, the one that it was restored from. */
export const brokenRows = (tx: Tx, hospitalId: string, silent: Instant) =>
  run<{ id: string; kind: BackupKind; file: string; restoredFrom: boolean }>(
    tx,
    `select id, kind, file, coalesce(started_at <= (
         select max(backed_up_at) from platform.restoration r where r.hospital_id = $1), false) as restored_from
     from backup.backup b where hospital_id = $1 and ${brokenOff('$2')} for update skip locked`,
    [hospitalId, silent.toString()],
  )

/** What a house came out of was whole, though its own row still says that it was being made. */
export const wholeRow = (tx: Tx, hospitalId: string, id: string) =>
  run(tx, `update backup.backup set state = 'done', finished_at = seen_at where hospital_id = $1 and id = $2`, [
    hospitalId,
    id,
  ])

/** False when another one is running. */
export async function beginRow(
  tx: Tx,
  row: {
    readonly hospitalId: string
    readonly id: string
    readonly kind: BackupKind
    readonly file: string
    readonly at: Instant
    readonly authorId: string | null
  },
): Promise<boolean> {
  const written = await run(
    tx,
    `insert into backup.backup (hospital_id, id, kind, state, file, started_at, seen_at, author_id)
     values ($1, $2, $3, 'running', $4, $5, $5, $6) on conflict do nothing returning id`,
    [row.hospitalId, row.id, row.kind, row.file, row.at.toString(), row.authorId],
  )
  return written.length > 0
}

export const seenRow = (tx: Tx, hospitalId: string, id: string, at: Instant) =>
  run(tx, `update backup.backup set seen_at = $3 where hospital_id = $1 and id = $2 and state = 'running'`, [
    hospitalId,
    id,
    at.toString(),
  ])

export const endRow = (
  tx: Tx,
  hospitalId: string,
  id: string,
  end: {
    readonly at: Instant
    readonly bytes: number
    readonly rows: number
    readonly tables: number
    readonly key: string
  },
) =>
  run(
    tx,
    `update backup.backup set state = 'done', finished_at = $3, seen_at = $3, bytes = $4, rows = $5, tables = $6, key = $7
     where hospital_id = $1 and id = $2`,
    [hospitalId, id, end.at.toString(), end.bytes, end.rows, end.tables, end.key],
  )

/** Ends one that runs; nothing where it has ended already. */
export const failRow = (tx: Tx, hospitalId: string, id: string, at: Instant, reason: string) =>
  run<{ id: string }>(
    tx,
    `update backup.backup set state = 'failed', finished_at = $3, reason = $4
     where hospital_id = $1 and id = $2 and state = 'running' returning id`,
    [hospitalId, id, at.toString(), reason],
  )

/** Daily backups that are there, newest first. */
export const dailyFiles = (tx: Tx, hospitalId: string) =>
  run<{ id: string; file: string }>(
    tx,
    `select id, file from backup.backup where hospital_id = $1 and kind = 'daily' and state = 'done' order by started_at desc, id desc`,
    [hospitalId],
  )

export const removeRow = (tx: Tx, hospitalId: string, id: string) =>
  run(tx, `update backup.backup set state = 'removed' where hospital_id = $1 and id = $2`, [hospitalId, id])

/** The newest of the log. One whose process died shows as broken off, also before the house has written so. */
export const newestBackups = (tx: Tx, hospitalId: string, silent: Instant, count: number) =>
  run<BackupRow>(
    tx,
    `select id, kind, file, started_at, finished_at, bytes, rows, tables, key,
       case when ${brokenOff('$2')} then 'failed' else state end as state,
       case when ${brokenOff('$2')} then '${INTERRUPTED}' else reason end as reason
     from backup.backup b where hospital_id = $1 order by started_at desc, id desc limit $3`,
    [hospitalId, silent.toString(), count],
  )

export const lastDone = async (tx: Tx, hospitalId: string): Promise<Instant | null> => {
  const [row] = await run<{ at: Instant | null }>(
    tx,
    `select max(started_at) as at from backup.backup where hospital_id = $1 and state in ('done', 'removed')`,
    [hospitalId],
  )
  return row?.at ?? null
}

export const newestTests = (tx: Tx, hospitalId: string, count: number) =>
  run<TestRow>(
    tx,
    `select id, at, file, backup_at, passed, tables, rows, seconds, differences from backup.restore_test
     where hospital_id = $1 order by at desc, id desc limit $2`,
    [hospitalId, count],
  )

export const lastPassed = async (tx: Tx, hospitalId: string): Promise<Instant | null> => {
  const [row] = await run<{ at: Instant | null }>(
    tx,
    'select max(at) as at from backup.restore_test where hospital_id = $1 and passed',
    [hospitalId],
  )
  return row?.at ?? null
}

export const insertTest = (tx: Tx, hospitalId: string, row: TestRow) =>
  run(
    tx,
    `insert into backup.restore_test (hospital_id, id, at, file, backup_at, passed, tables, rows, seconds, differences)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      hospitalId,
      row.id,
      row.at.toString(),
      row.file,
      row.backupAt.toString(),
      row.passed,
      row.tables,
      row.rows,
      row.seconds,
      JSON.stringify(row.differences),
    ],
  )

export interface PlanRow {
  readonly nextAt: Instant
  readonly remindAt: Instant
}

/** The plan's row, taken for this transaction alone; null before the first time. */
export async function takePlan(tx: Tx, hospitalId: string): Promise<PlanRow | null> {
  const [row] = await run<PlanRow>(tx, 'select next_at, remind_at from backup.plan where hospital_id = $1 for update', [
    hospitalId,
  ])
  return row ?? null
}

export const savePlan = (tx: Tx, hospitalId: string, plan: PlanRow) =>
  run(
    tx,
    `insert into backup.plan (hospital_id, next_at, remind_at) values ($1, $2, $3)
     on conflict (hospital_id) do update set next_at = excluded.next_at, remind_at = excluded.remind_at`,
    [hospitalId, plan.nextAt.toString(), plan.remindAt.toString()],
  )

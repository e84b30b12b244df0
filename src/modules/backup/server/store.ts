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

/** Backups that run and have not been heard of since `before`. */
export const silentRows = (tx: Tx, hospitalId: string, before: Instant) =>
  run<{ id: string; kind: BackupKind }>(
    tx,
    `select id, kind from backup.backup where hospital_id = $1 and state = 'running' and seen_at < $2 for update`,
    [hospitalId, before.toString()],
  )

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

export const failRow = (tx: Tx, hospitalId: string, id: string, at: Instant, reason: string) =>
  run(
    tx,
    `update backup.backup set state = 'failed', finished_at = $3, reason = $4 where hospital_id = $1 and id = $2 and state = 'running'`,
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

export const newestBackups = (tx: Tx, hospitalId: string, count: number) =>
  run<BackupRow>(
    tx,
    `select id, kind, state, file, started_at, finished_at, bytes, rows, tables, key, reason from backup.backup
     where hospital_id = $1 order by started_at desc, id desc limit $2`,
    [hospitalId, count],
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

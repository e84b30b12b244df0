import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

type At = ColumnType<Instant, string, string>

/** `backup.plan`: when the next ones are due. */
interface PlanTable {
  hospitalId: string
  nextAt: At
  remindAt: At
}

export type BackupKind = 'daily' | 'by-hand' | 'command'
export type BackupState = 'running' | 'done' | 'failed' | 'removed'

/** `backup.backup`: the log of backups (备份记录). */
interface BackupTable {
  hospitalId: string
  id: string
  kind: BackupKind
  state: BackupState
  file: string
  startedAt: At
  seenAt: At
  finishedAt: At | null
  bytes: number | null
  rows: number | null
  tables: number | null
  key: string | null
  reason: string | null
  authorId: string | null
}

/** `backup.restore_test`: a backup was restored on trial and compared (恢复测试记录). */
interface RestoreTestTable {
  hospitalId: string
  id: string
  at: At
  file: string
  backupAt: At
  passed: boolean
  tables: number
  rows: number
  seconds: number
  differences: ColumnType<readonly string[], string, string>
}

declare module '#platform/database.ts' {
  interface Tables {
    'backup.plan': PlanTable
    'backup.backup': BackupTable
    'backup.restore_test': RestoreTestTable
  }
}

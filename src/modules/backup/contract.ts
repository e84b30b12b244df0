import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'

export const BackupEntry = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['daily', 'by-hand', 'command']),
    state: z.enum(['running', 'done', 'failed', 'removed']),
    file: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    bytes: z.number().nullable(),
    rows: z.number().nullable(),
    tables: z.number().nullable(),
    /** Which key it was made with, by its id; never the key. */
    key: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BackupEntry', description: '备份记录' })

export const RestoreTest = z
  .strictObject({
    id: z.uuid(),
    at: instant,
    file: z.string(),
    backupAt: instant,
    passed: z.boolean(),
    tables: z.number(),
    rows: z.number(),
    seconds: z.number(),
    differences: z.array(z.string()),
  })
  .meta({ id: 'RestoreTest', description: '恢复测试记录' })

const Plan = z.strictObject({
  hour: z.int().min(0).max(23),
  /** A folder on the server; null is the one beside the data. */
  folder: text(400).nullable(),
  keep: z.int().min(1).max(400),
  testEvery: z.int().min(1).max(400),
})

export const Backups = z
  .strictObject({
    backups: z.array(BackupEntry),
    tests: z.array(RestoreTest),
    plan: Plan.extend({ version: z.int() }),
    /** Where the daily ones go. */
    folder: z.string(),
    nextAt: instant.nullable(),
    lastAt: instant.nullable(),
    lastTestAt: instant.nullable(),
    /** No good one for longer than a day and a half, or none at all. */
    isLate: z.boolean(),
    testIsDue: z.boolean(),
    mayRun: z.boolean(),
    mayPlan: z.boolean(),
  })
  .meta({ id: 'Backups', description: '备份与恢复测试' })

export const readBackups = get('/api/backups', {
  id: 'backup.read',
  summary: 'The log of backups, restore tests and the plan (备份与恢复测试)',
  access: 'backup:read',
  returns: Backups,
})
export const runBackup = post('/api/backups', {
  id: 'backup.run',
  summary: 'Make a backup now, beside the daily ones',
  access: 'backup:run',
  returns: z.strictObject({ id: z.uuid() }),
  status: 202,
  problems: ['backup-running', 'folder-unusable'],
})
export const planBackups = put('/api/backup-plan', {
  id: 'backup.plan',
  summary: 'Set when and where backups are made, how many are kept, how often a restore is tried',
  access: 'setting:write',
  body: Plan.extend({ version: z.int().min(0) }).meta({ id: 'BackupPlan' }),
  returns: z.strictObject({ version: z.int() }),
  problems: ['stale-version', 'folder-unusable'],
})

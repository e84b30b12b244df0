import { z } from 'zod'
import { text } from '#kernel/text.ts'
import type { SettingKind } from '#platform/settings.ts'
import { type BackupPolicy, DEFAULT_POLICY } from './rules/plan.ts'

/** Hour, folder, how many are kept, and how often a restore is tried (备份计划). */
export const backupPolicy: SettingKind<BackupPolicy> = {
  key: 'backup.plan',
  title: '每日备份的时间、文件夹与保留份数，恢复测试的间隔（天）',
  schema: z.strictObject({
    hour: z.int().min(0).max(23),
    folder: text(400).nullable(),
    keep: z.int().min(1).max(400),
    testEvery: z.int().min(1).max(400),
  }),
  initial: DEFAULT_POLICY,
}

import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** How long the rows of a file are kept for its report, in days. */
export const keepPolicy: SettingKind<{ readonly days: number }> = {
  key: 'data-import.keep',
  title: '导入文件内容的保存天数（供下载出错行）',
  schema: z.strictObject({ days: z.int().min(1).max(366) }),
  initial: { days: 30 },
}

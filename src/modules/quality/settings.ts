import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

export interface ReportPolicy {
  /** Minute of the day at which the daily report is drafted. */
  readonly draftAt: number
  /** Minute of the next day at which a report that nobody signed is flagged. */
  readonly flagAt: number
  /** How many days back a missing report is made. */
  readonly catchUpDays: number
}

const minute = z.int().min(0).max(1439)

/** When reports are made and asked for (日报时间). */
export const reportPolicy: SettingKind<ReportPolicy> = {
  key: 'quality.reports',
  title: '日报成稿与催签时间',
  schema: z.strictObject({ draftAt: minute, flagAt: minute, catchUpDays: z.int().min(1).max(92) }),
  initial: { draftAt: 18 * 60, flagAt: 8 * 60, catchUpDays: 35 },
}

import { type Instant, Temporal } from '#kernel/time.ts'

/** When and where the house makes its backups (备份计划), and how often somebody proves that they can be restored. */
export interface BackupPolicy {
  /** The hour of the hospital's day. */
  readonly hour: number
  /** A folder on the server; null is the one beside the data. */
  readonly folder: string | null
  /** How many daily backups are kept. */
  readonly keep: number
  /** Days after which a restore test is due again. */
  readonly testEvery: number
}

/** Daily, and a restore test each quarter (SEC-04). */
export const DEFAULT_POLICY: BackupPolicy = { hour: 2, folder: null, keep: 14, testEvery: 92 }

/** The first moment after `at` at which the hospital's clock shows the hour; also where that hour is skipped or comes twice. */
export function nextAt(at: Instant, hour: number, zone: string): Instant {
  const today = at.toZonedDateTimeISO(zone).toPlainDate()
  for (let days = 0; ; days += 1) {
    const due = today
      .add({ days })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
      .toInstant()
    if (Temporal.Instant.compare(due, at) > 0) return due
  }
}

/** `yiguanjia-20261129-020000.backup`, by the hospital's clock: names sort by time and say nothing else. */
export function fileNameAt(at: Instant, zone: string): string {
  const said = at.toZonedDateTimeISO(zone).toPlainDateTime().round('second').toString()
  return `yiguanjia-${said.replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15)}.backup`
}

/** Minutes after which a backup that failed is tried again. */
export const RETRY_MINUTES = 30

/** Minutes without a sign of life after which a backup counts as broken off, though the database server still knows its session. */
export const SILENT_MINUTES = 2

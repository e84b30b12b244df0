import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { ReportTable } from './tables.ts'

/** The newest version of each report of a kind, the newest day first. */
export const newestReports = (
  tx: Tx,
  hospitalId: string,
  asked: { readonly kind: 'day' | 'month'; readonly from?: string; readonly before?: string; readonly limit: number },
): Promise<ReportTable[]> =>
  run<ReportTable>(
    tx,
    `select distinct on (day) * from quality.report
     where hospital_id = $1 and kind = $2 and ($3::date is null or day >= $3) and ($4::date is null or day < $4)
     order by day desc, version desc limit $5`,
    [hospitalId, asked.kind, asked.from ?? null, asked.before ?? null, asked.limit],
  )

export async function reportById(
  tx: Tx,
  hospitalId: string,
  id: string,
  forUpdate = false,
): Promise<ReportTable | undefined> {
  const [row] = await run<ReportTable>(
    tx,
    `select * from quality.report where hospital_id = $1 and id = $2 ${forUpdate ? 'for update' : ''}`,
    [hospitalId, id],
  )
  return row
}

export const versionsOf = (tx: Tx, report: Pick<ReportTable, 'hospitalId' | 'kind' | 'day'>): Promise<ReportTable[]> =>
  run<ReportTable>(
    tx,
    'select * from quality.report where hospital_id = $1 and kind = $2 and day = $3 order by version desc',
    [report.hospitalId, report.kind, report.day],
  )

/** Whether rows behind any of these reports are past their time. */
export const rowsAreOver = async (tx: Tx, hospitalId: string, ids: readonly string[]): Promise<boolean> => {
  const over = await run(
    tx,
    'select from quality.report where hospital_id = $1 and id = any($2::uuid[]) and rows_removed_at is not null limit 1',
    [hospitalId, ids],
  )
  return over.length > 0
}

/** Days of which some version is signed. */
export async function signedDays(tx: Tx, hospitalId: string, days: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await run<{ day: string }>(
    tx,
    `select distinct day from quality.report where hospital_id = $1 and kind = 'day' and day = any($2::date[]) and signed_at is not null`,
    [hospitalId, days],
  )
  return new Set(rows.map(row => row.day))
}

/** Daily reports that nobody signed, of days before `day`, the newest first. */
export const unsignedReports = (tx: Tx, hospitalId: string, from: string, day: string): Promise<ReportTable[]> =>
  run<ReportTable>(
    tx,
    `select * from (
       select distinct on (day) * from quality.report where hospital_id = $1 and kind = 'day' and day >= $2 and day < $3 order by day desc, version desc
     ) r where not exists (
       select 1 from quality.report s where s.hospital_id = r.hospital_id and s.kind = 'day' and s.day = r.day and s.signed_at is not null)
     order by day desc`,
    [hospitalId, from, day],
  )

export const insertReport = (tx: Tx, row: Omit<ReportTable, 'figures' | 'rowsRemovedAt'>): Promise<unknown> =>
  run(
    tx,
    `insert into quality.report (hospital_id, id, kind, day, version, from_at, to_at, drafted_at, because, complete, reason, days, figures)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '[]')`,
    [
      row.hospitalId,
      row.id,
      row.kind,
      row.day,
      row.version,
      row.fromAt.toString(),
      row.toAt.toString(),
      row.draftedAt.toString(),
      row.because,
      row.complete,
      row.reason,
      row.days,
    ],
  )

export const setReport = (
  tx: Tx,
  hospitalId: string,
  id: string,
  to: Partial<{
    figures: unknown
    complete: boolean
    remarks: Buffer | null
    signedBy: string
    signedAt: Instant
    approvedBy: string
    approvedAt: Instant
    flaggedAt: Instant
  }>,
): Promise<unknown> => {
  const columns: Readonly<Record<string, unknown>> = {
    figures: to.figures === undefined ? undefined : JSON.stringify(to.figures),
    complete: to.complete,
    remarks: to.remarks,
    signed_by: to.signedBy,
    signed_at: to.signedAt?.toString(),
    approved_by: to.approvedBy,
    approved_at: to.approvedAt?.toString(),
    flagged_at: to.flaggedAt?.toString(),
  }
  const set = Object.entries(columns).filter(([, value]) => value !== undefined)
  return run(
    tx,
    `update quality.report set ${set.map(([name], index) => `${name} = $${index + 3}`).join(', ')} where hospital_id = $1 and id = $2`,
    [hospitalId, id, ...set.map(([, value]) => value)],
  )
}

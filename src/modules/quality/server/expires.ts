import { run } from '#platform/database.ts'
import { type Expiring, keptFor } from '#platform/retention.ts'

const THREE_YEARS = 1096

/**
 * The rows behind the figures of daily reports (日报明细): kept three years as work records, never less. The report says that its rows went;
 * its figures, remarks and signatures stay for good.
 */
const reportRows: Expiring = {
  name: 'quality.report_row',
  keep: keptFor(
    'report-rows',
    '日报数字背后的明细保存几天（工作记录保存三年，到期只清理明细）',
    THREE_YEARS,
    THREE_YEARS,
  ),
  remove: async (tx, hospitalId, { before, at, atMost }) => {
    const [report] = await run<{ id: string }>(
      tx,
      `select id from quality.report r where hospital_id = $1 and kind = 'day' and to_at < $2::timestamptz
         and exists (select from quality.report_row w where w.hospital_id = $1 and w.report_id = r.id)
       order by to_at limit 1 for update skip locked`,
      [hospitalId, before.toString()],
    )
    if (report === undefined) return { count: 0, isThrough: true }
    await run(
      tx,
      'update quality.report set rows_removed_at = $3 where hospital_id = $1 and id = $2 and rows_removed_at is null',
      [hospitalId, report.id, at.toString()],
    )
    const gone = await run(
      tx,
      `with old as materialized (select set_name, key from quality.report_row where hospital_id = $1 and report_id = $2 limit $3)
       delete from quality.report_row w using old
       where w.hospital_id = $1 and w.report_id = $2 and w.set_name = old.set_name and w.key = old.key returning 1`,
      [hospitalId, report.id, atMost],
    )
    return { count: gone.length, isThrough: false }
  },
}

export const expires: readonly Expiring[] = [reportRows]

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type PlainDate, Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { dayPeriod, daysOfMonth, monthOf } from '../rules/period.ts'
import { figures } from './catalogue.ts'
import { count, keepRows } from './count.ts'
import { KEPT_SETS, SECTIONS } from './layout.ts'
import { insertReport, newestReports, setReport, versionsOf } from './store.ts'
import type { KeptCell, ReportTable } from './tables.ts'

interface Draft {
  readonly because: ReportTable['because']
  readonly reason?: string
}

/**
 * Freezes a day (日报, REP-01): the rows of every set as they stand now are kept with the report, and its figures are counted from
 * what was kept, so that a number and its rows agree for ever.
 */
export const draftDay = (
  house: House,
  caller: Caller,
  day: PlainDate,
  draft: Draft,
): Promise<{ id: string; version: number }> =>
  transact(house, caller, async work => {
    const { tx } = work
    const period = dayPeriod(day, house.hospital.zone)
    const now = house.clock.now()
    const complete = Temporal.Instant.compare(now, period.to) >= 0
    const made = await insert(house, work, {
      kind: 'day',
      day,
      from: period.from,
      to: period.to,
      complete,
      days: null,
      ...draft,
    })
    await keepRows(tx, house, made.id, period, KEPT_SETS)
    await setReport(tx, house.hospital.id, made.id, { figures: await cells(tx, house, [made.id]) })
    return made
  })

/** The report of a month is the sum of its days' newest reports, which it names (月报). */
export const draftMonth = (
  house: House,
  caller: Caller,
  month: PlainDate,
  draft: Draft,
): Promise<{ id: string; version: number }> => transact(house, caller, work => monthWithin(house, work, month, draft))

/** The same within a transaction that does more. */
export async function monthWithin(
  house: House,
  work: Work,
  month: PlainDate,
  draft: Draft,
): Promise<{ id: string; version: number }> {
  const first = monthOf(month)
  const to = first.add({ months: 1 })
  const days = await newestReports(work.tx, house.hospital.id, {
    kind: 'day',
    from: first.toString(),
    before: to.toString(),
    limit: 31,
  })
  if (days.length === 0) throw new Problem('no-figures')
  const ids = days.toReversed().map(report => report.id)
  const complete = days.length === daysOfMonth(first, to).length && days.every(report => report.complete)
  const { zone } = house.hospital
  const made = await insert(house, work, {
    kind: 'month',
    day: first,
    from: dayPeriod(first, zone).from,
    to: dayPeriod(to, zone).from,
    complete,
    days: ids,
    ...draft,
  })
  await setReport(work.tx, house.hospital.id, made.id, { figures: await cells(work.tx, house, ids) })
  return made
}

async function insert(
  house: House,
  { tx, tell }: Work,
  asked: Draft & {
    readonly kind: 'day' | 'month'
    readonly day: PlainDate
    readonly from: Temporal.Instant
    readonly to: Temporal.Instant
    readonly complete: boolean
    readonly days: readonly string[] | null
  },
): Promise<{ id: string; version: number }> {
  const id = house.ids.next()
  const [newest] = await versionsOf(tx, { hospitalId: house.hospital.id, kind: asked.kind, day: asked.day.toString() })
  const version = (newest?.version ?? 0) + 1
  await insertReport(tx, {
    hospitalId: house.hospital.id,
    id,
    kind: asked.kind,
    day: asked.day.toString(),
    version,
    fromAt: asked.from,
    toAt: asked.to,
    draftedAt: house.clock.now(),
    because: asked.because,
    complete: asked.complete,
    reason: asked.reason === undefined ? null : house.cipher.encipherJson({ reason: asked.reason }),
    days: asked.days ?? [id],
    remarks: null,
    signedBy: null,
    signedAt: null,
    approvedBy: null,
    approvedAt: null,
    flaggedAt: null,
  })
  tell({
    action: 'report.drafted',
    subject: { kind: 'report', id },
    version,
    facts: { kind: asked.kind, day: asked.day.toString(), version, because: asked.because },
    ...(asked.reason === undefined ? {} : { detail: { reason: asked.reason } }),
  })
  return { id, version }
}

/** Every cell of every table, counted from the kept rows. */
export async function cells(tx: Tx, house: House, reports: readonly string[]): Promise<KeptCell[]> {
  const kept: KeptCell[] = []
  for (const section of SECTIONS) {
    const counted = await count(tx, house, section.figures, { reports }, section.by)
    for (const figure of section.figures)
      for (const [part, cell] of counted.get(figure) ?? [])
        kept.push({
          section: section.id,
          part: section.by === null ? null : part,
          figure,
          count: cell.count,
          of: figures[figure].outOf === null ? null : cell.of,
        })
  }
  return kept
}

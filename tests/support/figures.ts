import type { Caller } from '#kernel/caller.ts'
import { readPlace } from '#kernel/page-place.ts'
import { Temporal } from '#kernel/time.ts'
import { type FigureId, figureIds, figures } from '#modules/quality/server/catalogue.ts'
import { count, openRows, type Part, type Source } from '#modules/quality/server/count.ts'
import { DIMENSIONS, valueOf } from '#modules/quality/rules/figure.ts'
import { dayPeriod } from '#modules/quality/rules/period.ts'
import { listReports, openReport } from '#modules/quality/server/read-reports.ts'
import { reportById } from '#modules/quality/server/store.ts'
import type { House } from '#platform/house.ts'

/** Opens every page of the rows behind a cell and says what they come to. */
async function opened(house: House, id: FigureId, source: Source, part: Part | null) {
  const seen = new Set<string>()
  let [upper, lower, sum] = [0, 0, 0]
  for (let after: string | undefined, more = true; more; ) {
    const page = await house.database.transact(tx =>
      openRows(tx, house, id, source, { part, after: readPlace(after, 'moment', 'id'), page: 20 }),
    )
    for (const row of page.rows) {
      seen.add(row.key)
      lower += 1
      upper += row.counts ? 1 : 0
      sum += row.counts ? (row.amount ?? 0) : 0
    }
    after = page.next ?? undefined
    more = page.next !== null
  }
  return {
    count: figures[id].adds === null ? upper : sum,
    of: figures[id].outOf === null ? null : lower,
    rows: seen.size,
    lower,
  }
}

/** Cells whose rows do not come to what they say; and how many cells were opened. */
export interface Swept {
  readonly wrong: readonly string[]
  readonly cells: number
  readonly nonZero: ReadonlySet<string>
}

/** Opens every cell of every report there is (REP-06). */
export async function sweepReports(house: House, caller: Caller): Promise<Swept> {
  const wrong: string[] = []
  const nonZero = new Set<string>()
  let cells = 0
  for (const kind of ['day', 'month'] as const)
    for (const { id } of (await listReports(house)(caller, { kind })).items) {
      const report = await openReport(house)(caller, { id }, 'zh')
      const kept = await house.database.transact(tx => reportById(tx, house.hospital.id, id))
      for (const section of report.sections)
        for (const row of section.rows)
          for (const [index, head] of section.columns.entries()) {
            const cell = row.cells[index]
            const figure = figures[head.figure as FigureId]
            const part = section.by === null ? null : { by: section.by, is: row.part ?? '' }
            const found = await opened(house, figure.id, { reports: kept?.days ?? [] }, part)
            cells += 1
            if ((cell?.count ?? 0) > 0) nonZero.add(figure.id)
            const agrees =
              cell !== undefined &&
              found.rows === found.lower &&
              cell.count === found.count &&
              cell.of === found.of &&
              cell.value === valueOf(figure.kind, { count: found.count, of: found.of })
            if (!agrees)
              wrong.push(
                `${kind} ${report.day} ${section.id} ${row.label} ${head.figure}: ${JSON.stringify({ cell, found })}`,
              )
          }
    }
  return { wrong, cells, nonZero }
}

/** Opens every figure of the house as it stands today, whole and by every dimension. */
export async function sweepLive(house: House): Promise<Swept> {
  const wrong: string[] = []
  const nonZero = new Set<string>()
  let cells = 0
  const today = house.clock.now().toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  const source: Source = { live: dayPeriod(Temporal.PlainDate.from(today), house.hospital.zone) }
  for (const by of [null, ...DIMENSIONS]) {
    const counted = await house.database.transact(tx => count(tx, house, figureIds, source, by))
    for (const id of figureIds)
      for (const [part, cell] of counted.get(id) ?? []) {
        const found = await opened(house, id, source, by === null ? null : { by, is: part })
        cells += 1
        if (cell.count > 0) nonZero.add(id)
        if (found.count !== cell.count || found.of !== cell.of || found.rows !== found.lower)
          wrong.push(`${id} ${by ?? 'whole'} ${part}: ${JSON.stringify({ cell, found })}`)
      }
  }
  return { wrong, cells, nonZero }
}

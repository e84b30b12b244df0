import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { readPlace } from '#kernel/page-place.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { openFigure as endpoint } from '../contract.ts'
import type { Dimension } from '../rules/figure.ts'
import { dayPeriod } from '../rules/period.ts'
import { figures, isFigure } from './catalogue.ts'
import { openRows, type Source } from './count.ts'
import { labelOf } from './labels.ts'
import { cellOf, headOf, namesOf, withRecords } from './present.ts'
import { reportById, rowsAreOver } from './store.ts'

export interface OpenFigure {
  readonly figure: string
  readonly report?: string | undefined
  readonly day?: string | undefined
  readonly by?: Dimension | undefined
  readonly is?: string | undefined
  readonly after?: string | undefined
}

/** The rows behind a number (下钻, REP-06): the same condition counts and lists. Whoever looked stands in the journal. */
export const openFigure =
  (house: House) =>
  async (caller: Caller, asked: OpenFigure, language: Language): Promise<Answer<typeof endpoint>> => {
    if (!isFigure(asked.figure)) throw new Problem('figure-unknown')
    const figure = figures[asked.figure]
    const after = readPlace(asked.after, 'moment', 'id')
    const part = asked.by === undefined ? null : { by: asked.by, is: asked.is ?? '' }
    const names = await namesOf(house, language)
    const found = await house.database.transact(async tx => {
      let source: Source = { live: dayPeriod(dayOf(house, asked.day), house.hospital.zone) }
      if (asked.report !== undefined) {
        const report = await reportById(tx, caller.hospitalId, asked.report)
        if (report === undefined) throw new Problem('report-unknown')
        if (await rowsAreOver(tx, caller.hospitalId, report.days)) throw new Problem('report-rows-over')
        source = { reports: report.days }
      }
      return openRows(tx, house, figure.id, source, { part, after })
    })
    await tellRead(house, caller, {
      action: 'figure.opened',
      subject: { kind: 'figure', id: asked.report ?? house.hospital.id },
      facts: { figure: figure.id, by: asked.by ?? null, rows: found.rows.length },
    })
    return {
      head: headOf(figure, language),
      cell: cellOf(figure, { count: found.upper, of: found.total }),
      label: part === null ? null : labelOf(names, part.by, part.is),
      total: found.total,
      items: await withRecords(house, names, figure, found.rows),
      next: found.next,
    }
  }

const dayOf = (house: House, day: string | undefined): Temporal.PlainDate =>
  day === undefined
    ? house.clock.now().toZonedDateTimeISO(house.hospital.zone).toPlainDate()
    : Temporal.PlainDate.from(day)

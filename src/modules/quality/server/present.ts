import type { Answer } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/problem.ts'
import { countedBookings, countedExtras } from '#modules/appointment/index.ts'
import { countedReferrals } from '#modules/referral/index.ts'
import { organisation, shortfallsById } from '#modules/staff/index.ts'
import { countedMatters, itemsOf } from '#modules/ticket/index.ts'
import type { CountedRecord } from '#platform/counted.ts'
import type { House } from '#platform/house.ts'
import type { openFigure, openReport } from '../contract.ts'
import { type Cell, reaches, shown, valueOf } from '../rules/figure.ts'
import { type Figure, type FigureId, figures } from './catalogue.ts'
import type { CountedRow } from './count.ts'
import { labelOf, type Names, POST_NAMES } from './labels.ts'
import { SECTIONS } from './layout.ts'
import type { KeptCell } from './tables.ts'

type Head = Answer<typeof openFigure>['head']
type SectionView = Answer<typeof openReport>['sections'][number]

export const headOf = (figure: Figure, language: Language): Head => ({
  figure: figure.id,
  name: figure.name[language],
  formula: figure.formula[language],
  unit: figure.unit,
  kind: figure.kind,
  kpi: figure.kpi,
  target: figure.target,
})

const NOTHING: Cell = { count: 0, of: 0 }

export function cellOf(figure: Figure, cell: Cell | undefined): Answer<typeof openFigure>['cell'] {
  const counted = cell ?? NOTHING
  const value = valueOf(figure.kind, counted)
  return {
    shown: shown(figure.kind, value),
    value,
    count: counted.count,
    of: figure.outOf === null ? null : (counted.of ?? 0),
    reached: reaches(figure.target, value),
  }
}

export const namesOf = async (house: House, language: Language): Promise<Names> => {
  const [who, items] = await Promise.all([organisation(house), itemsOf(house, house.clock.now())])
  return { who, items, language }
}

/** How the records behind a number are listed, by what they are. */
const RECORDS: Readonly<
  Record<string, (house: House, ids: readonly string[], names: Names) => Promise<ReadonlyMap<string, CountedRecord>>>
> = {
  ticket: countedMatters,
  appointment: countedBookings,
  shortfall: countedShortfalls,
  referral: countedReferrals,
  'extra-request': countedExtras,
}

async function countedShortfalls(house: House, ids: readonly string[], { language }: Names) {
  const found = await shortfallsById(house, ids)
  return new Map(
    found.map(({ id, post, shift, least, fewest }) => {
      const [name, missing] = [POST_NAMES[post][language], least - fewest]
      const title =
        language === 'zh'
          ? `${name}：应到 ${least}，最少时 ${fewest}，缺 ${missing}`
          : `${name}: ${least} wanted, ${fewest} at the fewest, ${missing} missing`
      return [id, { number: shift, title, person: null, opensAt: '/coverage' }]
    }),
  )
}

/** Rows with what they are of, as lists show it: the patient masked. */
export async function withRecords(house: House, names: Names, figure: Figure, rows: readonly CountedRow[]) {
  const records = await RECORDS[figure.set.record]?.(house, [...new Set(rows.map(row => row.recordId))], names)
  return rows.map(row => ({
    key: row.key,
    at: row.at.toString(),
    counts: row.counts,
    amount: row.amount,
    unit: row.unitId === null ? null : { id: row.unitId, name: labelOf(names, 'unit', row.unitId) },
    reason: row.reason === null || figure.set.isState ? null : labelOf(names, 'reason', row.reason),
    record: records?.get(row.recordId) ?? null,
  }))
}

/** Frozen cells as the tables of a report; the parts with most matters first. */
export function sectionsOf(names: Names, kept: readonly KeptCell[]): SectionView[] {
  const { language } = names
  const at = new Map(kept.map(cell => [`${cell.section} ${cell.part ?? ''} ${cell.figure}`, cell]))
  return SECTIONS.map(section => {
    const { by } = section
    const own = kept.filter(cell => cell.section === section.id)
    const cells = (part: string) =>
      section.figures.map(id => cellOf(figures[id], at.get(`${section.id} ${part} ${id}`)))
    const first = (part: string) =>
      own.find(cell => (cell.part ?? '') === part && cell.figure === section.figures[0])?.count ?? 0
    const parts = [...new Set(own.map(cell => cell.part ?? ''))]
    return {
      id: section.id,
      title: section.title[language],
      by,
      columns: section.figures.map(id => headOf(figures[id], language)),
      rows:
        by === null
          ? [{ part: null, label: section.title[language], cells: cells('') }]
          : parts
              .toSorted((a, b) => first(b) - first(a) || (a < b ? -1 : 1))
              .map(part => ({ part, label: labelOf(names, by, part), cells: cells(part) })),
    }
  })
}

export const cellsKept = (kept: readonly KeptCell[], figure: FigureId): Cell | undefined => {
  const found = kept.find(cell => cell.figure === figure && cell.part === null)
  return found && { count: found.count, of: found.of }
}

import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/problem.ts'
import type { PlainDate, Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { readOverview as endpoint } from '../contract.ts'
import { dayPeriod } from '../rules/period.ts'
import { reportPolicy } from '../settings.ts'
import { type FigureId, figures } from './catalogue.ts'
import { count, countBoth, type Counted, openRows } from './count.ts'
import { labelOf, type Names } from './labels.ts'
import { cellOf, cellsKept, headOf, namesOf, withRecords } from './present.ts'
import { newestReports, unsignedReports } from './store.ts'

type Overview = Answer<typeof endpoint>

const NUMBERS = ['opened', 'closed', 'overdue', 'response-rate', 'limit-rate'] as const satisfies readonly FigureId[]
const BOOKINGS = [
  'booking-share',
  'booking-success',
  'booking-no-show',
  'booking-changed',
] as const satisfies readonly FigureId[]
const LOAD = [
  'load-response',
  'load-response-late',
  'load-work',
  'load-soon',
  'load-late',
] as const satisfies readonly FigureId[]
const LATE = ['load-response-late', 'load-late'] as const satisfies readonly FigureId[]
const PROMISES_SHOWN = 20
const UNSIGNED_DAYS = 14

const BACK: Readonly<Record<'yesterday' | 'last-week' | 'last-month', Temporal.DurationLike>> = {
  yesterday: { days: 1 },
  'last-week': { days: 7 },
  'last-month': { months: 1 },
}

type Compared = keyof typeof BACK

/** Many look at the same numbers; so long they share one reading. The screens follow each other more slowly. */
const REMEMBERED_MS = 1000
interface Remembered {
  readonly overview: Promise<Overview>
  readonly until: number
}
const memory = new WeakMap<House, Map<string, Remembered>>()

/** The centre today (总览): the worst first. Everybody who may look sees the same, a second old at most. */
export const readOverview =
  (house: House) =>
  (caller: Caller, asked: { compare: Compared }, language: Language): Promise<Overview> => {
    const known = memory.get(house) ?? new Map<string, Remembered>()
    memory.set(house, known)
    const key = `${asked.compare} ${language}`
    const there = known.get(key)
    if (there !== undefined && performance.now() < there.until) return there.overview
    const overview = readOverviewNow(house)(caller, asked, language)
    known.set(key, { overview, until: performance.now() + REMEMBERED_MS })
    // What failed is asked again.
    overview.catch(() => known.delete(key))
    return overview
  }

/** The same, read anew. */
export const readOverviewNow =
  (house: House) =>
  async (caller: Caller, asked: { compare: Compared }, language: Language): Promise<Overview> => {
    const at = house.clock.now()
    const { zone } = house.hospital
    const today = at.toZonedDateTimeISO(zone).toPlainDate()
    const before = today.subtract(BACK[asked.compare])
    const names = await namesOf(house, language)
    const live = { live: dayPeriod(today, zone) }
    const policy = (await house.settings.at(caller.hospitalId, reportPolicy, at)).value
    // Side by side: each reads other sets, and whoever waits for the overview waits for the slowest.
    const [counts, limits, load, bookings, kept] = await Promise.all([
      house.database.transact(async tx => ({
        hours: await countBoth(tx, house, ['opened', 'closed'], live, 'hour'),
        rest: await count(tx, house, ['overdue', 'response-rate'], live),
      })),
      house.database.transact(async tx => ({
        reasons: await countBoth(tx, house, ['limit-rate', 'late'], live, 'reason'),
        promises: await openRows(tx, house, 'promise-broken', live, { part: null, after: [], page: PROMISES_SHOWN }),
      })),
      house.database.transact(tx => countBoth(tx, house, LOAD, live, 'unit')),
      house.database.transact(tx => count(tx, house, BOOKINGS, live)),
      house.database.transact(async tx => ({
        compared: await compare(tx, house, before),
        unsigned: await unsignedReports(
          tx,
          caller.hospitalId,
          today.subtract({ days: Math.min(policy.catchUpDays, UNSIGNED_DAYS) }).toString(),
          today.toString(),
        ),
      })),
    ])
    const whole: Counted = new Map([...counts.hours.whole, ...limits.reasons.whole, ...counts.rest])
    return {
      at: at.toString(),
      day: today.toString(),
      numbers: NUMBERS.map(id => ({
        ...headOf(figures[id], language),
        cell: cellOf(figures[id], whole.get(id)?.get('')),
        before: cellOf(figures[id], kept.compared.cell(id)),
      })),
      before: { day: before.toString(), reportId: kept.compared.reportId },
      hours: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        opened: counts.hours.parts.get('opened')?.get(String(hour))?.count ?? 0,
        closed: counts.hours.parts.get('closed')?.get(String(hour))?.count ?? 0,
      })),
      load: {
        columns: LOAD.map(id => headOf(figures[id], language)),
        rows: loadRows(names, load.parts, load.longest),
      },
      reasons: [...(limits.reasons.parts.get('late') ?? [])]
        .map(([reason, cell]) => ({ reason, label: labelOf(names, 'reason', reason), count: cell.count }))
        .toSorted((a, b) => b.count - a.count),
      bookings: BOOKINGS.map(id => ({
        ...headOf(figures[id], language),
        cell: cellOf(figures[id], bookings.get(id)?.get('')),
      })),
      promises: {
        total: limits.promises.total,
        items: await withRecords(house, names, figures['promise-broken'], limits.promises.rows),
      },
      unsigned: kept.unsigned.map(({ id, day }) => ({ id, day })),
    }
  }

/** What the day before, or of the week or month before, had: as its report keeps it, else as it stands. */
async function compare(tx: Tx, house: House, day: PlainDate) {
  const [report] = await newestReports(tx, house.hospital.id, {
    kind: 'day',
    from: day.toString(),
    before: day.add({ days: 1 }).toString(),
    limit: 1,
  })
  if (report !== undefined) return { reportId: report.id, cell: (id: FigureId) => cellsKept(report.figures, id) }
  const counted = await count(tx, house, NUMBERS, { live: dayPeriod(day, house.hospital.zone) })
  return { reportId: null, cell: (id: FigureId) => counted.get(id)?.get('') }
}

function loadRows(names: Names, load: Counted, longest: ReadonlyMap<string, number>): Overview['load']['rows'] {
  const units = new Set(LOAD.flatMap(id => [...(load.get(id)?.keys() ?? [])]))
  return [...units]
    .map(id => ({
      unit: { id, name: labelOf(names, 'unit', id) },
      cells: LOAD.map(figure => load.get(figure)?.get(id)?.count ?? 0),
      late: LATE.reduce((sum, figure) => sum + (load.get(figure)?.get(id)?.count ?? 0), 0),
      longest: longest.get(id) ?? 0,
    }))
    .toSorted((a, b) => b.late - a.late || b.longest - a.longest || (a.unit.name < b.unit.name ? -1 : 1))
}

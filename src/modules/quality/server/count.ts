import type { Instant } from '#kernel/time.ts'
import { writePlace } from '#kernel/page-place.ts'
import { COUNTED_COLUMNS, type CountedSet } from '#platform/counted.ts'
import { planByValues, run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { leastIdAt } from '#platform/ids.ts'
import type { Cell, Dimension } from '../rules/figure.ts'
import type { Period } from '../rules/period.ts'
import { type Figure, type FigureId, figures } from './catalogue.ts'

/** Where rows are counted: in the house as it stands, or in what reports keep. */
export type Source = { readonly live: Period } | { readonly reports: readonly string[] }

/** A part of a figure: `{ by: 'unit', is: '0198…' }`; null is the whole. */
export interface Part {
  readonly by: Dimension
  readonly is: string
}

/** Compared byte by byte: parts are keys, and the order of people's words costs ten times as much. */
const COLUMN: Readonly<Record<Dimension, string>> = {
  item: 'item collate "C"',
  channel: 'channel collate "C"',
  position: `coalesce(position, '') collate "C"`,
  group: 'owner_group collate "C"',
  unit: 'unit_id::text collate "C"',
  hour: `extract(hour from at at time zone $7)::text collate "C"`,
  reason: 'reason collate "C"',
}

/** A matter gets its id a moment after the clock was read. */
const SLACK = { minutes: 10 }

/** The rows of a set as a table named `r`, with its seven parameters. */
function rowsOf(house: House, set: CountedSet, source: Source): { readonly from: string; readonly values: unknown[] } {
  const now = house.clock.now()
  const { zone } = house.hospital
  if ('live' in source) {
    const { from, to } = source.live
    const ids = [leastIdAt(from.subtract(SLACK)), leastIdAt(to.add(SLACK))]
    return {
      from: `(${set.sql}) r`,
      values: [house.hospital.id, from.toString(), to.toString(), now.toString(), ...ids, zone],
    }
  }
  // A state is that of the last report; what happened is added up over all.
  const ids = set.isState ? source.reports.slice(-1) : source.reports
  return {
    from: `(select ${COUNTED_COLUMNS.join(', ')} from quality.report_row where hospital_id = $1 and report_id = any($2) and set_name = $3) r`,
    values: [house.hospital.id, ids, set.name, now.toString(), null, null, zone],
  }
}
const TYPED_LIVE =
  '$1::uuid is not null and $2::timestamptz is not null and $3::timestamptz is not null and $4::timestamptz is not null and $5::uuid is not null and $6::uuid is not null and $7::text is not null'
const TYPED_KEPT =
  '$1::uuid is not null and $2::uuid[] is not null and $3::text is not null and $4::timestamptz is not null and $5::text is null and $6::text is null and $7::text is not null'
const typed = (source: Source) => ('live' in source ? TYPED_LIVE : TYPED_KEPT)

const upper = ({ adds, counts }: Figure) =>
  adds === null ? `count(*) filter (where ${counts})` : `coalesce(sum(${adds}) filter (where ${counts}), 0)`
const lower = ({ outOf }: Figure) => (outOf === null ? 'null::bigint' : `count(*) filter (where ${outOf})`)

/** What is asked of several figures at once; those of one set are read by one statement. */
export type Counted = ReadonlyMap<FigureId, ReadonlyMap<string, Cell>>

/** Figures whole, and by one dimension. */
export interface Both {
  readonly whole: Counted
  readonly parts: Counted
  /** Minutes of what is late for longest, by part. */
  readonly longest: ReadonlyMap<string, number>
}

/** Counts figures whole and by a dimension, by one reading of each set. */
export async function countBoth(
  tx: Tx,
  house: House,
  ids: readonly FigureId[],
  source: Source,
  by: Dimension,
): Promise<Both> {
  const [whole, parts] = [emptyOf(ids), emptyOf(ids)]
  const longest = new Map<string, number>()
  const part = COLUMN[by]
  await planByValues(tx)
  for (const [set, of] of Map.groupBy(
    ids.map(id => figures[id]),
    figure => figure.set,
  )) {
    const { from, values } = rowsOf(house, set, source)
    const rows = await run<Aggregates & { part: string | null; isWhole: number; longest: number | null }>(
      tx,
      `select ${part} as part, grouping(${part}) as is_whole, max(minutes) filter (where not hit) as longest, ${aggregates(of)}
       from ${from} where ${typed(source)} group by grouping sets ((), (${part}))`,
      values,
    )
    for (const row of rows) {
      if (row.isWhole === 1) take(row, of, whole, '')
      else if (row.part !== null) {
        take(row, of, parts, row.part)
        if (row.longest !== null) longest.set(row.part, row.longest)
      }
    }
  }
  return { whole, parts: withoutNothing(parts), longest }
}

/** Counts figures, whole (key `''`) or by a dimension (its values as keys). */
export async function count(
  tx: Tx,
  house: House,
  ids: readonly FigureId[],
  source: Source,
  by: Dimension | null = null,
): Promise<Counted> {
  if (by !== null) return (await countBoth(tx, house, ids, source, by)).parts
  await planByValues(tx)
  const whole = emptyOf(ids)
  for (const [set, of] of Map.groupBy(
    ids.map(id => figures[id]),
    figure => figure.set,
  )) {
    const { from, values } = rowsOf(house, set, source)
    const [row] = await run<Aggregates>(tx, `select ${aggregates(of)} from ${from} where ${typed(source)}`, values)
    if (row !== undefined) take(row, of, whole, '')
  }
  return whole
}

type Aggregates = Readonly<Record<string, unknown>>
type Filling = Map<FigureId, Map<string, Cell>>
const emptyOf = (ids: readonly FigureId[]): Filling => new Map(ids.map(id => [id, new Map()]))
const aggregates = (of: readonly Figure[]): string =>
  of.map((figure, index) => `${upper(figure)} as u${index}, ${lower(figure)} as l${index}`).join(', ')

function take(row: Aggregates, of: readonly Figure[], into: Filling, part: string): void {
  of.forEach((figure, index) => {
    const below = row[`l${index}`]
    into.get(figure.id)?.set(part, { count: Number(row[`u${index}`]), of: below === null ? null : Number(below) })
  })
}

/** A part of which nothing was counted is no part. */
function withoutNothing(parts: Filling): Counted {
  for (const cells of parts.values())
    for (const [part, cell] of cells) if (cell.count === 0 && (cell.of ?? 0) === 0) cells.delete(part)
  return parts
}

export interface CountedRow {
  readonly key: string
  readonly recordId: string
  readonly at: Instant
  readonly unitId: string | null
  readonly reason: string | null
  /** Counted in the upper part of a ratio. */
  readonly counts: boolean
  readonly amount: number | null
}
export interface CountedRows {
  readonly rows: readonly CountedRow[]
  /** How many there are in all, how many of them count above, and what they add up to. */
  readonly total: number
  readonly upper: number
  readonly next: string | null
}

const PAGE = 50

/** The rows behind a figure or a part of it, the newest first, a page by its last key. */
export async function openRows(
  tx: Tx,
  house: House,
  id: FigureId,
  source: Source,
  asked: {
    readonly part: Part | null
    /** The place of a page; none at the beginning. */
    readonly after: readonly string[]
    readonly page?: number
  },
): Promise<CountedRows> {
  const figure = figures[id]
  const page = asked.page ?? PAGE
  const { from, values } = rowsOf(house, figure.set, source)
  const where = [typed(source), `(${figure.outOf ?? figure.counts})`]
  if (asked.part !== null) {
    values.push(asked.part.is)
    where.push(`${COLUMN[asked.part.by]} = $${values.length}`)
  }
  await planByValues(tx)
  const whole = { where: where.join(' and '), values: [...values] }
  if (asked.after.length > 0) {
    values.push(...asked.after)
    where.push(`(at, key) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`)
  }
  const rows = await run<CountedRow & { sort: string }>(
    tx,
    `select key, record_id, at, at::text as sort, unit_id, reason, (${figure.counts}) as counts, ${figure.adds ?? 'null::integer'} as amount
     from ${from} where ${where.join(' and ')} order by at desc, key desc limit ${page + 1}`,
    values,
  )
  const last = rows.length > page ? rows[page - 1] : undefined
  const [all] =
    last === undefined && asked.after.length === 0
      ? [cameTo(figure, rows)]
      : await run<{ total: number; upper: number }>(
          tx,
          `select count(*) as total, ${upper(figure)} as upper from ${from} where ${whole.where}`,
          whole.values,
        )
  return {
    rows: rows.slice(0, page),
    total: all?.total ?? 0,
    upper: all?.upper ?? 0,
    next: last === undefined ? null : writePlace(last.sort, last.key),
  }
}

/** What a whole list comes to, without asking again. */
function cameTo(figure: Figure, rows: readonly CountedRow[]): { total: number; upper: number } {
  const counted = rows.filter(row => row.counts)
  return {
    total: rows.length,
    upper: figure.adds === null ? counted.length : counted.reduce((sum, row) => sum + (row.amount ?? 0), 0),
  }
}

/** Keeps the rows of every set of a day with its report. */
export async function keepRows(
  tx: Tx,
  house: House,
  reportId: string,
  period: Period,
  sets: readonly CountedSet[],
): Promise<void> {
  for (const set of sets) {
    const { from, values } = rowsOf(house, set, { live: period })
    await run(
      tx,
      `insert into quality.report_row (hospital_id, report_id, set_name, ${COUNTED_COLUMNS.join(', ')})
       select $1, $8, $9, ${COUNTED_COLUMNS.map(name => `r.${name}`).join(', ')} from ${from} where ${TYPED_LIVE}`,
      [...values, reportId, set.name],
    )
  }
}

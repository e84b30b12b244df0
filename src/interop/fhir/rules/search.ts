import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'

/** What was asked in a search: each name with its values, as they stand in the address. */
export type Asked = ReadonlyMap<string, readonly string[]>

/** Parameters about the answer, understood everywhere. */
const OF_ALL: ReadonlySet<string> = new Set(['_count', '_after', '_format', '_pretty', '_total'])

/** `patient:identifier`, `patient.name`, `_has:…`: what another resource is to be included for narrows nothing. */
const NARROWS = /^(?!_(?:rev)?include\b).*[:.]/

/**
 * The parameters that a search understands (查询参数). Others are left out, or refused where the caller asked for strictness
 * (`Prefer: handling=strict`). Modifiers and chains are not understood and always refused: left out, a search for one person would find
 * everybody (FHIR R4 §3.1.1.4.4).
 */
export function understood(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
  known: ReadonlySet<string>,
  isStrict: boolean,
): Asked {
  const asked = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(query)) {
    const values = [value ?? ''].flat().filter(one => one !== '')
    if (values.length === 0) continue
    if (known.has(name) || OF_ALL.has(name)) asked.set(name, values)
    else if (isStrict || NARROWS.test(name)) throw new Problem('fhir-parameter-unknown', { name: shown(name) })
  }
  return asked
}

/** `handling=strict` of the header Prefer; lenient is what is meant without it. */
export const isStrict = (prefer: string | readonly string[] | undefined): boolean =>
  /\bhandling\s*=\s*strict\b/i.test([prefer ?? ''].flat().join(','))

const shown = (name: string): string => name.replaceAll(/[^\w.:-]/g, '?').slice(0, 60)
const invalid = (name: string): Problem => new Problem('fhir-parameter-invalid', { name: shown(name) })

export const LARGEST_PAGE = 200
const USUAL_PAGE = 50

/** `_count`, at most the house's largest page; none of them where somebody asks for 0. */
export function pageSize(asked: Asked): number {
  const given = asked.get('_count')?.[0]
  if (given === undefined) return USUAL_PAGE
  if (!/^\d{1,9}$/.test(given)) throw invalid('_count')
  return Math.min(LARGEST_PAGE, Number(given))
}

/** A half-open stretch of time; a missing end is open. */
export interface Stretch {
  readonly from?: Instant
  readonly before?: Instant
}

const DATE =
  /^(eq|ge|gt|sa|le|lt|eb)?(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?)$/

/**
 * When something must begin, by all values of a date parameter together (`ge2026-11-20`, `lt2026-11-21T09:00`): a value is as long as it
 * is precise, and one without an offset is in `zone`.
 */
export function stretchOf(asked: Asked, name: string, zone: string): Stretch {
  let found: Stretch = {}
  for (const value of asked.get(name) ?? []) {
    const [, prefix = 'eq', written] = DATE.exec(value) ?? []
    const meant = written === undefined ? null : span(written, zone)
    if (meant === null) throw invalid(name)
    if (prefix === 'eq' || prefix === 'ge') found = later(found, meant.from)
    if (prefix === 'gt' || prefix === 'sa') found = later(found, meant.before)
    if (prefix === 'eq' || prefix === 'le') found = sooner(found, meant.before)
    if (prefix === 'lt' || prefix === 'eb') found = sooner(found, meant.from)
  }
  return found
}

const later = (one: Stretch, at: Instant): Stretch =>
  one.from !== undefined && Temporal.Instant.compare(one.from, at) >= 0 ? one : { ...one, from: at }
const sooner = (one: Stretch, at: Instant): Stretch =>
  one.before !== undefined && Temporal.Instant.compare(one.before, at) <= 0 ? one : { ...one, before: at }

/** The year, month, day, minute, second or moment that a date is; null for none, and for years that nobody means. */
function span(written: string, zone: string): { readonly from: Instant; readonly before: Instant } | null {
  if (written < '1800' || written >= '3000') return null
  try {
    const [day = '', time] = written.split('T')
    if (time === undefined) {
      const [year = '', month, date] = day.split('-')
      const first = Temporal.PlainDate.from(`${year}-${month ?? '01'}-${date ?? '01'}`)
      const next = first.add(date !== undefined ? { days: 1 } : month !== undefined ? { months: 1 } : { years: 1 })
      return { from: first.toZonedDateTime(zone).toInstant(), before: next.toZonedDateTime(zone).toInstant() }
    }
    const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(time)
    const from = hasOffset
      ? Temporal.Instant.from(written)
      : Temporal.PlainDateTime.from(written).toZonedDateTime(zone).toInstant()
    const clock = time.replace(/(Z|[+-]\d\d:\d\d)$/, '')
    const length = clock.includes('.') ? { milliseconds: 1 } : clock.length > 5 ? { seconds: 1 } : { minutes: 1 }
    return { from, before: from.add(length) }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The codes of a token parameter, whatever their system: `status=booked,pending`. */
export const codesOf = (asked: Asked, name: string): readonly string[] | undefined =>
  asked.get(name)?.flatMap(value => value.split(',').map(one => one.split('|').at(-1)?.trim() ?? ''))

/** One token with its system: `system|value`; null where the value stands alone, `''` where it has none. */
export function tokenOf(
  asked: Asked,
  name: string,
): { readonly system: string | null; readonly value: string } | undefined {
  const values = asked.get(name)
  if (values === undefined) return undefined
  const [first = ''] = values
  if (values.length > 1 || first.includes(',')) throw invalid(name)
  return tokenIn(first)
}

export function tokenIn(text: string): { readonly system: string | null; readonly value: string } {
  const bar = text.lastIndexOf('|')
  return bar < 0 ? { system: null, value: text } : { system: text.slice(0, bar), value: text.slice(bar + 1) }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of a reference of one type: `Practitioner/id`, an address that ends so, or the bare id. Null for another type's, or none. */
export function idOf(reference: string, type: string): string | null {
  const [id = '', named, ...rest] = reference.split('/').toReversed()
  if (!UUID.test(id) || (named !== undefined && named !== type)) return null
  return rest.length > 0 && !/^https?:$/.test(rest.at(-1) ?? '') ? null : id
}

/** The one id that a reference parameter names; an id that cannot be one finds nothing. */
export function referenceOf(asked: Asked, name: string, type: string): string | undefined {
  const values = asked.get(name)
  if (values === undefined) return undefined
  const [first = ''] = values
  if (values.length > 1 || first.includes(',')) throw invalid(name)
  return idOf(first, type) ?? NOBODY
}
/** The id of nothing. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The ids of `_id`; what is no id finds nothing. */
export const idsOf = (asked: Asked): readonly string[] | undefined =>
  asked.get('_id')?.flatMap(value => value.split(',').filter(id => UUID.test(id)))

/** By what pages are put in order: a moment, a day, or the id alone. */
type Order = 'moment' | 'day' | 'id'
const ORDERS: Readonly<Record<Order, (written: string) => void>> = {
  moment: written => void Temporal.Instant.from(written),
  day: written => void Temporal.PlainDate.from(written),
  id: written => {
    if (written !== '') throw new RangeError('an id has no order beside itself')
  },
}

/** The place of a page's last entry as it stands in the address of the next one, and back: whoever makes one up is refused. */
export const cursorOf = (order: string, id: string): string => Buffer.from(`${order}|${id}`).toString('base64url')
export function readCursor(asked: Asked, by: Order): { readonly order: string; readonly id: string } | undefined {
  const given = asked.get('_after')?.[0]
  if (given === undefined) return undefined
  const [order = '', id = ''] = Buffer.from(given, 'base64url').toString('utf8').split('|')
  try {
    ORDERS[by](order)
  } catch {
    throw invalid('_after')
  }
  if (!UUID.test(id) || (by !== 'id' && (order < '1800' || order >= '3000'))) throw invalid('_after')
  return { order, id }
}

/** The parameters of a search by POST, each with all its values; what is no form is refused. */
export function formOf(body: unknown): Readonly<Record<string, readonly string[]>> {
  const named = Object.entries(typeof body === 'object' && body !== null ? body : {}).map(([name, value]) => {
    const values: readonly unknown[] = [value].flat()
    if (!values.every(one => typeof one === 'string')) throw invalid(name)
    return [name, values] as const
  })
  return Object.fromEntries(named)
}

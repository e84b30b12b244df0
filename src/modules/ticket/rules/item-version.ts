import { Problem } from '#kernel/problem.ts'
import { receiversOf } from './cover.ts'
import type { ItemField, ServiceItem } from './service-item.ts'

/** Refuses a version that could not be worked with: twice the same key, a unit that is not there, a choice without options. */
export function mustBeSound(item: ServiceItem, unitCodes: ReadonlySet<string>): void {
  const wrong = (what: string, which: string) => {
    throw new Problem('item-wrong', { what, which })
  }
  const twice = (keys: readonly string[]) => keys.find((key, n) => keys.indexOf(key) !== n)
  const missing = receiversOf(item).find(code => !unitCodes.has(code))
  if (missing !== undefined) wrong('receiver', missing)
  const step = twice(item.steps.map(one => one.key))
  if (step !== undefined) wrong('steps', step)
  const paper = twice(item.papers.map(one => `${one.case} ${one.name}`))
  if (paper !== undefined) wrong('papers', paper)
  const kind = twice(item.kinds.map(one => one.key))
  if (kind !== undefined) wrong('kinds', kind)
  for (const kinds of [{ fields: [] }, ...item.kinds]) {
    const fields: readonly ItemField[] = [...item.fields, ...kinds.fields]
    const field = twice(fields.map(one => one.key))
    if (field !== undefined) wrong('fields', field)
    const bare = fields.find(one => one.type.startsWith('choice') && one.options.length === 0)
    if (bare !== undefined) wrong('fields', bare.name)
  }
  if (item.steps.filter(one => one.endsLimit).length > 1) wrong('steps', 'endsLimit')
}

/** One thing in which two versions of an item differ. */
export interface Difference {
  /** Which part: `name`, `due`, or a list such as `steps`, then with the name of its row. */
  readonly part: keyof ServiceItem
  readonly row: string | null
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
}

const PLAIN = [
  'name',
  'group',
  'class',
  'due',
  'receiver',
  'offHours',
  'evidence',
  'proof',
  'active',
] as const satisfies readonly (keyof ServiceItem)[]

/** In what a version differs from the one before it (版本差异), part by part; rows of a list by their key. */
export function differences(before: ServiceItem, after: ServiceItem): readonly Difference[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  return [
    ...PLAIN.filter(part => !same(before[part], after[part])).map(part => ({
      part,
      row: null,
      change: 'changed' as const,
    })),
    ...rows('steps', before.steps, after.steps, one => one.key),
    ...rows('papers', before.papers, after.papers, one => `${one.case} ${one.name}`),
    ...rows('fields', before.fields, after.fields, one => one.key),
    ...rows('kinds', before.kinds, after.kinds, one => one.key),
  ]

  function rows<Row extends { readonly name: string }>(
    part: keyof ServiceItem,
    from: readonly Row[],
    to: readonly Row[],
    keyOf: (row: Row) => string,
  ): Difference[] {
    const kept = (list: readonly Row[], other: readonly Row[]) =>
      list.map(keyOf).filter(key => other.some(row => keyOf(row) === key))
    const order = kept(from, to)
    return [
      ...from
        .filter(row => !to.some(other => keyOf(other) === keyOf(row)))
        .map(row => ({ part, row: row.name, change: 'removed' as const })),
      ...to.flatMap((row): Difference[] => {
        const was = from.find(other => keyOf(other) === keyOf(row))
        if (was === undefined) return [{ part, row: row.name, change: 'added' }]
        if (!same(was, row)) return [{ part, row: row.name, change: 'changed' }]
        return kept(to, from).indexOf(keyOf(row)) === order.indexOf(keyOf(row))
          ? []
          : [{ part, row: row.name, change: 'moved' }]
      }),
    ]
  }
}

/** One place where two versions differ (版本差异): what stood there, what stands there; null where nothing. */
export interface Difference {
  /** Names of fields and places in lists, from the outside in: `steps 2 title`. */
  readonly path: readonly string[]
  readonly before: string | null
  readonly after: string | null
}

/**
 * Where two versions differ, in the order of the newer one. Rows of lists are matched by what makes them the same (`title`, `question`,
 * `name`) before their place, so that a step put between two others is one difference and not all that follow.
 */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (Array.isArray(before) || Array.isArray(after)) return ofLists(asList(before), asList(after), path)
  if (isRecord(before) || isRecord(after)) {
    const [old, now] = [asRecord(before), asRecord(after)]
    const names = [...new Set([...Object.keys(now), ...Object.keys(old)])]
    return names.flatMap(name => differences(old[name], now[name], [...path, name]))
  }
  const [old, now] = [worded(before), worded(after)]
  return old === now ? [] : [{ path, before: old, after: now }]
}

function ofLists(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): Difference[] {
  const left = before.map((one, place) => ({ one, place }))
  const take = (which: (row: { one: unknown; place: number }) => boolean) => {
    const at = left.findIndex(which)
    return at < 0 ? undefined : left.splice(at, 1)[0]
  }
  const pairs: [unknown, unknown, number][] = after.map((now, place) => {
    const same = take(row => nameOf(row.one) === nameOf(now))
    return [same?.one, now, place]
  })
  // What is left over on both sides was changed in its name: matched by place.
  const matched = pairs.map(([old, now, place]): [unknown, unknown, number] => [
    old ?? (nameOf(now) === undefined ? undefined : take(row => row.place === place)?.one),
    now,
    place,
  ])
  return [
    ...matched.flatMap(([old, now, place]) => differences(old, now, [...path, String(place + 1)])),
    ...left.flatMap(({ one, place }) => differences(one, undefined, [...path, String(place + 1)])),
  ]
}

/** What makes a row of a list the same row in another version. */
function nameOf(row: unknown): string | undefined {
  if (!isRecord(row)) return worded(row) ?? undefined
  for (const name of ['title', 'question', 'name']) if (typeof row[name] === 'string') return row[name]
  return undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const worded = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

import { Problem } from '#kernel/problem.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const OPERATIONS = ['add', 'remove', 'replace', 'test'] as const
const LONGEST = 50

/**
 * A document changed as a JSON patch says (RFC 6902): add, remove, replace, test. Moving and copying have no use in a booking.
 * @throws Problem `fhir-patch-invalid`, `fhir-patch-test`
 */
export function patched(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || patch.length > LONGEST) throw invalid('')
  return patch.reduce<Json>(apply, document as Json)
}

const invalid = (path: unknown): Problem =>
  new Problem('fhir-patch-invalid', {
    path: typeof path === 'string' ? path.replaceAll(/[^\w/~-]/g, '?').slice(0, 60) : '',
  })

function apply(document: Json, operation: unknown): Json {
  const { op, path, value } = (typeof operation === 'object' && operation !== null ? operation : {}) as {
    op?: unknown
    path?: unknown
    value?: Json
  }
  const known = OPERATIONS.find(one => one === op)
  if (known === undefined || typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw invalid(path)
  if (known !== 'remove' && value === undefined) throw invalid(path)
  const keys = path
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (known === 'test') {
    if (!isSame(valueAt(document, keys, path), value as Json)) throw new Problem('fhir-patch-test', { path })
    return document
  }
  return changed(document, keys, path, known, value ?? null)
}

function valueAt(document: Json, keys: readonly string[], path: string): Json {
  let found: Json | undefined = document
  for (const key of keys) {
    if (Array.isArray(found)) found = (found as readonly Json[])[indexIn(found, key, path)]
    else if (isObject(found)) found = Object.hasOwn(found, key) ? found[key] : undefined
    else found = undefined
    if (found === undefined) throw invalid(path)
  }
  return found
}

function changed(
  document: Json,
  [key, ...rest]: readonly string[],
  path: string,
  op: 'add' | 'remove' | 'replace',
  value: Json,
): Json {
  if (key === undefined) return value
  if (Array.isArray(document)) {
    const list = [...(document as readonly Json[])]
    if (rest.length > 0) {
      const at = indexIn(list, key, path)
      list[at] = changed(list[at] as Json, rest, path, op, value)
    } else if (op === 'add') list.splice(key === '-' ? list.length : indexIn(list, key, path, 1), 0, value)
    else list.splice(indexIn(list, key, path), 1, ...(op === 'replace' ? [value] : []))
    return list
  }
  if (!isObject(document) || key === '__proto__') throw invalid(path)
  const isThere = Object.hasOwn(document, key)
  if (!isThere && (op !== 'add' || rest.length > 0)) throw invalid(path)
  if (rest.length > 0) return { ...document, [key]: changed(document[key] as Json, rest, path, op, value) }
  if (op === 'remove') return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key))
  return { ...document, [key]: value }
}

function indexIn(list: readonly unknown[], key: string, path: string, beyond = 0): number {
  const at = /^(0|[1-9]\d{0,4})$/.test(key) ? Number(key) : -1
  if (at < 0 || at >= list.length + beyond) throw invalid(path)
  return at
}

const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isSame(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => isSame(value as Json, other[at] as Json))
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one)
    return (
      names.length === Object.keys(other).length &&
      names.every(name => Object.hasOwn(other, name) && isSame(one[name] as Json, other[name] as Json))
    )
  }
  return one === other
}

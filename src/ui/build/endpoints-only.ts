import {
  parseSync,
  type ArrayExpression,
  type ArrowFunctionExpression,
  type Expression,
  type ObjectExpression,
  type Statement,
  type TemplateLiteral,
} from 'oxc-parser'
import type { Plugin } from 'vite'

const METHODS: Readonly<Record<string, string>> = { get: 'GET', post: 'POST', put: 'PUT', remove: 'DELETE' }
const NOT_DATA = Symbol('not data')
type Known = ReadonlyMap<string, unknown>
/** A method of the kernel's, or a function of the contract's own that makes endpoints alike. */
type Maker = string | ArrowFunctionExpression

/**
 * Leaves of a contract what a browser needs: of each endpoint its method, path and id, and constants that are plain data.
 * The schemas stay on the server, which checks everything anyway, so that no Zod is sent to a phone.
 */
export function endpointsOnly(file: string, source: string): string {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const makers = new Map<string, Maker>()
  const known = new Map<string, unknown>()
  const kept: string[] = []
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration' && statement.source.value === '#kernel/endpoint.ts') {
      for (const specifier of statement.specifiers) {
        if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue
        const method = METHODS[specifier.imported.name]
        if (method) makers.set(specifier.local.name, method)
      }
    }
    for (const { name, init, exported } of constants(statement)) {
      if (init.type === 'ArrowFunctionExpression') makers.set(name, init)
      const value = endpoint(init, makers, known) ?? plain(init, known)
      if (value === NOT_DATA) continue
      known.set(name, value)
      if (exported) kept.push(`export const ${name} = /* @__PURE__ */ Object.freeze(${JSON.stringify(value)})`)
    }
  }
  return `${kept.join('\n')}\n`
}

function* constants(statement: Statement): Generator<{ name: string; init: Expression; exported: boolean }> {
  const exported = statement.type === 'ExportNamedDeclaration'
  const declaration = exported ? statement.declaration : statement
  if (declaration?.type !== 'VariableDeclaration') return
  for (const { id, init } of declaration.declarations) {
    if (id.type === 'Identifier' && init) yield { name: id.name, init, exported }
  }
}

function endpoint(init: Expression, makers: ReadonlyMap<string, Maker>, known: Known): unknown {
  if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined
  const method = makers.get(init.callee.name)
  const [where, spec] = init.arguments
  if (method && typeof method !== 'string') return made(method, init.arguments as readonly Expression[], makers, known)
  if (!method || !where || spec?.type !== 'ObjectExpression') return undefined
  const path = plain(where as Expression, known)
  const named = spec.properties.find(p => p.type === 'Property' && p.key.type === 'Identifier' && p.key.name === 'id')
  const id = named?.type === 'Property' ? plain(named.value, known) : NOT_DATA
  if (typeof path !== 'string' || typeof id !== 'string') {
    throw new TypeError('the path and the id of an endpoint must be written as plain text')
  }
  return { method, path, id }
}

/** `step('wait', …)` where `const step = (name, …) => post(`/api/tickets/:id/${name}`, { … })`. */
function made(
  maker: ArrowFunctionExpression,
  given: readonly Expression[],
  makers: ReadonlyMap<string, Maker>,
  known: Known,
): unknown {
  const bound = new Map(known)
  maker.params.forEach((parameter, index) => {
    const value = given[index]
    if (parameter.type === 'Identifier' && value) bound.set(parameter.name, plain(value, known))
  })
  const body = maker.body.type === 'BlockStatement' ? undefined : maker.body
  return body && endpoint(body as Expression, makers, bound)
}

function plain(node: Expression, known: Known): unknown {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node || 'bigint' in node ? NOT_DATA : node.value
    case 'TemplateLiteral':
      return plainText(node, known)
    case 'UnaryExpression': {
      const value = plain(node.argument, known)
      return node.operator === '-' && typeof value === 'number' ? -value : NOT_DATA
    }
    case 'Identifier':
      return known.has(node.name) ? known.get(node.name) : NOT_DATA
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return plain(node.expression, known)
    case 'ArrayExpression':
      return plainArray(node, known)
    case 'ObjectExpression':
      return plainObject(node, known)
    default:
      return NOT_DATA
  }
}

function plainText(node: TemplateLiteral, known: Known): unknown {
  const values = node.expressions.map(expression => plain(expression, known))
  if (values.includes(NOT_DATA)) return NOT_DATA
  return node.quasis.map((quasi, index) => `${quasi.value.cooked}${values[index] ?? ''}`).join('')
}

function plainArray(node: ArrayExpression, known: Known): unknown {
  const values: unknown[] = []
  for (const element of node.elements) {
    if (!element) return NOT_DATA
    const value = plain(element.type === 'SpreadElement' ? element.argument : element, known)
    if (value === NOT_DATA) return NOT_DATA
    if (element.type === 'SpreadElement') values.push(...(value as unknown[]))
    else values.push(value)
  }
  return values
}

function plainObject(node: ObjectExpression, known: Known): unknown {
  const value: Record<string, unknown> = {}
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = plain(property.argument, known)
      if (spread === NOT_DATA) return NOT_DATA
      Object.assign(value, spread)
      continue
    }
    if (property.computed) return NOT_DATA
    const key = property.key.type === 'Identifier' ? property.key.name : plain(property.key as Expression, known)
    const entry = plain(property.value, known)
    if (typeof key !== 'string' || entry === NOT_DATA) return NOT_DATA
    value[key] = entry
  }
  return value
}

/** Reads every `contract.ts` of a module as `endpointsOnly`. */
export const contractsAsEndpoints = (): Plugin => ({
  name: 'contracts-as-endpoints',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/modules\/[^/]+\/contract\.ts$/ },
    handler: (source, id) => ({ code: endpointsOnly(id, source), map: null }),
  },
})

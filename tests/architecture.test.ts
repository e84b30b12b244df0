/** The house's plan, checked: who may import whom. Each rule is one line below, and the check itself is checked by mutation. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { MODULES } from '#modules/index.ts'

interface Import {
  readonly from: string
  readonly to: string
}
type Source = Readonly<Record<string, string>>

const sources: Source = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file) && !file.endsWith('.gen.ts'))
    .map(file => [join('src', file), readFileSync(join('src', file), 'utf8')]),
)

/** Static and dynamic imports and re-exports alike. */
function importsOf(files: Source): Import[] {
  return Object.entries(files).flatMap(([from, text]) => {
    const { module } = parseSync(from, text)
    const names = [
      ...module.staticImports.map(one => one.moduleRequest.value),
      ...module.staticExports.flatMap(one =>
        one.entries.flatMap(entry => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
      ),
      ...module.dynamicImports.map(one =>
        text.slice(one.moduleRequest.start, one.moduleRequest.end).replaceAll(/['"`]/g, ''),
      ),
    ]
    return names.map(name => ({ from, to: resolve(from, name) }))
  })
}

function resolve(from: string, name: string): string {
  if (name.startsWith('#')) return `src/${name.slice(1)}`
  if (name.startsWith('.')) return normalize(join(dirname(from), name))
  return name.startsWith('node:') ? name : `npm:${name}`
}

const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(path)?.[1]
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

type Rule = readonly [name: string, broken: (one: Import) => boolean]
const RULES: readonly Rule[] = [
  [
    'the kernel knows nobody',
    one =>
      /^src\/kernel\//.test(one.from) &&
      /^src\/(platform|modules|interop|apps|ui)\/|^node:|^npm:(?!zod$|temporal-polyfill$)/.test(one.to),
  ],
  [
    'rules are pure',
    one =>
      /^src\/modules\/[^/]+\/rules\//.test(one.from) &&
      /^src\/(platform|apps|ui|interop)\/|\/(server|web)\/|\/index\.ts$|^node:|^npm:/.test(one.to),
  ],
  [
    'a contract is data',
    one =>
      /\/contract(\/[^/]+)?\.ts$/.test(one.from) &&
      /^src\/(platform|apps|ui)\/|\/(server|web)\/|\/index\.ts$|^node:|^npm:(?!zod$)/.test(one.to),
  ],
  [
    'the web calls, and never reaches in',
    one =>
      /^src\/(ui|apps\/(desk|portal|handheld|kiosk))\/|^src\/(modules\/[^/]+|interop)\/web\//.test(one.from) &&
      !/^src\/ui\/build\//.test(one.from) &&
      /^src\/platform\/|\/server\/|^src\/modules\/[^/]+\/index\.ts$|^src\/interop\/hl7v2\/|^node:/.test(one.to),
  ],
  [
    'the machine room knows no module',
    one => /^src\/platform\//.test(one.from) && /^src\/(modules|apps|ui|interop)\//.test(one.to),
  ],
  [
    'no module knows a translator or an app',
    one => /^src\/modules\//.test(one.from) && /^src\/(interop|apps\/(?!desk\/))/.test(one.to),
  ],
  ['the kits know no module', one => /^src\/ui\//.test(one.from) && /^src\/(modules|interop)\//.test(one.to)],
  [
    'a module is entered by its face: index.ts, contract.ts, events.ts or web/',
    one => {
      const [from, to] = [moduleOf(one.from), moduleOf(one.to)]
      if (to === undefined || from === to || one.from.startsWith('src/apps/')) return false
      return !/^src\/modules\/[^/]+\/(index\.ts|contract\.ts|events\.ts|web\/[^/]+\.tsx?)$/.test(one.to)
    },
  ],
  [
    'a module imports only modules that stand before it',
    one => {
      const [from, to] = [moduleOf(one.from), moduleOf(one.to)]
      if (from === undefined || to === undefined || from === to) return false
      return place(to) >= place(from)
    },
  ],
]
const place = (module: string): number => (MODULES as readonly string[]).indexOf(module)

const broken = (rule: Rule, files: Source) =>
  importsOf(files)
    .filter(one => !isTest(one.from) && rule[1](one))
    .map(one => `${one.from} → ${one.to}`)

/** `schema.table` in Kysely calls and after SQL words in any string or template: only of the own schema, or the platform's. */
function foreignTables(files: Source): string[] {
  return Object.entries(files)
    .filter(([file]) => /^src\/(modules\/[^/]+|interop)\/server\/.*\.ts$/.test(file) && !isTest(file))
    .flatMap(([file, text]) => {
      const own = (moduleOf(file) ?? 'interop').replaceAll('-', '_')
      const named = [
        ...text.matchAll(/(?:selectFrom|insertInto|updateTable|deleteFrom|[jJ]oin)\(\s*['"`]([a-z_]+)\./g),
        ...text.matchAll(/\b(?:from|join|into|update|delete from|table)\s+([a-z_]+)\.[a-z_]+/gi),
      ].map(match => match[1] ?? '')
      return named
        .filter(schema => KNOWN.has(schema) && schema !== own && schema !== 'platform')
        .map(schema => `${file}: ${schema}`)
    })
}
const KNOWN = new Set([...MODULES.map(name => name.replaceAll('-', '_')), 'platform', 'interop'])

describe('the plan of the house', () => {
  test('there is something to check', () => expect(importsOf(sources).length).toBeGreaterThan(300))
  test.each(RULES.map(rule => [rule[0], rule] as const))('%s', (_, rule) => expect(broken(rule, sources)).toEqual([]))
  test('a store names only the tables of its own module', () => expect(foreignTables(sources)).toEqual([]))
  test('every folder of modules is on the list', () => {
    const folders = readdirSync('src/modules', { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
    expect(folders.filter(name => !(MODULES as readonly string[]).includes(name))).toEqual([])
  })
})

describe('the check itself finds what it should', () => {
  const MUTANTS: readonly (readonly [rule: string, file: string, line: string])[] = [
    ['the kernel knows nobody', 'src/kernel/time.ts', `import '#platform/log.ts'`],
    ['rules are pure', 'src/modules/ticket/rules/clock.ts', `export { run } from '#platform/database.ts'`],
    ['rules are pure', 'src/modules/ticket/rules/clock.ts', `const x = await import('node:fs')`],
    ['a contract is data', 'src/modules/ticket/contract.ts', `import '../ticket/server/store.ts'`],
    ['the web calls, and never reaches in', 'src/modules/ticket/web/x.tsx', `import { module } from '../index.ts'`],
    ['the machine room knows no module', 'src/platform/log.ts', `import '#modules/staff/index.ts'`],
    ['no module knows a translator or an app', 'src/modules/patient/index.ts', `import '#interop/hl7v2/index.ts'`],
    ['the kits know no module', 'src/ui/client.ts', `import '#modules/staff/contract.ts'`],
    [
      'a module is entered by its face: index.ts, contract.ts, events.ts or web/',
      'src/modules/ticket/index.ts',
      `import '#modules/staff/server/store.ts'`,
    ],
    [
      'a module imports only modules that stand before it',
      'src/modules/staff/index.ts',
      `export * from '#modules/ticket/index.ts'`,
    ],
  ]
  test.each(MUTANTS)('%s: %s', (name, file, line) => {
    const rule = RULES.find(one => one[0] === name)
    if (rule === undefined) throw new Error(`no rule ${name}`)
    expect(broken(rule, { [file]: line })).toHaveLength(1)
  })
  test('a peek at another module’s table, by Kysely or in a template', () => {
    expect(foreignTables({ 'src/modules/ticket/server/x.ts': 'tx.selectFrom("patient.patient")' })).toHaveLength(1)
    expect(
      foreignTables({ 'src/modules/ticket/server/x.ts': 'run(tx, `select 1 from patient.patient`)' }),
    ).toHaveLength(1)
    expect(foreignTables({ 'src/modules/ticket/server/x.ts': 'run(tx, `select 1 from ticket.ticket`)' })).toHaveLength(
      0,
    )
  })
})

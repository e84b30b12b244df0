/** The rows that Kysely believes in, held against the database: `tables.ts` is written by hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, type TSInterfaceDeclaration } from 'oxc-parser'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './support/database.ts'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => /server\/tables\.ts$/.test(file))
  .map(file => join('src', file))

/** `column` or `column?` (may be null) of each table, as `schema.table` → names in the database's spelling. */
function believed(file: string): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(file, 'utf8')
  const interfaces = new Map<string, TSInterfaceDeclaration>()
  const aliases = new Map<string, string>()
  const tables: [string, string][] = []
  for (const statement of parseSync(file, text).program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type === 'TSInterfaceDeclaration') interfaces.set(declared.id.name, declared)
    if (declared?.type === 'TSTypeAliasDeclaration')
      aliases.set(declared.id.name, text.slice(declared.typeAnnotation.start, declared.typeAnnotation.end))
  }
  for (const [, table = '', row = ''] of text.matchAll(/'([a-z_]+\.[a-z_]+)': (\w+)/g)) tables.push([table, row])
  const columns = (name: string) =>
    (interfaces.get(name)?.body.body ?? []).flatMap(member => {
      if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation) return []
      const { start, end } = member.typeAnnotation
      const type = text.slice(start, end)
      const whole = type.replaceAll(/\w+/g, word => aliases.get(word) ?? word)
      return [`${snake(member.key.name)}${/\bnull\b/.test(whole) ? '?' : ''}`]
    })
  return new Map(tables.map(([table, row]) => [table, columns(row).toSorted()]))
}
const snake = (name: string) => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

let database: TestDatabase
const real = new Map<string, string[]>()
let leads: { index: string; column: string }[] = []
beforeAll(async () => {
  database = await testDatabase()
  const client = new Client(database.connection)
  await client.connect()
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_schema || '.' || table_name as table, column_name || case is_nullable when 'YES' then '?' else '' end as column
     from information_schema.columns`,
  )
  const indexes = await client.query<{ index: string; column: string }>(
    `select i.indexrelid::regclass::text as index, a.attname as column
     from pg_index i
     join pg_class c on c.oid = i.indrelid
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`,
  )
  leads = indexes.rows
  await client.end()
  for (const { table, column } of rows) real.set(table, [...(real.get(table) ?? []), column])
})
afterAll(() => database.drop())

describe('what tables.ts says of a table is what the database has', () => {
  test('there is something to compare', () => expect(files.length).toBeGreaterThan(3))

  test.each(files)('%s', file => {
    const tables = believed(file)
    expect(tables.size).toBeGreaterThan(0)
    const there = [...tables.keys()].map(table => [table, real.get(table)?.toSorted()] as const)
    expect(Object.fromEntries(tables)).toEqual(Object.fromEntries(there))
  })
})

/** What is not of one hospital: the hospitals themselves, and the scripts that ran. */
const OF_NONE = ['platform.hospital_pkey', 'platform.migration_pkey']

test('the hospital leads every key and index', () => {
  expect(leads.length).toBeGreaterThan(30)
  const wrong = leads.filter(({ index, column }) => column !== 'hospital_id' && !OF_NONE.includes(index))
  expect(wrong).toEqual([])
})

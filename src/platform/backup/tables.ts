import { createHash } from 'node:crypto'
import { type Client, escapeIdentifier } from 'pg'
import { copyOut } from './copy.ts'
import type { JournalState, TableCount } from './manifest.ts'

/** A table whose rows are kept. */
export interface KeptTable {
  /** `schema.table`, without quotes. */
  readonly table: string
  readonly columns: readonly string[]
  /** Rows as the planner believes, for the progress. */
  readonly about: number
  /** All its rows in the order of its key, as text. */
  readonly rowsInOrder: string
}

/** How values are written as text, so that two servers write the same. */
export const SAME_TEXT = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set search_path = pg_catalog`

/** Which scripts have run is said by the manifest, and written by those scripts. */
const NOT_KEPT = ['platform.migration']

export const quoted = (table: string): string =>
  table
    .split('.')
    .map(part => escapeIdentifier(part))
    .join('.')

/** Every table of the house, found in the database itself: what a migration adds is kept from then on. */
export async function keptTables(client: Client): Promise<KeptTable[]> {
  const { rows } = await client.query<{
    table: string
    about: number
    columns: { name: string; key: number | null; text: boolean }[]
  }>(
    `select n.nspname || '.' || c.relname as table, greatest(c.reltuples, 0)::float8 as about,
       (select json_agg(json_build_object(
            'name', a.attname,
            'key', (select array_position(i.indkey::int2[], a.attnum) from pg_index i where i.indrelid = c.oid and i.indisprimary),
            'text', a.attcollation <> 0) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
     order by 1`,
  )
  return rows
    .filter(row => !NOT_KEPT.includes(row.table))
    .map(({ table, about, columns }) => {
      const keyed = columns.filter(column => column.key !== null)
      const ordering = keyed.length > 0 ? keyed.toSorted((a, b) => (a.key ?? 0) - (b.key ?? 0)) : columns
      const names = columns.map(column => escapeIdentifier(column.name)).join(', ')
      // Sorting of text differs from server to server; its bytes do not.
      const order = ordering
        .map(({ name, text }) => `${escapeIdentifier(name)}${text ? ' collate "C"' : ''}`)
        .join(', ')
      return {
        table,
        about,
        columns: columns.map(column => column.name),
        rowsInOrder: `copy (select ${names} from ${quoted(table)} order by ${order}) to stdout`,
      }
    })
}

/** The rows of a table, block by block; their count and digest when they are through. */
export async function* readTable(client: Client, table: KeptTable): AsyncGenerator<Buffer, Omit<TableCount, 'table'>> {
  const digest = createHash('sha256')
  const { stream, rows } = copyOut(client, table.rowsInOrder)
  for await (const block of stream as AsyncIterable<Buffer>) {
    digest.update(block)
    yield block
  }
  return { rows: rows(), digest: digest.digest('hex') }
}

export async function journalStates(client: Client): Promise<JournalState[]> {
  const { rows } = await client.query<JournalState>(
    `select h.id as hospital, coalesce(s.number, 0) as seals, encode(s.hmac, 'hex') as last
     from platform.hospital h
     left join lateral (select number, hmac from platform.seal where hospital_id = h.id order by number desc limit 1) s on true
     order by h.id`,
  )
  return rows
}

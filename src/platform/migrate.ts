import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client, type ClientConfig, escapeIdentifier } from 'pg'
import { APPLICATION_ROLE } from '#platform/database.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../db/migrations')
/** Any number that no other program on the database uses; it serialises starters, it decides nothing. */
const LOCK = 7120120

/**
 * Brings the database to the newest shape: the numbered scripts of `db/migrations`, in order, each once and whole, one
 * starter at a time. Returns the names of those it ran. Throws when a script that already ran was edited, or a number is missing.
 * With `only`, runs none but these: for data of an older program, which come before the newer scripts.
 */
export async function migrate(
  connection: string | ClientConfig,
  { folder = FOLDER, only }: { folder?: string; only?: ReadonlySet<string> } = {},
): Promise<string[]> {
  const scripts = (await readScripts(folder)).filter(script => only === undefined || only.has(script.name))
  const client = new Client(connection)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(
      'create schema if not exists platform; create table if not exists platform.migration (name text primary key, digest text not null)',
    )
    const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from platform.migration')
    const done = new Map(rows.map(row => [row.name, row.digest]))
    for (const name of done.keys())
      if (!scripts.some(script => script.name === name))
        throw new Error(`the database was migrated by a newer program: it has ${name}, which is not here`)
    const ran: string[] = []
    for (const script of scripts) {
      const before = done.get(script.name)
      if (before === script.digest) continue
      if (before !== undefined) throw new Error(`${script.name} was edited after it ran; write a new migration instead`)
      await client.query('begin')
      try {
        await client.query(script.sql)
        await client.query('insert into platform.migration (name, digest) values ($1, $2)', [
          script.name,
          script.digest,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`${script.name}: ${(error as Error).message}`, { cause: error })
      }
      ran.push(script.name)
    }
    if (ran.length > 0) await grant(client)
    return ran
  } finally {
    await client.end()
  }
}

/** The scripts of this program, with the digest of each. */
export async function readScripts(folder = FOLDER) {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async name => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex').slice(0, 32) }
    }),
  )
}

/** The application's role: everything but to change what is written once (journal, seals) or never changed (rows of reports). */
async function grant(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
  )
  for (const { name } of rows) {
    const schema = escapeIdentifier(name)
    await client.query(
      `grant usage on schema ${schema} to ${APPLICATION_ROLE};
       grant select, insert, update, delete on all tables in schema ${schema} to ${APPLICATION_ROLE};
       grant usage, select on all sequences in schema ${schema} to ${APPLICATION_ROLE}`,
    )
  }
  const { rows: written } = await client.query<{ table: string; kept: string }>(
    `select c.oid::regclass::text as table, case t.tgname when 'written_once' then 'update, delete, truncate' else 'update, truncate' end as kept
     from pg_class c join pg_trigger t on t.tgrelid = c.oid where t.tgname in ('written_once', 'never_changed')`,
  )
  for (const { table, kept } of written) await client.query(`revoke ${kept} on ${table} from ${APPLICATION_ROLE}`)
}

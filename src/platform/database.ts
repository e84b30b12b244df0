import { createHash } from 'node:crypto'
import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type Instant, Temporal } from '#kernel/time.ts'

/** Every table, by `schema.table`. A module adds its own in its `server/tables.ts`, by declaration merging. */
export interface Tables {}

/** An open transaction. Every store function takes one, first. */
export type Tx = Transaction<Tables>

export interface Database {
  /** Runs `work` in one transaction: what it wrote stays if it returns, and goes if it throws. Tried again when PostgreSQL asks for it. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement by itself, prepared: for paths where a second round trip would show. */
  statement<Row>(text: string, values: readonly unknown[]): Promise<Row[]>
  /** Tells whoever listens to `topic`, on every process; outside any transaction, because NOTIFY takes a global lock. */
  notify(topic: string, payload: string): Promise<void>
  /** A connection of its own that hears `topic`; `hear` gets the payload. It reconnects by itself. */
  listen(topic: string, hear: (payload: string) => void): Promise<() => Promise<void>>
  /**
   * A connection outside the pool, for work of minutes; the caller ends it. The server knows it by `name`, and ends it within seconds when
   * its process dies, also in the middle of a statement.
   */
  connect(name?: string): Promise<pg.Client>
  close(): Promise<void>
}

/** The role that the pools run as: it may not change or remove what the journal holds. */
export const APPLICATION_ROLE = 'yiguanjia_app'

const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
const XID8 = 5069

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [TIMESTAMPTZ]: text => instantOf(text),
  [DATE]: text => text,
  [INT8]: Number,
  [NUMERIC]: Number,
  [XID8]: text => text,
}

/** `2026-11-21 08:00:00.123+00`, as PostgreSQL prints it in UTC. */
export const instantOf = (text: string): Instant =>
  Temporal.Instant.fromEpochMilliseconds(Date.parse(`${text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')}`))

/** What `toString` of an instant says, at a tenth of its cost, for what is written by the thousand. */
export const isoOf = (at: Instant): string => new Date(at.epochMilliseconds).toISOString().replace(/\.?0+Z$/, 'Z')

const RETRIED = new Set(['40001', '40P01'])
const TRIES = 6

/** Opens the pool of one database. `connection` is what `pg` takes. */
export function openDatabase(connection: pg.PoolConfig, options: { size?: number } = {}): Database {
  const pool = new pg.Pool({
    max: options.size ?? 10,
    ...connection,
    options: `-c role=${APPLICATION_ROLE} -c timezone=UTC -c jit=off -c max_parallel_workers_per_gather=0 -c idle_in_transaction_session_timeout=30000 -c statement_timeout=30000`,
    application_name: 'yiguanjia',
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
    } as pg.CustomTypesConfig,
  })
  // A broken connection is replaced at the next use, and whoever uses it is told by the query; without listeners, idle and
  // taken ones alike would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', client => void client.on('error', () => undefined))
  const prepare = preparing()
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => {
          const client = await pool.connect()
          return {
            query: (text: string, values: readonly unknown[] = []) => client.query(prepare(text, values)),
            release: (broken?: unknown) => client.release(broken as boolean | Error | undefined),
          } as never
        },
        end: () => pool.end(),
        options: {},
      },
    }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    transact: work => retried(() => kysely.transaction().execute(work)),
    statement: <Row>(text: string, values: readonly unknown[]) =>
      retried(() => pool.query(prepare(text, values))).then(result => result.rows as Row[]),
    notify: async (topic, payload) => void (await pool.query('select pg_notify($1, $2)', [topic, payload])),
    listen: (topic, hear) => listening(connection, topic, hear),
    async connect(name = 'yiguanjia apart') {
      const client = new pg.Client({
        ...connection,
        options: `-c role=${APPLICATION_ROLE} -c timezone=UTC`,
        application_name: name,
      })
      client.on('error', () => undefined)
      await client.connect()
      // Not every system that PostgreSQL runs on can look.
      await client.query(`set client_connection_check_interval = '1s'`).catch(() => undefined)
      return client
    },
    close: () => kysely.destroy(),
  }
}

/** Tries again what PostgreSQL took back for the sake of others: serialisation failures and deadlocks. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= TRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
      await new Promise(resume => setTimeout(resume, Math.random() * 10 * 2 ** attempt))
    }
  }
}

/**
 * Plans each statement of this transaction by its values: for reports, whose spans of time make all the difference. What the desk asks all
 * day is planned once.
 */
export const planByValues = (tx: Tx): Promise<unknown> => run(tx, 'set local plan_cache_mode = force_custom_plan')

/** The places of so many rows in `values`: `($3, $4), ($5, $6)`. `fixed` stands in front of each row as it is. */
export const places = (first: number, rows: number, columns: number, fixed = ''): string =>
  Array.from({ length: rows }, (_, row) => {
    const own = Array.from({ length: columns }, (_, column) => `$${first + row * columns + column}`)
    return `(${fixed}${own.join(', ')})`
  }).join(', ')

/** Raw SQL inside a transaction: for statements that Kysely cannot say. Names of columns come back in camelCase. */
export const run = <Row>(tx: Tx, text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  tx.executeQuery<Row>(CompiledQuery.raw(text, [...values])).then(result => result.rows)

const PREPARED_AT_MOST = 1000

/** Gives each text a name, so that PostgreSQL parses and plans it once a connection. */
function preparing() {
  const names = new Map<string, string>()
  return (text: string, values: readonly unknown[]): pg.QueryConfig => {
    let name = names.get(text)
    if (name === undefined && names.size < PREPARED_AT_MOST && values.length > 0) {
      name = createHash('sha256').update(text).digest('hex').slice(0, 24)
      names.set(text, name)
    }
    return name === undefined ? { text, values: [...values] } : { name, text, values: values as unknown[] }
  }
}

const RECONNECT_MS = 1000

async function listening(connection: pg.ClientConfig, topic: string, hear: (payload: string) => void) {
  let client: pg.Client | null = null
  let stopped = false
  const connect = async (): Promise<void> => {
    if (stopped) return
    const fresh = new pg.Client({ ...connection, application_name: 'yiguanjia listener' })
    fresh.on('notification', message => hear(message.payload ?? ''))
    const again = () => {
      if (client !== fresh) return
      client = null
      setTimeout(() => void connect(), RECONNECT_MS).unref()
    }
    fresh.on('error', again)
    fresh.on('end', again)
    client = fresh
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(topic)}`)
      // What was said while nobody listened is caught up by whoever hears this.
      hear('')
    } catch {
      again()
    }
  }
  await connect()
  return async () => {
    stopped = true
    const last = client
    client = null
    await last?.end().catch(() => undefined)
  }
}

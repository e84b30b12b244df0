import { type FileHandle, open } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { Client, escapeIdentifier } from 'pg'
import type pg from 'pg'
import { openDatabase } from '#platform/database.ts'
import type { Keys } from '#platform/keys.ts'
import { migrate, readScripts } from '#platform/migrate.ts'
import { verifyJournal } from '#platform/seals.ts'
import { StartRefusal } from '#platform/start-refusal.ts'
import { copyIn } from './copy.ts'
import type { Progress } from './make.ts'
import { type Frame, framesOf, type Head, type Manifest } from './manifest.ts'
import { FileRefused, unsealed } from './sealed-file.ts'
import { journalStates, keptTables, quoted, readTable, SAME_TEXT } from './tables.ts'

export interface Loaded {
  readonly manifest: Manifest
  /** What is in the database and not as the manifest says; nothing in a good restore. */
  readonly differences: readonly string[]
}

export interface Loading {
  readonly file: string
  readonly keys: Keys
  /** A database without a house in it. */
  readonly connection: pg.ClientConfig
  readonly onTable?: (progress: Progress) => void
}

/**
 * Fills an empty database from a backup (恢复): the shape that the backup had, its rows, every count and digest compared, the journal
 * verified, then the newest shape. Throws {@link StartRefusal} where file, key or program do not fit; the database is then half filled, and
 * the caller's to throw away.
 */
export async function loadBackup({ file, keys, connection, onTable }: Loading): Promise<Loaded> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new FileRefused(`备份文件 ${file} 无法打开：${error.message}`, `${file} cannot be opened: ${error.message}`)
  })
  try {
    const frames = framesOf(plainOf(handle, keys))
    const head = await headOf(frames, keys)
    await migrate(connection, { only: new Set(head.migrations.map(one => one.name)) })
    const client = new Client(connection)
    await client.connect()
    try {
      await client.query(`${SAME_TEXT}; set synchronous_commit = off`)
      const manifest = await fill(client, frames, onTable)
      const differences = await compare(client, manifest)
      if (differences.length > 0) return { manifest, differences }
      await migrate(connection)
      await goOnBehind(client)
      await sayRestored(client, head.at)
      await client.query('analyze')
      return { manifest, differences: await verifyAll(connection, keys, manifest) }
    } finally {
      await client.end()
    }
  } finally {
    await handle.close()
  }
}

/** The deciphered and unpacked stream. An error of the file is told as what it is, not as what the unpacking makes of it. */
async function* plainOf(handle: FileHandle, keys: Keys): AsyncGenerator<Buffer> {
  const source = Readable.from(unsealed(handle, keys), { objectMode: false })
  const unpacked = createZstdDecompress()
  source.once('error', error => unpacked.destroy(error))
  source.pipe(unpacked)
  yield* unpacked as AsyncIterable<Buffer>
}

const json = <T>(frame: Frame): T => JSON.parse(frame.body.toString('utf8')) as T

async function headOf(frames: AsyncGenerator<Frame>, keys: Keys): Promise<Head> {
  const { value: first } = (await frames.next()) as { value: Frame | undefined }
  if (first?.kind !== 'H') throw notWhole()
  const head = json<Head>(first)
  const ours = new Map((await readScripts()).map(script => [script.name, script.digest]))
  const unknown = head.migrations.find(({ name, digest }) => ours.get(name) !== digest)
  if (unknown !== undefined)
    throw new StartRefusal(
      `备份来自更新的程序版本（${head.house}，含 ${unknown.name}），请先升级本程序再恢复`,
      `The backup is of a newer program (${head.house}, it has ${unknown.name}); update this program first`,
    )
  const missing = head.keys.filter(id => !keys.all.some(key => key.id === id))
  if (missing.length > 0)
    throw new StartRefusal(
      `密钥文件缺少备份所需的密钥 ${missing.join('、')}，请用 KEY_FILE 指定完整的密钥文件`,
      `The key file lacks ${missing.join(', ')}, which the backup needs; set KEY_FILE to the whole one`,
    )
  return head
}

const notWhole = () =>
  new FileRefused('备份内容不完整，不能使用，请改用另一份备份', 'The backup is not whole; use another one')

/** Rows table by table, as they come. References are checked all at once at the end, so that no order of tables is needed. */
async function fill(client: Client, frames: AsyncGenerator<Frame>, onTable: Loading['onTable']): Promise<Manifest> {
  const references = await takeOffReferences(client)
  const tables = new Map((await keptTables(client)).map(table => [table.table, table]))
  await emptied(client, [...tables.keys()])
  let into: Writable | null = null
  let manifest: Manifest | null = null
  let done = 0
  for await (const frame of frames) {
    if (frame.kind === 'T') {
      const { table, columns } = json<{ table: string; columns: string[] }>(frame)
      if (into !== null || !tables.has(table)) throw notWhole()
      onTable?.({ table, done, of: tables.size })
      done += 1
      const names = columns.map(column => escapeIdentifier(column)).join(', ')
      into = copyIn(client, `copy ${quoted(table)} (${names}) from stdin`)
    } else if (frame.kind === 'D') {
      if (into === null) throw notWhole()
      await written(into, frame.body)
    } else if (frame.kind === 'E') {
      if (into === null) throw notWhole()
      into.end()
      await finished(into)
      into = null
    } else if (frame.kind === 'M') manifest = json<Manifest>(frame)
  }
  if (manifest === null || into !== null || done !== tables.size) throw notWhole()
  for (const one of references) await client.query(`alter table ${one.table} add constraint ${one.name} ${one.says}`)
  return manifest
}

async function written(into: Writable, block: Buffer): Promise<void> {
  if (into.errored !== null) throw into.errored
  // The frame's memory is used again as soon as we ask for the next.
  await new Promise<void>((resolve, reject) => {
    into.write(block, error => (error ? reject(error) : resolve()))
  })
}

async function takeOffReferences(client: Client) {
  const { rows } = await client.query<{ table: string; name: string; says: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(c.oid) as says
     from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where contype = 'f' and conparentid = 0 and n.nspname !~ '^pg_' order by 1, 2`,
  )
  for (const one of rows) await client.query(`alter table ${one.table} drop constraint ${one.name}`)
  return rows
}

/** Scripts may bring first rows; the backup has them all. */
async function emptied(client: Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`)
    if (rowCount !== 0) await client.query(`truncate ${quoted(table)}`)
  }
}

/** Reads every table back and holds it against the manifest. */
async function compare(client: Client, manifest: Manifest): Promise<string[]> {
  const differences: string[] = []
  const tables = await keptTables(client)
  for (const { table, rows, digest } of manifest.tables) {
    const kept = tables.find(one => one.table === table)
    if (kept === undefined) {
      differences.push(`${table}: 缺失 missing`)
      continue
    }
    const reading = readTable(client, kept)
    let step = await reading.next()
    while (step.done !== true) step = await reading.next()
    if (step.value.rows !== rows) differences.push(`${table}: ${rows} → ${step.value.rows} 行 rows`)
    else if (step.value.digest !== digest) differences.push(`${table}: 内容不一致 contents differ`)
  }
  return differences
}

/**
 * Another server counts its transactions from the start: from here on, the house counts behind the last one of the journal, or its
 * readers would not see what comes next.
 */
async function goOnBehind(client: Client): Promise<void> {
  const { rows } = await client.query<{ distance: string }>(
    `select greatest(coalesce(max(tx::text::numeric), 0) + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::numeric, 0)::text as distance
     from platform.journal`,
  )
  const distance = rows[0]?.distance ?? '0'
  if (!/^\d+$/.test(distance)) throw new Error('the journal has no order')
  if (distance === '0') return
  const behind = (value: string) => `select ((${value}::text::numeric + ${distance})::text)::xid8`
  await client.query(
    `create or replace function platform.this_tx() returns xid8 language sql stable as '${behind('pg_current_xact_id()')}';
     create or replace function platform.horizon() returns xid8 language sql stable as '${behind('pg_snapshot_xmin(pg_current_snapshot())')}'`,
  )
}

/** Whoever sends to the outside has to know that what waits may have been sent by the house that the backup was made of. */
const sayRestored = (client: Client, backedUpAt: string) =>
  client.query(
    `insert into platform.restoration (hospital_id, backed_up_at) select id, $1 from platform.hospital
     on conflict (hospital_id, backed_up_at) do update set messages_held_at = null`,
    [backedUpAt],
  )

/** Every seal and row of the journal, and that it ends where the manifest says. */
async function verifyAll(connection: pg.PoolConfig, keys: Keys, manifest: Manifest): Promise<string[]> {
  const differences: string[] = []
  const client = new Client(connection)
  await client.connect()
  const states = await journalStates(client)
  await client.end()
  if (JSON.stringify(states) !== JSON.stringify(manifest.journal)) differences.push('日志封印与备份不一致 seals differ')
  const database = openDatabase(connection, { size: 2 })
  try {
    for (const { hospital } of manifest.journal)
      for (const { kind, what } of (await verifyJournal({ database, keys }, hospital)).findings)
        differences.push(`日志 journal: ${kind} ${what}`)
  } finally {
    await database.close()
  }
  return differences
}

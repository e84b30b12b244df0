import { createWriteStream } from 'node:fs'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type { Client } from 'pg'
import type { Instant } from '#kernel/time.ts'
import type { Keys } from '#platform/keys.ts'
import { StartRefusal } from '#platform/start-refusal.ts'
import { framed, framedJson, type Head, type Manifest, type TableCount } from './manifest.ts'
import { sealing } from './sealed-file.ts'
import { journalStates, keptTables, readTable, SAME_TEXT } from './tables.ts'

/** How far it has come: tables done, and rows as far as they can be known before. */
export interface Progress {
  readonly table: string
  readonly done: number
  readonly of: number
}

export interface Made {
  readonly manifest: Manifest
  readonly bytes: number
}

const packageFile = join(import.meta.dirname, '../../../package.json')
const houseVersion = async () => (JSON.parse(await readFile(packageFile, 'utf8')) as { version: string }).version

/** What a backup is called until it is whole. */
export const partOf = (file: string): string => `${file}.part`

/**
 * Writes everything that the database holds at one moment into `file` (备份, SEC-04), while the house goes on: one snapshot, read
 * table by table, compressed, enciphered. The client is this work's alone and stays open. The file gets its name when it is whole.
 */
export async function makeBackup(
  client: Client,
  options: {
    readonly keys: Keys
    readonly file: string
    readonly at: Instant
    readonly onTable?: (progress: Progress) => void
    readonly signal?: AbortSignal
  },
): Promise<Made> {
  const { keys, at, signal } = options
  const file = resolve(options.file)
  if ((await stat(file).catch(() => null)) !== null)
    throw new StartRefusal(`${file} 已存在，请换一个文件名`, `${file} exists already; choose another name`)
  const part = partOf(file)
  const result: { manifest?: Manifest } = {}
  try {
    // No transaction number is taken, so that the readers of the journal do not wait for this one.
    await client.query(`${SAME_TEXT}; begin transaction isolation level repeatable read, read only`)
    const plain = everything(client, keys, at, options.onTable, manifest => {
      result.manifest = manifest
    })
    const compressed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    const to = createWriteStream(part, { mode: 0o600, flush: true })
    await pipeline(Readable.from(plain, { objectMode: false }), compressed, sealing(keys), to, signal ? { signal } : {})
    await client.query('commit')
    const { size } = await stat(part)
    await rename(part, file)
    await syncFolder(file)
    if (result.manifest === undefined) throw new Error('the backup has no manifest')
    return { manifest: result.manifest, bytes: size }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** The name outlives a power cut too. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(join(file, '..'), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* everything(
  client: Client,
  keys: Keys,
  at: Instant,
  onTable: ((progress: Progress) => void) | undefined,
  through: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  const { rows: migrations } = await client.query<Head['migrations'][number]>(
    'select name, digest from platform.migration order by name',
  )
  const head: Head = {
    format: 1,
    at: at.toString(),
    house: await houseVersion(),
    migrations,
    keys: keys.all.map(key => key.id),
  }
  yield* framedJson('H', head)
  const tables = await keptTables(client)
  const counted: TableCount[] = []
  for (const [done, kept] of tables.entries()) {
    onTable?.({ table: kept.table, done, of: tables.length })
    yield* framedJson('T', { table: kept.table, columns: kept.columns })
    const reading = readTable(client, kept)
    let step = await reading.next()
    for (; step.done !== true; step = await reading.next()) yield* framed('D', step.value)
    const count = step.value
    counted.push({ table: kept.table, ...count })
    yield* framedJson('E', count)
  }
  const manifest: Manifest = { ...head, tables: counted, journal: await journalStates(client) }
  yield* framedJson('M', manifest)
  through(manifest)
}

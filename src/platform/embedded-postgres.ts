import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { StartRefusal } from '#platform/start-refusal.ts'
import { binaries } from './embedded-postgres/binaries.ts'
import { prepareCluster } from './embedded-postgres/cluster.ts'
import { claimFolder, FolderTaken } from './embedded-postgres/folder-lock.ts'
import { type Plan, PORT, type Postmaster, startPostmaster } from './embedded-postgres/postmaster.ts'
import { give, openWay, type RunAs, runAs } from './embedded-postgres/run-as.ts'
import { finishSwap } from './embedded-postgres/swap.ts'

/** Where a database is reached, as `pg` takes it. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** A PostgreSQL server that lives and dies with this process. */
export interface EmbeddedPostgres {
  readonly connection: Connection
  readonly mode: RunAs['mode']
  /** Stops it and gives the folder back; fine to call twice, and when the server is gone already. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** PostgreSQL settings over ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** As root, run as `nobody` even where a user namespace is allowed. */
  readonly asNobody?: boolean
  /** The folder is ours: what needs it may begin while PostgreSQL wakes up. */
  readonly onClaimed?: () => void
  /** The server went away by itself; `said` is the end of its log, which never holds rows. It is being started again. */
  readonly onDown?: (said: string) => void
  /** It is back, after so many milliseconds. */
  readonly onRestart?: (milliseconds: number) => void
}

const DATABASE = 'yiguanjia'
const USER = 'postgres'

const SETTINGS = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '128MB',
  // Log files that were used are kept to be used again: making one stops everybody for some 50 ms, twice a second in a rush.
  min_wal_size: '512MB',
  timezone: 'UTC',
  // A refused row stands in the text of its error: errors are the application's to tell, without the row.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** The path of a Unix socket has at most 107 bytes; its name in the folder takes 14. */
const SOCKET_FOLDER_BYTES = 90

/**
 * Starts PostgreSQL on the data below `folder`, which is made if missing, and keeps it running until `stop` or until this
 * process ends, however it ends. Throws {@link StartRefusal} when another process owns the folder.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const home = realpathSync(folder)
  const lock = await claimFolder(home)
  options.onClaimed?.()
  try {
    finishSwap(home)
    const plan = prepare(home, options)
    const server = await keepRunning(plan, options)
    try {
      await createDatabase({ host: plan.socket, port: PORT, user: USER })
    } catch (error) {
      await server.stop()
      throw error
    }
    let stopped: Promise<void> | undefined
    return {
      connection: { host: plan.socket, port: PORT, user: USER, database: DATABASE },
      mode: plan.as.mode,
      stop: () => (stopped ??= server.stop().finally(() => leave(plan, lock))),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The database of a data folder for a command that works beside the house: that of the server that runs there, or one of its own
 * that `close` stops.
 */
export async function reachEmbedded(folder: string): Promise<{ connection: Connection; close(): Promise<void> }> {
  try {
    const server = await startEmbedded(folder)
    return { connection: server.connection, close: () => server.stop() }
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    const cluster = join(realpathSync(folder), 'postgres')
    const host = socketFolder(cluster, runAs(cluster))
    return { connection: { host, port: PORT, user: USER, database: DATABASE }, close: async () => undefined }
  }
}

function prepare(home: string, options: EmbeddedOptions): Plan {
  const settings = { ...SETTINGS, ...options.settings }
  const cluster = join(home, 'postgres')
  const bin = binaries()
  const as = runAs(cluster, options.asNobody)
  openWay({ ours: home, above: [home, realpathSync(bin)] }, as)
  prepareCluster(cluster, bin, as, { sync: options.settings?.fsync !== 'off' })
  return { bin, cluster, socket: socketFolder(cluster, as), as, settings }
}

/** The cluster's own folder, which only its owner may enter; for a long path, one like it among the temporary files. */
function socketFolder(cluster: string, as: RunAs): string {
  if (Buffer.byteLength(cluster) <= SOCKET_FOLDER_BYTES) return cluster
  const name = `yiguanjia-${createHash('sha256').update(cluster).digest('hex').slice(0, 16)}`
  const folder = [join(realpathSync(tmpdir()), name), join('/tmp', name)].find(
    path => Buffer.byteLength(path) <= SOCKET_FOLDER_BYTES,
  ) as string
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) {
    mkdirSync(folder, { mode: 0o700 })
    give(folder, as)
  } else if (!found.isDirectory() || found.uid !== (as.ids.uid ?? process.getuid?.()) || (found.mode & 0o077) !== 0)
    throw new StartRefusal(
      `${folder} 不是本程序建立的目录，请删除后重试。`,
      `${folder} was not made by this program; remove it and start again.`,
    )
  return folder
}

/** What only a running server needs goes with it. */
function leave({ socket, cluster }: Plan, lock: { release(): void }): void {
  if (socket !== cluster) rmSync(socket, { recursive: true, force: true })
  lock.release()
}

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/** Starts the server, and starts it again each time it goes away by itself. */
async function keepRunning(plan: Plan, { onDown, onRestart }: EmbeddedOptions): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  let server = await startPostmaster(plan)

  const again = async (): Promise<Postmaster | undefined> => {
    for (let wait = FIRST_PAUSE_MS; !stopping.signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        return await startPostmaster(plan)
      } catch (error) {
        onDown?.((error as Error).message)
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
    return undefined
  }

  const watch = async () => {
    for (;;) {
      const said = await server.ended
      if (stopping.signal.aborted) return
      onDown?.(said)
      const down = performance.now()
      const next = await again()
      if (next === undefined) return
      server = next
      if (stopping.signal.aborted) return server.stop()
      onRestart?.(Math.round(performance.now() - down))
    }
  }
  const watching = watch()
  return {
    async stop() {
      stopping.abort()
      await server.stop()
      await watching
    },
  }
}

async function createDatabase(server: Omit<Connection, 'database'>): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

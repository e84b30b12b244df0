import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startOf } from '#platform/embedded-postgres/processes.ts'
import { type Connection, startEmbedded } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { TEMPLATE } from './database.ts'
import { temporary } from './temporary.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The one server of this run. */
    readonly server: Omit<Connection, 'database'>
    /** Where this run keeps its files. */
    readonly folder: string
  }
}

const PREFIX = `yiguanjia-test-${process.getuid?.() ?? 0}-`

/** Nothing here has to outlive the run. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
  // In files of its folder, which go with the folder also when the run is killed.
  dynamic_shared_memory_type: 'mmap',
}

let cleanUp: () => Promise<void> = async () => undefined

/** One PostgreSQL for the run, with the migrated database that each test's own is cloned from. */
export async function setup(project: TestProject): Promise<void> {
  stopWithTheBootstrap()
  removeLeftovers()
  const folder = mkdtempSync(join(temporary, `${PREFIX}${process.pid}-`))
  // Some tests run programs as another user, who has to come through.
  chmodSync(folder, 0o711)
  const postgres = await startEmbedded(join(folder, 'server'), { settings: SETTINGS })
  const { database, ...server } = postgres.connection
  try {
    await migrate(postgres.connection)
    const client = new Client({ ...server, database: 'postgres' })
    await client.connect()
    await client.query(`alter database ${database} rename to ${TEMPLATE}`)
    await client.end()
  } catch (error) {
    await postgres.stop()
    throw error
  }
  project.provide('server', server)
  project.provide('folder', folder)
  cleanUp = async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const teardown = () => cleanUp()

/** `scripts/run.mjs` holds the other end of a channel; a run that nobody waits for any more ends. */
function stopWithTheBootstrap(): void {
  process.once('disconnect', () => process.exit(1))
  // Listening would keep a run that is through from ending.
  process.channel?.unref()
}

/** A run that was killed could not clean up behind itself. */
function removeLeftovers(): void {
  for (const name of readdirSync(temporary)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN
    if (pid > 0 && startOf(pid) === undefined) rmSync(join(temporary, name), { recursive: true, force: true })
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { type Connection, startEmbedded } from '#platform/embedded-postgres.ts'
import { memoryOf, processorSeconds } from './measure.ts'

/** As `npm start` does. */
const HOUSE_FLAGS = (process.env['HOUSE_FLAGS'] ?? '--max-semi-space-size=8 --heap-growing-percent=30').split(' ')

/** A database of its own in a folder of its own, and houses on it; all goes with `close`. */
export interface Place {
  readonly folder: string
  readonly connection: Connection
  /** Starts a house with this key, and waits until it serves. */
  house(keyFile: string, port: number): Promise<BenchHouse>
  /** As in any hospital that has worked for a minute: the planner knows its tables. */
  analyze(): Promise<void>
  /** As before any rush: the database has put away what was written, and has log files to use again. Ceiling and house begin so. */
  rested(): Promise<void>
  ask<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** Seconds of processor time of the database so far. */
  databaseSeconds(): number
  close(): Promise<void>
}

export interface BenchHouse {
  readonly port: number
  readonly pid: number
  /** Seconds of processor time of the program so far. */
  seconds(): number
  /** Its memory in MB. */
  memory(): number
  /** Stands still while something else is measured: what it does in the background is no part of a ceiling. */
  asleep<T>(measure: () => Promise<T>): Promise<T>
  /** Ended at once, as a power cut does. */
  kill(): Promise<void>
}

export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const server = await startEmbedded(folder)
  const { connection } = server
  // The server's first process: the one whose folder the data is.
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const children: ChildProcess[] = []
  const ask: Place['ask'] = async (sql, values = []) => {
    const client = new Client(connection)
    await client.connect()
    try {
      return (await client.query(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }
  return {
    folder,
    connection,
    ask,
    analyze: async () => void (await ask('analyze')),
    rested: async () => void (await ask('checkpoint')),
    databaseSeconds: () => processorSeconds(postmaster),
    async house(keyFile, port) {
      const child = startProgram(connection, { KEY_FILE: keyFile, DATA_DIR: folder, PORT: String(port) })
      children.push(child)
      await said(child, 'Yiguanjia is running')
      const pid = child.pid as number
      return {
        port,
        pid,
        seconds: () => processorSeconds(pid),
        memory: () => memoryOf(pid),
        async asleep(measure) {
          child.kill('SIGSTOP')
          try {
            return await measure()
          } finally {
            child.kill('SIGCONT')
          }
        },
        async kill() {
          child.kill('SIGKILL')
          await ended(child)
        },
      }
    },
    async close() {
      for (const child of children) child.kill('SIGTERM')
      await Promise.all(children.map(ended))
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** `PROFILE=DIR` keeps the program's CPU profile. */
function startProgram(connection: Connection, env: Readonly<Record<string, string>>): ChildProcess {
  const { user, database, host, port } = connection
  const profile = process.env['PROFILE']
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  return spawn(process.execPath, [...HOUSE_FLAGS, ...profiling, 'src/apps/server/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
      MLLP_PORT: 'none',
      SEED: 'none',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Waits until the house says so; what it says besides goes on. */
function said(house: ChildProcess, words: string): Promise<void> {
  let heard = ''
  return new Promise((resolve, reject) => {
    house.once('exit', code => reject(new Error(`the house ended with ${code}`)))
    house.stdout?.on('data', (chunk: Buffer) => {
      heard = (heard + String(chunk)).slice(-4096)
      if (heard.includes(words)) resolve()
    })
  })
}

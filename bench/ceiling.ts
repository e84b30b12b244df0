/** What the same PostgreSQL gives for the bare rows: by pgbench where there is one, else by our own loop of one statement. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import type { Connection } from '#platform/embedded-postgres.ts'
import { percentile } from './measure.ts'

const CONNECTIONS = 16
const DATABASE = 'ceiling'

export interface Ceiling {
  readonly kind: 'pgbench' | 'raw loop x 0.9'
  readonly tps: number
  readonly p99: number
}

/** The bare write: its script in `ceiling/`, and the same as one statement for where there is no pgbench. */
export interface Bare {
  readonly script: string
  readonly text: string
  values(n: number): readonly unknown[]
}

/** Makes the database of the bare tables. */
export async function ceilingDatabase(connection: Connection): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  await client.query(`create database ${DATABASE}`)
  await client.end()
  const inside = new Client({ ...connection, database: DATABASE })
  await inside.connect()
  await inside.query(readFileSync(new URL('ceiling/schema.sql', import.meta.url), 'utf8'))
  await inside.query('analyze')
  await inside.end()
}

/** Runs the bare write for `seconds` with 16 clients. */
export function ceilingOf(connection: Connection, bare: Bare, seconds: number): Promise<Ceiling> {
  const program = pgbench()
  return program === null ? rawLoop(connection, bare, seconds) : byPgbench(program, connection, bare, seconds)
}

async function byPgbench(
  program: string,
  { host, port, user }: Connection,
  { script }: Bare,
  seconds: number,
): Promise<Ceiling> {
  const logs = mkdtempSync(join(tmpdir(), 'pgbench-'))
  const file = new URL(`ceiling/${script}.sql`, import.meta.url).pathname
  const words = ['-h', host, '-p', port, '-U', user, '-n', '-M', 'prepared', '-c', CONNECTIONS, '-j', 1]
  const run = ['-T', seconds, '-l', '--log-prefix', join(logs, 't'), '-f', file, DATABASE]
  const child = spawn(program, [...words, ...run].map(String), { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  child.stdout.on('data', chunk => (out += String(chunk)))
  await once(child, 'exit')
  const times = readdirSync(logs)
    .flatMap(name => readFileSync(join(logs, name), 'utf8').trim().split('\n'))
    .map(line => Number(line.split(' ')[2]) / 1000)
    .toSorted((a, b) => a - b)
  rmSync(logs, { recursive: true, force: true })
  return { kind: 'pgbench', tps: Number(/^tps = ([\d.]+)/m.exec(out)?.[1]), p99: percentile(times, 0.99) }
}

function pgbench(): string | null {
  if (spawnSync('pgbench', ['--version']).status === 0) return 'pgbench'
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return null
  return (
    readdirSync(root)
      .map(version => join(root, version, 'bin/pgbench'))
      .find(existsSync) ?? null
  )
}

async function rawLoop(connection: Connection, { script, text, values }: Bare, seconds: number): Promise<Ceiling> {
  const pool = new Pool({ ...connection, database: DATABASE, max: CONNECTIONS })
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  const one = async () => {
    while (performance.now() < end) {
      const began = performance.now()
      await pool.query({ name: script, text, values: [...values(times.length)] })
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  const took = (performance.now() - start) / 1000
  await pool.end()
  return {
    kind: 'raw loop x 0.9',
    tps: (times.length / took) * 0.9,
    p99: percentile(
      times.toSorted((a, b) => a - b),
      0.99,
    ),
  }
}

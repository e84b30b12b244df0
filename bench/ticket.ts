/**
 * How fast tickets are made over HTTP, everything included, beside what the same PostgreSQL gives for the bare two rows in the same
 * run. Each request brings an idempotency key, as every screen does: claim, insert and kept answer are measured with it. Rounds
 * alternate, medians count; `PROFILE=DIR` keeps the house's CPU profile. Last line: `{"ceiling","ceiling_tps","tps","share","p99_ms","raw_p99_ms","cpu_ms"}`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import { type Connection, startEmbedded } from '#platform/embedded-postgres.ts'
import { load, memoryOf, percentile, processorSeconds } from './measure.ts'
import { prepareDesk } from '../tests/support/desk.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SECONDS = Number(process.env['SECONDS'] ?? 8)
const CONNECTIONS = 16
/** As `npm start` does. */
const HOUSE_FLAGS = ['--max-semi-space-size=8']
const PORT = 18_000 + (process.pid % 1000)

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const server = await startEmbedded(folder)
const say = (text: string) => process.stderr.write(`${text}\n`)
const round3 = (value: number): number => Math.round(value * 1000) / 1000
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

let app: ChildProcess | null = null
try {
  const desk = await prepareDesk(server.connection, folder)
  const profile = process.env['PROFILE']
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  app = spawn(process.execPath, [...HOUSE_FLAGS, ...profiling, 'src/apps/server/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: `postgres://${server.connection.user}@/${server.connection.database}?host=${encodeURIComponent(server.connection.host)}&port=${server.connection.port}`,
      KEY_FILE: desk.keyFile,
      DATA_DIR: folder,
      PORT: String(PORT),
      MLLP_PORT: 'none',
      SEED: 'none',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await said(app, 'Yiguanjia is running')
  const pid = app.pid ?? 0
  await ceilingDatabase(server.connection)
  const postmaster = postmasterOf(server.connection)
  const request = (n: number) => {
    const body = JSON.stringify(desk.body(n))
    return `POST /api/tickets HTTP/1.1\r\nhost: localhost\r\ncookie: ${desk.cookies[n % desk.cookies.length]}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }
  const hit = (seconds: number) =>
    load({ port: PORT, connections: CONNECTIONS, seconds, request, ok: status => status === 201 })
  await hit(3)
  // As in any hospital that has worked for a minute: the planner knows its tables.
  await analyze(server.connection)
  const ceilings: Ceiling[] = []
  const runs: { tps: number; p99: number; cpu: number }[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const idle = processorSeconds(postmaster)
    const ceiling = await bare(server.connection)
    const bareCpu = ((processorSeconds(postmaster) - idle) * 1000) / (ceiling.tps * SECONDS)
    ceilings.push(ceiling)
    const before = [processorSeconds(pid), processorSeconds(postmaster)] as const
    const run = await hit(SECONDS)
    const app = ((processorSeconds(pid) - before[0]) * 1000) / run.done
    const database = ((processorSeconds(postmaster) - before[1]) * 1000) / run.done
    const cpu = app + database
    if (run.failed > 0) throw new Error(`${run.failed} of ${run.done} tickets were refused: ${run.refusal}`)
    runs.push({ tps: run.done / run.seconds, p99: run.p99, cpu })
    say(
      `round ${round}: ceiling ${ceiling.tps.toFixed(0)} tps p99 ${ceiling.p99.toFixed(1)} ms CPU ${bareCpu.toFixed(3)} ms · tickets ${(run.done / run.seconds).toFixed(0)} tps p50 ${run.p50.toFixed(1)} p99 ${run.p99.toFixed(1)} ms · CPU ${app.toFixed(3)} + ${database.toFixed(3)} ms · app ${memoryOf(pid)} MB`,
    )
  }
  const ceilingTps = median(ceilings.map(one => one.tps))
  const tps = median(runs.map(one => one.tps))
  process.stdout.write(
    `${JSON.stringify({
      ceiling: ceilings[0]?.kind,
      ceiling_tps: Math.round(ceilingTps),
      tps: Math.round(tps),
      share: round3(tps / ceilingTps),
      p99_ms: round3(median(runs.map(one => one.p99))),
      raw_p99_ms: round3(median(ceilings.map(one => one.p99))),
      cpu_ms: round3(median(runs.map(one => one.cpu))),
    })}\n`,
  )
} finally {
  if (app !== null && app.exitCode === null) {
    app.kill('SIGTERM')
    await once(app, 'exit')
  }
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
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

interface Ceiling {
  readonly kind: 'pgbench' | 'raw loop x 0.9'
  readonly tps: number
  readonly p99: number
}

/** The server's first process: the one whose folder the data is. */
function postmasterOf(connection: Connection): number {
  return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]) || missing(connection)
}
function missing(connection: Connection): never {
  throw new Error(`no server at ${connection.host}`)
}

async function ceilingDatabase(connection: Connection): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  await client.query('create database ceiling')
  await client.end()
  const inside = new Client({ ...connection, database: 'ceiling' })
  await inside.connect()
  await inside.query(readFileSync(new URL('ceiling/schema.sql', import.meta.url), 'utf8'))
  await inside.end()
}

async function analyze(connection: Connection): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** The two bare rows in a transaction, by pgbench where there is one, else by our own loop of one statement. */
async function bare(connection: Connection): Promise<Ceiling> {
  const program = pgbench()
  if (program === null) return rawLoop(connection)
  const logs = mkdtempSync(join(tmpdir(), 'pgbench-'))
  const script = new URL('ceiling/ticket.sql', import.meta.url).pathname
  const words = [
    '-h',
    connection.host,
    '-p',
    String(connection.port),
    '-U',
    connection.user,
    '-n',
    '-M',
    'prepared',
    '-c',
    '16',
    '-j',
    '1',
  ]
  const child = spawn(
    program,
    [...words, '-T', String(SECONDS), '-l', '--log-prefix', join(logs, 't'), '-f', script, 'ceiling'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
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

async function rawLoop(connection: Connection): Promise<Ceiling> {
  const pool = new Pool({ ...connection, database: 'ceiling', max: CONNECTIONS })
  const text = `with t as (insert into ticket (type, dept, status, sla_due, title)
    values ('WHEELCHAIR', $1, 'NEW', now() + interval '30 min', 'x') returning id)
    insert into ticket_event (ticket_id, kind, actor, data) select id, 'CREATED', 1, '{}' from t`
  const times: number[] = []
  const start = performance.now()
  const end = start + SECONDS * 1000
  const one = async () => {
    while (performance.now() < end) {
      const began = performance.now()
      await pool.query({ name: 'ticket', text, values: [1 + (times.length % 40)] })
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  const seconds = (performance.now() - start) / 1000
  await pool.end()
  return {
    kind: 'raw loop x 0.9',
    tps: (times.length / seconds) * 0.9,
    p99: percentile(
      times.toSorted((a, b) => a - b),
      0.99,
    ),
  }
}

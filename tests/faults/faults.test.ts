/** The real house, killed and cut off while people work: nothing acknowledged is lost, nothing is half there. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Connection, startEmbedded } from '#platform/embedded-postgres.ts'
import { prepareDesk } from '../support/desk.ts'
import { testFolder } from '../support/folder.ts'
import { kill, type RunningApp, startApp } from '../support/process.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const KILLS = 20
const CALLERS = 8

/** The data folder of a small hospital whose desk is signed in. */
let prepared: string
let desk: Awaited<ReturnType<typeof prepareDesk>>
beforeAll(async () => {
  prepared = testFolder()
  const server = await startEmbedded(prepared)
  desk = await prepareDesk(server.connection, prepared)
  await server.stop()
})

function folder(): string {
  const copy = testFolder()
  execFileSync('cp', ['-rp', `${prepared}/.`, copy])
  return copy
}

const headers = (n: number, more: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  cookie: desk.cookies[n % desk.cookies.length] ?? '',
  ...more,
})
const create = (app: RunningApp, n: number, key?: string) =>
  fetch(`${app.web}/api/tickets`, {
    method: 'POST',
    headers: headers(n, key === undefined ? {} : { 'idempotency-key': key }),
    body: JSON.stringify(desk.body(n)),
  })

const databaseOf = (dataDir: string): Connection => ({
  host: join(dataDir, 'postgres'),
  port: 5432,
  user: 'postgres',
  database: 'yiguanjia',
})

async function ask<Row extends QueryResultRow>(dataDir: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client(databaseOf(dataDir))
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** A ticket without its share, its clocks or its two journal rows would be half a ticket. */
const HALVES = `select count(*)::int as n from ticket.ticket t where
  (select count(*) from ticket.part p where p.ticket_id = t.id) < 1 or (select count(*) from ticket.clock c where c.ticket_id = t.id) < 2
  or (select count(*) from platform.journal j where j.subject_id = t.id and j.action in ('ticket.registered', 'ticket.dispatched')) <> 2`

describe('killed while people write', () => {
  test(`kill -9 of the house, ${KILLS} times under load: no acknowledged ticket is lost, none is half there, none is there twice`, async () => {
    const dataDir = folder()
    const acknowledged = new Map<string, string>()
    let n = 0
    for (let round = 1; round <= KILLS; round += 1) {
      const app = await startApp({ dataDir })
      let working = true
      const callers = Array.from({ length: CALLERS }, async () => {
        while (working) {
          n += 1
          const key = `kill-test-${n}`
          try {
            const answer = await create(app, n, key)
            if (answer.status === 201) acknowledged.set(key, ((await answer.json()) as { id: string }).id)
          } catch {
            return
          }
        }
      })
      // In the middle of the work: some were acknowledged in this round, others are on their way.
      const before = acknowledged.size
      await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 2), 30_000)
      await pause((round % 5) * 20)
      kill(app.pid)
      working = false
      await Promise.all(callers)
      await app.remaining()
    }
    const app = await startApp({ dataDir })
    const there = new Set((await ask<{ id: string }>(dataDir, 'select id from ticket.ticket')).map(row => row.id))
    expect([...acknowledged.values()].filter(id => !there.has(id))).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(KILLS)
    expect(await ask(dataDir, HALVES)).toEqual([{ n: 0 }])
    // A caller that never heard asks again with its key and gets the one ticket that was made.
    const [key, id] = [...acknowledged][0] ?? ['', '']
    const again = (await (await create(app, Number(key.split('-')[2]), key)).json()) as { id: string }
    expect(again.id).toBe(id)
    const verified = execFileSync(process.execPath, ['scripts/journal-verify.ts'], {
      env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: '' },
      encoding: 'utf8',
    })
    expect(verified).toContain('the journal is whole')
  })
})

describe('the database goes away', () => {
  test('requests fail clearly meanwhile, the launcher brings it back, and the house goes on by itself', async () => {
    const dataDir = folder()
    const app = await startApp({ dataDir })
    expect((await create(app, 1)).status).toBe(201)
    const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    kill(postmaster)
    const seen = new Set<number>()
    const end = performance.now() + 20_000
    for (let good = 0; good < 3 && performance.now() < end; ) {
      const answer = await create(app, 2)
      seen.add(answer.status)
      good = answer.status === 201 ? good + 1 : 0
      if (answer.status !== 201) expect(answer.headers.get('content-type')).toContain('application/problem+json')
      await pause(20)
    }
    expect([...seen].filter(status => status !== 201 && status !== 503)).toEqual([])
    expect((await create(app, 3)).status).toBe(201)
    expect((await fetch(`${app.web}/api/ready`)).status).toBe(200)
    expect(await ask(dataDir, HALVES)).toEqual([{ n: 0 }])
  })
})

describe('two houses on one database', () => {
  test('the second uses the first’s server: numbers differ, each hears the other within a second, each clock fires once', async () => {
    const dataDir = folder()
    const first = await startApp({ dataDir })
    const url = `postgres://postgres@/yiguanjia?host=${encodeURIComponent(join(dataDir, 'postgres'))}&port=5432`
    const second = await startApp({
      dataDir: testFolder(),
      env: { DATABASE_URL: url, KEY_FILE: join(dataDir, 'key.json'), SEED: 'none' },
    })
    const heard: string[] = []
    const stream = new AbortController()
    const listening = fetch(`${second.web}/api/live`, { headers: headers(0), signal: stream.signal }).then(
      async response => {
        for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
          heard.push(new TextDecoder().decode(chunk))
      },
    )
    listening.catch(() => undefined)
    await vi.waitFor(() => expect(heard.join('')).toContain('event: hello'), 5000)
    const made = (await Promise.all(
      Array.from({ length: 40 }, async (_, n) => (await create(n % 2 === 0 ? first : second, n)).json()),
    )) as { id: string; number: string }[]
    expect(new Set(made.map(ticket => ticket.number)).size).toBe(40)
    await vi.waitFor(() => expect(made.filter(ticket => !heard.join('').includes(ticket.id))).toEqual([]), 3000)
    stream.abort()
    const [one] = made
    await ask(dataDir, `update ticket.clock set next_at = started_at where ticket_id = $1 and kind = 'response'`, [
      one?.id,
    ])
    const fired = () =>
      ask<{ step: string }>(
        dataDir,
        `select facts->>'step' as step from platform.journal where subject_id = $1 and action = 'ticket.escalated'`,
        [one?.id],
      )
    await vi.waitFor(async () => expect((await fired()).length).toBeGreaterThan(0), 8000)
    await pause(2500)
    expect(await fired()).toEqual([{ step: 'response-warning' }])
  })
})

describe('a restart in the middle of a clock', () => {
  test('SYS-02: the escalation still fires, once, at its own time', async () => {
    const dataDir = folder()
    const before = await startApp({ dataDir })
    const { id } = (await (await create(before, 1)).json()) as { id: string }
    kill(before.pid)
    await before.remaining()
    const server = await startEmbedded(dataDir)
    // Twenty-five minutes pass while nothing runs.
    const client = new Client(server.connection)
    await client.connect()
    await client.query(
      `update ticket.clock set started_at = started_at - interval '25 minutes', due_at = due_at - interval '25 minutes',
         next_at = next_at - interval '25 minutes',
         steps = (select json_agg(json_build_object('step', s->>'step', 'level', (s->>'level')::int, 'at', to_json((s->>'at')::timestamptz - interval '25 minutes')))
                  from json_array_elements(steps) s)
       where ticket_id = $1 and kind = 'response'`,
      [id],
    )
    await client.end()
    await server.stop()
    await startApp({ dataDir })
    const rows = () =>
      ask<{ step: string; late: number }>(
        dataDir,
        `select facts->>'step' as step, extract(epoch from (j.at - c.started_at))::int as late
         from platform.journal j join ticket.clock c on c.ticket_id = j.subject_id and c.kind = 'response'
         where j.subject_id = $1 and j.action = 'ticket.escalated'`,
        [id],
      )
    await vi.waitFor(async () => expect((await rows()).length).toBeGreaterThan(0), 10_000)
    await pause(2500)
    expect(await rows()).toEqual([{ step: 'response-warning', late: 20 * 60 }])
  })
})

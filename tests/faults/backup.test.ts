/** Backup and restore by their commands, beside a real house that people write in, and killed in the middle. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { cleanUp } from '../support/clean-up.ts'
import { prepareDesk } from '../support/desk.ts'
import { testFolder } from '../support/folder.ts'
import { type RunningApp, startApp, startProgram } from '../support/process.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const PHONE = '13800138000'
const NUMBER = '350206195606150022'

let home: string
let backup: string
let desk: Awaited<ReturnType<typeof prepareDesk>>
beforeAll(async () => {
  home = join(testFolder(), 'data')
  backup = join(testFolder(), 'night.backup')
  const server = await startEmbedded(home)
  desk = await prepareDesk(server.connection, home)
  await server.stop()
})

const command = (name: 'backup' | 'restore', words: readonly string[], env: Readonly<Record<string, string>>) =>
  startProgram(process.execPath, [`scripts/${name}.ts`, ...words], { env })

async function ran(...asked: Parameters<typeof command>): Promise<{ code: number | null; said: string }> {
  const program = command(...asked)
  const { code } = await program.ended
  return { code, said: program.output() }
}

async function ask<Row extends QueryResultRow>(dataDir: string, sql: string): Promise<Row[]> {
  const client = new Client({ host: join(dataDir, 'postgres'), port: 5432, user: 'postgres', database: 'yiguanjia' })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

const COUNTS = `select (select count(*) from ticket.ticket)::int as tickets, (select count(*) from ticket.part)::int as parts,
  (select count(*) from platform.journal where action = 'ticket.registered')::int as registered,
  (select count(*) from patient.patient)::int as patients`

/** Sends tickets until told to stop; how many were acknowledged. */
function writing(app: RunningApp) {
  const over = new AbortController()
  let acknowledged = 0
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = writer; !over.signal.aborted; n += 4) {
      const answer = await fetch(`${app.web}/api/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: desk.cookies[n % desk.cookies.length] ?? '' },
        body: JSON.stringify(desk.body(n)),
      })
      if (answer.status === 201) acknowledged += 1
      await answer.arrayBuffer()
    }
  })
  return {
    acknowledged: () => acknowledged,
    async stop() {
      over.abort()
      await Promise.all(writers)
    },
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile())
}

describe('a house that is backed up while people write in it', () => {
  test('SEC-04: the files of the database hold no phone, ID number or name, and the restore, killed once on its way, rebuilds the counts', async () => {
    const app = await startApp({ dataDir: home })
    const registered = await fetch(`${app.web}/api/patients`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: desk.cookies[0] ?? '' },
      body: JSON.stringify({
        name: '陈秀英',
        sex: 'female',
        birthDate: null,
        document: { kind: 'resident-id', number: NUMBER },
        noDocumentReason: null,
        phones: [{ number: PHONE, holder: 'self', state: 'confirmed' }],
        address: null,
        relatives: [],
        insurance: null,
        card: null,
        despite: null,
      }),
    })
    expect(registered.status).toBe(201)
    const writers = writing(app)
    await expect.poll(writers.acknowledged, { timeout: 30_000 }).toBeGreaterThan(20)
    const made = await ran('backup', [backup], { DATA_DIR: home })
    expect(made.said).toContain('密钥文件不在备份中')
    expect(made.code).toBe(0)
    const after = writers.acknowledged()
    await pause(300)
    await writers.stop()
    const refused = await ran('restore', [backup, '--replace'], { DATA_DIR: home })
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('正在运行，恢复前请先停止')])
    const checked = await ran('restore', [backup, '--check'], { DATA_DIR: home })
    expect([checked.code, checked.said]).toEqual([0, expect.stringContaining('恢复测试通过')])
    expect(await ask(home, 'select passed, differences from backup.restore_test')).toEqual([
      { passed: true, differences: [] },
    ])
    expect(await ask(home, 'select kind, state from backup.backup')).toEqual([{ kind: 'command', state: 'done' }])
    await ask(home, 'checkpoint')
    app.signal('SIGTERM')
    await app.ended
    const telling = filesBelow(join(home, 'postgres')).filter(file => {
      const bytes = readFileSync(file)
      return [PHONE, NUMBER, '陈秀英'].some(said => bytes.includes(said))
    })
    expect(telling).toEqual([])

    // Elsewhere: first without the key, then killed on its way, then to its end.
    const elsewhere = join(testFolder(), 'data')
    expect((await ran('restore', [backup], { DATA_DIR: elsewhere })).said).toContain('密钥文件')
    const env = { DATA_DIR: elsewhere, KEY_FILE: join(home, 'key.json') }
    const killed = command('restore', [backup], env)
    await killed.said(/ticket\.ticket/)
    killed.signal('SIGKILL')
    await killed.ended
    expect(existsSync(join(elsewhere, 'postgres'))).toBe(false)
    const restored = await ran('restore', [backup], env)
    expect([restored.code, restored.said]).toEqual([0, expect.stringContaining('逐表核对一致')])
    const again = await ran('restore', [backup], env)
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('--replace')])

    const fresh = await startApp({ dataDir: elsewhere, env: { KEY_FILE: env.KEY_FILE } })
    const [counts] = await ask<Record<'tickets' | 'parts' | 'registered' | 'patients', number>>(elsewhere, COUNTS)
    expect(counts?.patients).toBe(501)
    expect(counts?.tickets).toBeGreaterThan(20)
    // Every request waited for at most one answer each when the snapshot was taken.
    expect(counts?.tickets).toBeLessThanOrEqual(after + 4)
    expect([counts?.parts, counts?.registered]).toEqual([counts?.tickets, counts?.tickets])
    // Sign-ins came along, and what is new is sealed behind what was.
    const more = writing(fresh)
    await expect.poll(more.acknowledged, { timeout: 20_000 }).toBeGreaterThan(3)
    await more.stop()
    const sealed = () =>
      ask<{ open: number }>(
        elsewhere,
        `select count(*)::int as open from platform.journal j where action = 'ticket.registered'
           and (j.tx, j.id) > (select upto_tx, upto_id from platform.seal order by number desc limit 1)`,
      )
    await expect.poll(sealed, { timeout: 15_000 }).toEqual([{ open: 0 }])
    fresh.signal('SIGTERM')
    await fresh.ended
    const replaced = await ran('restore', [backup, '--replace'], env)
    expect([replaced.code, replaced.said]).toEqual([0, expect.stringContaining('原数据另存于')])
    expect(readdirSync(elsewhere).filter(name => name.startsWith('postgres.replaced-'))).toHaveLength(1)
    // Without its key the restored house does not start: a new key could read nothing.
    const without = startProgram(process.execPath, ['src/apps/server/main.ts'], {
      env: { DATA_DIR: elsewhere, SEED: 'none', MLLP_PORT: 'none', PORT: '0' },
      dataDir: elsewhere,
    })
    expect((await without.ended).code).toBe(1)
    expect(existsSync(join(elsewhere, 'key.json'))).toBe(false)
  })
})

describe('a backup that is killed with its command', () => {
  test('kill -9 in the middle of a table: the next may begin at once, nothing half written stays, the log says what happened', async () => {
    const server = await startEmbedded(home)
    cleanUp(() => server.stop())
    const { host, port, user, database } = server.connection
    const env = {
      DATABASE_URL: `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
      KEY_FILE: join(home, 'key.json'),
    }
    const [first, second] = ['first', 'second'].map(name => join(testFolder(), `${name}.backup`)) as [string, string]
    // Somebody holds a table, so that the backup is in the middle when it is killed.
    const holder = new Client(server.connection)
    await holder.connect()
    await holder.query('begin; lock table ticket.ticket in access exclusive mode')
    const killed = command('backup', [first], env)
    await killed.said(/ticket\.ticket/)
    expect(existsSync(`${first}.part`)).toBe(true)
    killed.signal('SIGKILL')
    await killed.ended
    // The server notices within a second or two, though the session waits for a lock.
    const sessions = () => ask(home, `select from pg_stat_activity where application_name like 'yiguanjia backup %'`)
    await expect.poll(sessions, { timeout: 5000 }).toEqual([])
    await holder.query('rollback')
    await holder.end()
    const next = await ran('backup', [second], env)
    expect([next.code, next.said]).toEqual([0, expect.stringContaining('密钥文件不在备份中')])
    expect(await ask(home, 'select state, reason from backup.backup order by started_at desc limit 2')).toEqual([
      { state: 'done', reason: null },
      { state: 'failed', reason: 'interrupted' },
    ])
    expect([first, `${first}.part`, second].map(file => existsSync(file))).toEqual([false, false, true])
    expect(await ask(home, `select facts from platform.journal where action = 'backup.failed'`)).toEqual([
      { facts: { kind: 'command', reason: 'interrupted' } },
    ])
  })
})

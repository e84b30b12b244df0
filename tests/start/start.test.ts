import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, chownSync, constants, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { processesIn } from '#platform/embedded-postgres/processes.ts'
import { cleanUp } from '../support/clean-up.ts'
import { testFolder } from '../support/folder.ts'
import {
  freePort,
  type Program,
  type ProgramOptions,
  ROOT,
  type RunningApp,
  startApp,
  startProgram,
} from '../support/process.ts'

// Most of these start the whole house twice.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const NOBODY = 65534
const isRoot = process.getuid?.() === 0

/** Data as the first start of a house without demo data leaves them. */
let prepared: string
beforeAll(async () => {
  prepared = testFolder()
  const app = await startAppOn(prepared)
  app.signal('SIGTERM')
  await app.ended
})

function preparedFolder(): string {
  const folder = testFolder()
  execFileSync('cp', ['-rp', `${prepared}/.`, folder])
  return folder
}

const startAppOn = (dataDir: string, options: Omit<Parameters<typeof startApp>[0], 'dataDir'> = {}) =>
  startApp({ dataDir, ...options })

const answers = async (app: RunningApp) => (await fetch(`${app.web}/api/health`)).ok

/** The process among a program's that runs this script. */
function running(script: string, program: Program): number {
  const [pid] = [...program.family()].find(([, command]) => command.includes(` ${script}`)) ?? []
  if (pid === undefined) throw new Error(`none of these runs ${script}:\n${[...program.family().values()].join('\n')}`)
  return pid
}

/** A start that is meant to be refused: its exit code, what it said and how long it took. */
async function refused(
  env: Readonly<Record<string, string>>,
  words = ['src/apps/server/main.ts'],
  options: ProgramOptions = {},
) {
  const began = performance.now()
  const program = startProgram(process.execPath, words, {
    ...options,
    env: { SEED: 'none', PORT: String(await freePort()), MLLP_PORT: 'none', ...env },
  })
  const { code } = await program.ended
  return { code, said: program.output(), milliseconds: performance.now() - began }
}

/** Starting a bare Node takes about 40 ms on a machine with nothing else to do; how many times that it takes now, from two on. */
function burden(): number {
  const began = performance.now()
  execFileSync(process.execPath, ['-e', '0'])
  return Math.max(1, (performance.now() - began) / 80)
}

describe('a second start on the same data', () => {
  const ways = { 'the server': ['src/apps/server/main.ts'], 'the bootstrap': ['scripts/run.mjs', 'start'] }
  test.each(Object.entries(ways))(
    'through %s is refused in under a second, also by a symbolic link, and the first lives on',
    async (_, words) => {
      const dataDir = preparedFolder()
      const first = await startAppOn(dataDir)
      const link = join(testFolder(), 'link')
      symlinkSync(dataDir, link)
      const took: number[] = []
      for (const path of [dataDir, link, dataDir]) {
        const second = await refused({ DATA_DIR: path }, words)
        expect(second.said).toMatch(new RegExp(`正由进程 ${first.pid} 使用[\\s\\S]*Process ${first.pid} is using`))
        expect(second.code).toBe(1)
        took.push(second.milliseconds)
        expect(await answers(first)).toBe(true)
      }
      // The fastest tells what it costs; the others tell what else the machine does.
      expect(Math.min(...took)).toBeLessThan(1000 * burden())
    },
  )
})

describe('no process stays, and the data can be used again, after', () => {
  const ends: Record<string, { through: 'npm' | 'bootstrap' | 'app'; end: (app: RunningApp) => void }> = {
    'TERM to npm': { through: 'npm', end: app => app.signal('SIGTERM') },
    'Ctrl-C at the terminal of npm': { through: 'npm', end: app => app.signalGroup('SIGINT') },
    'a closed terminal': { through: 'npm', end: app => app.signalGroup('SIGHUP') },
    'KILL to the bootstrap below npm': {
      through: 'npm',
      end: app => process.kill(running('scripts/run.mjs', app), 'SIGKILL'),
    },
    'KILL to the bootstrap': { through: 'bootstrap', end: app => app.signal('SIGKILL') },
    'INT to the bootstrap alone': { through: 'bootstrap', end: app => app.signal('SIGINT') },
    'KILL to the server below npm': {
      through: 'npm',
      end: app => process.kill(running('src/apps/server/main.ts', app), 'SIGKILL'),
    },
    'KILL to npm, bootstrap and server at once': { through: 'npm', end: app => app.signalGroup('SIGKILL') },
    'KILL to everything at once': { through: 'npm', end: app => app.killFamily() },
  }
  test.each(Object.entries(ends))(
    '%s',
    async (_, { through, end }) => {
      const dataDir = preparedFolder()
      const app = await startAppOn(dataDir, { through })
      expect(await answers(app)).toBe(true)
      expect(processesIn(join(dataDir, 'postgres'))?.length).toBeGreaterThan(1)
      end(app)
      expect(await app.remaining()).toEqual([])
      expect(await answers(await startAppOn(dataDir))).toBe(true)
    },
    60_000,
  )

  test('TERM in the middle of the very first start', async () => {
    const dataDir = join(testFolder(), 'data')
    const env = { SEED: 'none', DATA_DIR: dataDir, PORT: String(await freePort()), MLLP_PORT: 'none' }
    const program = startProgram(process.execPath, ['scripts/run.mjs', 'start'], { env, dataDir })
    await expect
      .poll(() => processesIn(join(dataDir, 'postgres'))?.length ?? 0, { timeout: 20_000, interval: 5 })
      .toBeGreaterThan(0)
    program.signal('SIGTERM')
    expect(await program.remaining()).toEqual([])
    expect(await answers(await startAppOn(dataDir))).toBe(true)
  })
})

describe('an end is told by the exit code', () => {
  test('0 after TERM, with everything closed in order', async () => {
    const dataDir = preparedFolder()
    const app = await startAppOn(dataDir, { through: 'bootstrap' })
    app.signal('SIGTERM')
    expect(await app.ended).toEqual({ code: 0, signal: null })
    expect(() => statSync(join(dataDir, 'house.lock'))).toThrow('ENOENT')
    expect(() => statSync(join(dataDir, 'postgres/postmaster.pid'))).toThrow('ENOENT')
  })

  test('137 when the server was killed', async () => {
    const app = await startAppOn(preparedFolder(), { through: 'bootstrap' })
    process.kill(running('src/apps/server/main.ts', app), 'SIGKILL')
    expect(await app.ended).toEqual({ code: 137, signal: null })
  })
})

describe('a wrong setting', () => {
  test('is told with what is allowed, before anything is touched', async () => {
    const dataDir = join(testFolder(), 'data')
    const { code, said } = await refused({ PORT: '80a', MLLP_PORT: 'off', DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(said).toMatch(/PORT=80a：应为 1 到 65535 之间的整数[\s\S]*PORT=80a: must be a whole number from 1 to 65535/)
    expect(said).toContain('MLLP_PORT=off')
    expect(said).not.toMatch(/^\s+at /m)
    expect(() => statSync(dataDir)).toThrow('ENOENT')
  })

  test.each(['PORT', 'MLLP_PORT'])('a %s that is taken is named, and nothing stays', async name => {
    const taken = createServer().listen(0, '0.0.0.0')
    cleanUp(() => taken.close())
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const dataDir = preparedFolder()
    const { code, said } = await refused({ [name]: String(port), DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(said).toContain(`Port ${port} is taken by another program`)
    expect(processesIn(join(dataDir, 'postgres'))).toEqual([])
  })

  test('a command that does not exist is answered with those that do', async () => {
    const { code, said } = await refused({}, ['scripts/run.mjs', 'strat'])
    expect(code).toBe(2)
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const [name, script] of Object.entries(scripts)) {
      expect(said).toContain(`npm run ${name} `)
      // Without `exec`, the shell between npm and us would keep the signals.
      expect(script).toBe(`exec node scripts/run.mjs ${name}`)
    }
  })
})

describe('a house', () => {
  test('with existing data answers within three seconds of npm start', async () => {
    const took: number[] = []
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const app = await startAppOn(preparedFolder(), { through: 'npm' })
      took.push(app.startedWithinMs)
      app.signal('SIGTERM')
      await app.ended
    }
    // The fastest tells what it costs; the others tell what else the machine does.
    expect(Math.min(...took)).toBeLessThan(3000 * burden())
  })

  test('whose database is killed while it works says so to whoever asks, and answers again by itself', async () => {
    const dataDir = preparedFolder()
    const app = await startAppOn(dataDir)
    const statuses: number[] = []
    const over = new AbortController()
    const ask = async () => {
      while (!over.signal.aborted) statuses.push((await fetch(`${app.web}/api/ready`)).status)
    }
    const askers = Array.from({ length: 8 }, ask)
    for (let kills = 1; kills <= 3; kills += 1) {
      process.kill(Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
      await app.said(new RegExp(`(The database is back[\\s\\S]*){${kills}}`))
      await expect.poll(async () => (await fetch(`${app.web}/api/ready`)).status, { timeout: 20_000 }).toBe(200)
    }
    over.abort()
    await Promise.all(askers)
    expect(statuses).toContain(503)
    expect(statuses.filter(status => status !== 200 && status !== 503)).toEqual([])
  })

  test('makes its key for itself alone', async () => {
    const dataDir = preparedFolder()
    await startAppOn(dataDir)
    expect(statSync(join(dataDir, 'key.json')).mode & 0o777).toBe(0o600)
  })

  test.runIf(isRoot && isOpenToAll(ROOT))('starts for an ordinary user too', async () => {
    const dataDir = testFolder()
    chownSync(dataDir, NOBODY, NOBODY)
    const app = await startAppOn(dataDir, { uid: NOBODY, env: { HOME: dataDir } })
    expect(app.output()).toContain('PostgreSQL 18，self')
    expect(await answers(app)).toBe(true)
    app.signal('SIGTERM')
    expect(await app.ended).toEqual({ code: 0, signal: null })
    expect(await app.remaining()).toEqual([])
  })
})

/** Whether another user may come to a folder. */
function isOpenToAll(folder: string): boolean {
  accessSync(folder, constants.R_OK)
  return (statSync(folder).mode & 0o005) === 0o005 && (folder === '/' || isOpenToAll(join(folder, '..')))
}

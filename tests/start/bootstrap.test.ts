import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { testFolder } from '../support/folder.ts'
import { type Program, ROOT, startProgram } from '../support/process.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Says each time that it ran, takes a while, and leaves what npm would. */
const NPM = `
  import fs from 'node:fs'
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
  await new Promise(resolve => setTimeout(resolve, Number(process.env.NPM_TAKES ?? 100)))
  if (process.env.NPM_FAILS) process.exit(Number(process.env.NPM_FAILS))
  fs.mkdirSync('node_modules/vite/bin', { recursive: true })
  fs.copyFileSync('vite.mjs', 'node_modules/vite/bin/vite.js')`

const VITE = `
  import fs from 'node:fs'
  fs.appendFileSync('vite.log', process.argv.slice(2).join(' ') + '\\n')
  fs.mkdirSync('dist/web', { recursive: true })`

/** A bare clone of a house with nothing in it but the bootstrap, and an npm and a Vite that count. */
function bareClone(): string {
  const folder = testFolder()
  const files: Record<string, string> = {
    'package.json': '{"type":"module"}',
    'package-lock.json': '{"packages":{"":{}}}',
    'npm.mjs': NPM,
    'vite.mjs': VITE,
    'vite.config.ts': 'export default {}',
    'src/ui/page.ts': 'export const title = 1',
    'src/modules/ticket/server/store.ts': 'export const rows = 1',
    'src/modules/ticket/rules/class.test.ts': 'export const checked = 1',
    'src/apps/server/main.ts': `console.log('served', process.argv.slice(2).join(' ')); process.exit(Number(process.env.APP_ENDS ?? 0))`,
  }
  for (const [name, text] of Object.entries(files)) write(folder, name, text)
  cpSync(join(ROOT, 'scripts/run.mjs'), join(folder, 'scripts/run.mjs'))
  return folder
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

const run = (folder: string, words = ['start'], env: Readonly<Record<string, string>> = {}): Program =>
  startProgram(process.execPath, ['scripts/run.mjs', ...words], {
    cwd: folder,
    env: { npm_execpath: join(folder, 'npm.mjs'), ...env },
  })

const locked = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/one': { version } } })

const times = (folder: string, log: 'npm.log' | 'vite.log') =>
  existsSync(join(folder, log)) ? readFileSync(join(folder, log), 'utf8').trim().split('\n').length : 0

test('a bare clone is installed with what tests and this machine need, built, and started with the words it was given', async () => {
  const folder = bareClone()
  const program = run(folder, ['start', '--one', 'two'])
  expect(await program.ended).toEqual({ code: 0, signal: null })
  expect(program.output()).toContain('served --one two')
  expect(readFileSync(join(folder, 'npm.log'), 'utf8')).toMatch(/^ci --include=dev --include=optional/)
  expect(existsSync(join(folder, '.install.lock'))).toBe(false)
})

test('a second start neither installs nor builds', async () => {
  const folder = bareClone()
  await run(folder).ended
  await run(folder).ended
  expect([times(folder, 'npm.log'), times(folder, 'vite.log')]).toEqual([1, 1])
})

test('another lock file is installed, and another source of the web built; the server’s side and tests are no such source', async () => {
  const folder = bareClone()
  await run(folder).ended
  write(folder, 'src/modules/ticket/server/store.ts', 'export const rows = 2')
  write(folder, 'src/modules/ticket/rules/class.test.ts', 'export const checked = 2')
  await run(folder).ended
  expect(times(folder, 'vite.log')).toBe(1)
  write(folder, 'src/ui/page.ts', 'export const title = 2')
  await run(folder).ended
  expect(times(folder, 'vite.log')).toBe(2)
  rmSync(join(folder, 'dist'), { recursive: true })
  await run(folder).ended
  expect(times(folder, 'vite.log')).toBe(3)
  expect(times(folder, 'npm.log')).toBe(1)
  write(folder, 'package-lock.json', locked('2.0.0'))
  await run(folder).ended
  expect(times(folder, 'npm.log')).toBe(2)
})

test('what somebody installed by hand is not installed again, unless a package or its version differs', async () => {
  const folder = bareClone()
  write(folder, 'package-lock.json', locked('1.0.0'))
  write(folder, 'node_modules/vite/bin/vite.js', VITE)
  write(folder, 'node_modules/.package-lock.json', locked('1.0.0'))
  await run(folder).ended
  expect(times(folder, 'npm.log')).toBe(0)
  write(folder, 'package-lock.json', locked('1.0.1'))
  await run(folder).ended
  expect(times(folder, 'npm.log')).toBe(1)
})

test('of three that start at once, one installs and builds, and all are served', async () => {
  const folder = bareClone()
  const programs = [1, 2, 3].map(() => run(folder))
  for (const program of programs) {
    await program.ended
    expect(program.output()).toContain('served')
  }
  expect([times(folder, 'npm.log'), times(folder, 'vite.log')]).toEqual([1, 1])
})

test('an install that failed is told by the exit code and done again', async () => {
  const folder = bareClone()
  const failed = run(folder, ['start'], { NPM_FAILS: '7' })
  expect((await failed.ended).code).toBe(7)
  expect(failed.output()).not.toContain('served')
  await run(folder).ended
  expect(times(folder, 'npm.log')).toBe(2)
})

test('TERM while it installs ends the install too', async () => {
  const folder = bareClone()
  const program = run(folder, ['start'], { NPM_TAKES: '60000' })
  await expect.poll(() => times(folder, 'npm.log'), { timeout: 10_000 }).toBe(1)
  program.signal('SIGTERM')
  expect((await program.ended).code).toBe(143)
  expect(await program.remaining()).toEqual([])
  expect(existsSync(join(folder, '.install.lock'))).toBe(false)
})

test('after KILL to one that installs, the next waits for the npm that it left', async () => {
  const folder = bareClone()
  const killed = run(folder, ['start'], { NPM_TAKES: '1500' })
  await expect.poll(() => times(folder, 'npm.log'), { timeout: 10_000 }).toBe(1)
  killed.signal('SIGKILL')
  const next = run(folder)
  await next.said(/waiting/)
  expect(times(folder, 'npm.log')).toBe(1)
  expect((await next.ended).code).toBe(0)
})

test('the lock of a dead install holds nobody', async () => {
  const folder = bareClone()
  for (const text of ['4000000 17\n', '', `${process.ppid} 17\n`]) {
    write(folder, '.install.lock', text)
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
    const program = run(folder)
    await program.ended
    expect(program.output()).toContain('served')
  }
})

test('the exit code of the server is ours', async () => {
  expect((await run(bareClone(), ['start'], { APP_ENDS: '5' }).ended).code).toBe(5)
})

// The way into the house, for any Node from 18 on and before anything is installed: makes sure that node_modules is what
// package-lock.json says, takes the pinned Node, builds the web when its sources changed, and runs one command.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The first Node with Argon2; all from 24 on run TypeScript as it is. */
const NODE_NEEDED = [24, 7]
const INSTALLED = 'node_modules/.install-stamp'
const BUILT = 'dist/web.stamp'
const WEB = 'dist/web'
const LOCK = '.install.lock'

const commands = {
  start: { says: '启动医管家 · start the house', run: startHouse },
  dev: { says: '开发模式，改动后自动重启 · start, and start again at each change', run: develop },
  test: { says: '运行全部测试 · run every test', web: true, run: words => tool('vitest', ['run', ...words]) },
  check: { says: '检查格式、类型、规范并测试 · format, types, lint, unused code, tests', web: true, run: check },
  build: { says: '构建网页 · build the web', run: () => buildWeb({ always: true }) },
  seed: { says: '生成演示数据 · make demo data', run: words => node('src/apps/seed/main.ts', words) },
  trace: { says: '需求与测试对照 · requirements and their tests', run: words => node('scripts/trace.ts', words) },
  'journal:verify': {
    says: '核验日志未被改动 · verify the journal',
    run: words => node('scripts/journal-verify.ts', words),
  },
  backup: { says: '备份全部数据 · back up everything', run: words => node('scripts/backup.ts', words) },
  restore: { says: '从备份恢复或试恢复 · restore, or try to', run: words => node('scripts/restore.ts', words) },
  openapi: { says: '生成接口文档 · write the OpenAPI document', run: words => node('scripts/openapi.ts', words) },
  'eval:hl7': {
    says: '评测 HL7 接收 · send a folder of HL7 messages',
    run: words => node('scripts/eval-hl7.ts', words),
  },
  'bench:ticket': { says: '测建单速度 · how fast tickets are made', run: words => node('bench/ticket.ts', words) },
  'bench:booking': {
    says: '测预约速度 · how fast places are given',
    run: words => node('bench/booking.ts', words),
  },
  'bench:rush': {
    says: '测多人抢一个号 · many want one place, a process is killed',
    run: words => node('bench/rush.ts', words),
  },
  'bench:scale': {
    says: '测大数据量下的速度 · how fast a great hospital is',
    run: words => node('bench/scale.ts', words),
  },
  'bench:load': { says: '测页面加载 · how fast pages load', web: true, run: words => node('bench/load.ts', words) },
}

/** The tools, by the file that Node runs. */
const tools = {
  vitest: 'node_modules/vitest/vitest.mjs',
  vite: 'node_modules/vite/bin/vite.js',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  knip: 'node_modules/knip/bin/knip.js',
}

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'))

const children = new Set()
let stopping

async function main([name, ...words]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    const list = Object.entries(commands).map(([word, { says }]) => `  npm run ${word.padEnd(15)} ${says}`)
    console.error(
      `${name ? `没有命令 ${name} · There is no command "${name}".\n` : ''}可用命令 · Commands:\n${list.join('\n')}`,
    )
    return 2
  }
  return (await install()) || (command.web && (await buildWeb({ always: false }))) || (await command.run(words))
}

/** Runs the pinned Node; its exit code. The channel tells it when we are gone, however we went. */
function node(file, words = [], options = {}) {
  const program = pinnedNode()
  if (!program) {
    console.error(
      `需要 Node.js ${NODE_NEEDED.join('.')} 以上，当前为 ${process.version}，且 npm 没有适用于本机的版本，请自行安装。\n` +
        `Node.js ${NODE_NEEDED.join('.')} or newer is needed; this is ${process.version}, and npm has none for this machine. Please install it.`,
    )
    return 1
  }
  const env = {
    ...process.env,
    PATH: `${path.dirname(program)}${path.delimiter}${process.env.PATH}`,
    // Node keeps what it compiled: a start takes 1.1 s of the processor instead of 1.8 s.
    NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/compiled'),
    ...options.env,
  }
  return run(program, [file, ...words], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options, env })
}

/**
 * The house itself, with a small nursery, and with an old half that is looked through before it has doubled: under load both would
 * else grow to several times of what lives in them.
 */
const [NURSERY, GROWTH] = ['--max-semi-space-size=8', '--heap-growing-percent=30']
const house = (words, options) => node(NURSERY, [GROWTH, 'src/apps/server/main.ts', ...words], options)

/** Starts the house. Where the web has to be built, that happens while the house fills itself; it opens when both are done. */
async function startHouse(words) {
  if (!fs.existsSync('vite.config.ts') || isBuilt()) return house(words)
  let started
  const running = house(words, { env: { WEB: 'later' }, started: child => (started = child) })
  const failed = await buildWeb({ always: false })
  if (failed) started?.kill('SIGTERM')
  else if (started?.connected) started.send('the web is built', () => {})
  const ended = await running
  return failed || ended
}

const tool = (name, words) => node(tools[name], words)

/** Our own Node where it is new enough, else the one that npm installed. */
function pinnedNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return process.execPath
  const windows = process.platform === 'win32'
  const file = `node_modules/node-${windows ? 'win' : process.platform}-${process.arch}/bin/node${windows ? '.exe' : ''}`
  return fs.existsSync(file) ? path.resolve(file) : undefined
}

/** Runs a program to its end; its exit code, as a shell would give it. */
function run(program, words, { started, ...options }) {
  if (stopping) return 128 + os.constants.signals[stopping]
  return new Promise(done => {
    const child = spawn(program, words, { stdio: 'inherit', ...options })
    children.add(child)
    started?.(child)
    child.on('error', error => {
      children.delete(child)
      console.error(`${program}: ${error.message}`)
      done(1)
    })
    child.on('exit', (code, signal) => {
      children.delete(child)
      done(code ?? 128 + os.constants.signals[signal])
    })
  })
}

async function install() {
  if (isInstalled()) return 0
  return alone(async started => {
    if (isInstalled()) return 0
    console.error('正在安装依赖，仅首次需要约半分钟…… · Installing packages; about half a minute, once…')
    const [program, ...npm] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
    const words = [...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
    const shell = program === 'npm' && process.platform === 'win32'
    const code = await run(program, words, { stdio: ['ignore', 'inherit', 'inherit'], shell, started })
    if (code === 0) fs.writeFileSync(INSTALLED, lockDigest())
    return code
  })
}

const isInstalled = () => read(INSTALLED) === lockDigest() || npmHasInstalled()

const lockDigest = () => digest([fs.readFileSync('package-lock.json'), process.platform, process.arch])

const isForHere = ({ os: systems, cpu, libc }) =>
  !libc && systems?.includes(process.platform) && cpu?.includes(process.arch)

/** Somebody ran `npm ci` or `npm install` by hand: npm keeps its own record of what it put there. */
function npmHasInstalled() {
  const record = read('node_modules/.package-lock.json')
  if (!record) return false
  const present = JSON.parse(record).packages
  const wanted = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages
  return Object.entries(wanted).every(([where, { version, optional, ...its }]) => {
    if (where === '') return true
    return present[where] ? present[where].version === version : optional && !isForHere(its)
  })
}

const isBuilt = () => fs.existsSync(WEB) && read(BUILT) === webDigest()

/** Builds the web if anything that it is made of changed since. */
async function buildWeb({ always }) {
  if (!fs.existsSync('vite.config.ts')) return 0
  if (!always && isBuilt()) return 0
  return alone(async started => {
    if (!always && isBuilt()) return 0
    console.error('正在构建网页…… · Building the web…')
    const built = webDigest()
    fs.rmSync(BUILT, { force: true })
    const env = { ...process.env, NODE_ENV: 'production' }
    const code = await run(pinnedNode() ?? process.execPath, [tools.vite, 'build', '--logLevel', 'warn'], {
      env,
      started,
    })
    if (code === 0) {
      fs.mkdirSync(path.dirname(BUILT), { recursive: true })
      fs.writeFileSync(BUILT, built)
    }
    return code
  })
}

function webDigest() {
  const sources = ['vite.config.ts', 'package-lock.json', ...filesBelow('src').filter(isOfTheWeb)]
  return digest(sources.flatMap(file => [file, fs.readFileSync(file)]))
}

/** Tests and the server's side never reach a browser; the route tree is made by the build itself. */
const isOfTheWeb = file => !/[\\/](server|seed)[\\/]|\.test\.tsx?$|\.gen\.ts$|\.md$/.test(file)

function filesBelow(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true })
  return entries.flatMap(entry => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(file) : [file]
  })
}

/** Every check, also after one failed, so that one run tells all. */
async function check(words) {
  const steps = [
    ['biome', 'format'],
    ['tsc', '--noEmit'],
    ['oxlint', '--type-aware'],
    ['knip'],
    ['vitest', 'run', ...words],
  ]
  let failed = 0
  for (const [name, ...rest] of steps) {
    console.error(`\n— ${name} ${rest.join(' ')}`)
    failed ||= await tool(name, rest)
    if (stopping) break
  }
  return failed
}

/** For a program of others: it ends when we do, as ours do by themselves. */
const GO_WITH_US = 'data:text/javascript,process.once("disconnect", () => process.exit(1))'

/** The server, started again at each change of its sources, and Vite's server for the web, which does so by itself. */
async function develop(words) {
  const again = new Set()
  fs.watch('src', { recursive: true }, (_, file) => {
    if (!file || !file.endsWith('.ts') || /\.test\.ts$|\.gen\.ts$|[\\/]web[\\/]/.test(file)) return
    for (const child of children) if (again.has(child)) child.kill('SIGTERM')
  })
  const serve = async () => {
    for (;;) {
      const code = await house(words, { started: child => again.add(child) })
      if (stopping) return
      await pause(code === 0 ? 100 : 2000)
    }
  }
  const web = node('--import', [GO_WITH_US, tools.vite])
  await Promise.all([serve(), web])
  return 0
}

const hold = pid => `${pid} ${startOf(pid)}\n`

/** Does `work` while no other start in this folder does. A holder that died holds nothing; one that it started may still. */
async function alone(work) {
  for (let told = false; !created(LOCK, hold(process.pid)); ) {
    if (stopping) return 128 + os.constants.signals[stopping]
    const holders = (read(LOCK) ?? '').split('\n').filter(Boolean)
    if (!holders.some(isAlive) && (await stays(LOCK, holders))) fs.rmSync(LOCK, { force: true })
    else if (!told) {
      console.error('另一个进程正在安装或构建，等待中…… · Another start is installing or building; waiting…')
      told = true
    }
    await pause(300)
  }
  try {
    return await work(child => child.pid && fs.appendFileSync(LOCK, hold(child.pid)))
  } finally {
    fs.rmSync(LOCK, { force: true })
  }
}

function created(file, text) {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
    console.error(
      '需要安装或构建，但当前用户不能写入程序目录，请先由其所有者运行 npm run build。\n' +
        'Something has to be installed or built, but you may not write here; its owner runs npm run build first.',
    )
    return process.exit(1)
  }
}

/** Whether the lock still says the same a moment later: it is empty for the blink between its creation and its writing. */
async function stays(file, holders) {
  await pause(200)
  return (read(file) ?? '').split('\n').filter(Boolean).join() === holders.join()
}

function isAlive(holder) {
  const [pid, start] = holder.split(' ')
  return startOf(Number(pid)) !== undefined && String(startOf(Number(pid))) === start
}

/** What tells a process from a later one with the same number, where the system says it; undefined when it is gone. */
function startOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return undefined
  }
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return 'alive'
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : fields[19]
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => {
    stopping = signal
    for (const child of children) child.kill(signal)
  })

process.exit(await main(process.argv.slice(2)))

import { argon2 } from 'node:crypto'
import { once } from 'node:events'
import { type Configuration, readConfiguration } from '#platform/configuration.ts'
import { type Connection, startEmbedded } from '#platform/embedded-postgres.ts'
import { StartRefusal } from '#platform/start-refusal.ts'

const STOP_WITHIN_MS = 10_000

/** What was opened, to be closed in the opposite order. */
const closers: (() => Promise<void>)[] = []
let stopping = false

const say = (text: string) => process.stdout.write(`${text}\n`)
const warn = (text: string) => process.stderr.write(`${text}\n`)

/** Takes most of the time of a start, so it is read while PostgreSQL wakes up; but not before we know that we may start. */
const houseCode = () => import('./house.ts')

/** Where the web is built at the same time, the bootstrap says when it is there. */
const webIsThere = process.env['WEB'] === 'later' ? once(process, 'message') : Promise.resolve()

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
// The bootstrap holds the other end; it may be killed without a word.
process.once('disconnect', () => void stop(0))

try {
  await start()
} catch (error) {
  if (!stopping) {
    warn(explained(error as Error))
    await stop(1)
  }
}

async function start(): Promise<void> {
  if (typeof argon2 !== 'function')
    throw new StartRefusal(
      `需要 Node.js 24.7 以上，当前为 ${process.version}`,
      `Node.js 24.7 or newer is needed; this is ${process.version}`,
    )
  const configuration = readConfiguration(process.env)
  const { connection, where } = await openDatabase(configuration)
  const { openHouse } = await houseCode()
  const house = await openHouse({ configuration, connection, webIsThere })
  closers.push(() => house.close())
  const { web, mllp } = await house.listen()
  const seconds = (performance.now() / 1000).toFixed(1)
  say(`
医管家已启动（${seconds} 秒） · Yiguanjia is running (${seconds} s)

  网页 Web     ${web}
  HL7 MLLP    ${mllp ?? '未开启 off'}
  数据 Data    ${where}
${house.notes.map(note => `\n${note}\n`).join('')}
按 Ctrl-C 停止 · Ctrl-C stops it
`)
}

async function openDatabase(
  configuration: Configuration,
): Promise<{ connection: Connection | { connectionString: string }; where: string }> {
  if (configuration.databaseUrl !== null)
    return { connection: { connectionString: configuration.databaseUrl }, where: 'DATABASE_URL' }
  const postgres = await startEmbedded(configuration.dataDir, {
    onClaimed: () => void houseCode().catch(() => undefined),
    onDown: said => warn(`数据库意外停止，正在重启 · The database went down and is being started again\n${said}`),
    onRestart: milliseconds => warn(`数据库已恢复 · The database is back (${milliseconds} ms)`),
  })
  closers.push(() => postgres.stop())
  return { connection: postgres.connection, where: `${configuration.dataDir}（PostgreSQL 18，${postgres.mode}）` }
}

/** What a person reads of a start that failed: two sentences where we know the cause, else where it broke. */
function explained(error: Error & { code?: string; port?: number }): string {
  if (error instanceof StartRefusal) return error.message
  if (error.code === 'EADDRINUSE')
    return `端口 ${error.port} 已被其他程序占用，请用 PORT 或 MLLP_PORT 另设\nPort ${error.port} is taken by another program; set PORT or MLLP_PORT`
  return String(error.stack)
}

/** Closes everything, once, and ends the process: in order if that takes no longer than it may. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(code || 1), STOP_WITHIN_MS).unref()
  for (const close of closers.toReversed())
    try {
      await close()
    } catch (error) {
      warn(String((error as Error).stack))
    }
  process.exit(code)
}

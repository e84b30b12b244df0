/** `npm run seed -- --days 90` and `--size large`: more demo data (示范数据) in an embedded house, running or not. */
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { assemble, ensureHospital } from '#apps/server/house.ts'
import { type Configuration, readConfiguration } from '#platform/configuration.ts'
import { shiftedClock, systemClock } from '#platform/clock.ts'
import { type Database, openDatabase, run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { reachDatabase } from '#platform/reach-database.ts'
import { StartRefusal } from '#platform/start-refusal.ts'
import { seedDemo } from './demo.ts'
import { lookOver, seedLarge } from './large.ts'
import { seedPast } from './past.ts'
import { endWithBootstrap } from '#platform/bootstrap-channel.ts'

/** Terms and items of the demo are this old; before that nobody would have been there. */
const MOST_DAYS = 390
const MOST_APPOINTMENTS = 50_000_000

const say = (text: string) => process.stdout.write(`${text}\n`)
/** One line that is written over where somebody watches, and lines where a file does. */
const show = (text: string) => process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${text}` : `${text}\n`)

const close = endWithBootstrap()

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof StartRefusal ? error.message : String((error as Error).stack)}\n`)
  process.exitCode = 1
} finally {
  close()
}

async function main(): Promise<void> {
  const words = readWords(process.argv.slice(2))
  const configuration = readConfiguration(process.env)
  if (!configuration.embedded)
    throw new StartRefusal(
      '演示数据只能写入内置数据库，不得进入正式数据库',
      'Demo data is for the embedded database only: it has no place in a real one',
    )
  const { connection, close } = await reachDatabase(configuration)
  try {
    await migrate(connection)
    const house = await openHouse(configuration, connection)
    try {
      await seed(house, connection, words)
    } finally {
      await house.database.close()
    }
  } finally {
    await close()
  }
}

async function seed(house: House, connection: pg.PoolConfig, { days, size, appointments }: Words): Promise<void> {
  const before = performance.now()
  for (const note of await seedDemo(house)) say(note)
  if (days !== null) {
    const made = await seedPast(house, days, (day, matters, left) =>
      show(`  ${day.toString()}  ${matters} 件工单 matters，剩余 ${left} 天 days left`),
    )
    say(`\n${made} 件历史工单 past matters`)
  }
  if (size === 'large') {
    await seedLarge(house, show, { appointments })
    await lookOver(connection)
  }
  say(`\n${((performance.now() - before) / 1000).toFixed(0)} 秒 s`)
}

interface Words {
  readonly days: number | null
  readonly size: 'large' | null
  readonly appointments: number
}

function readWords(words: string[]): Words {
  const refusal = new StartRefusal(
    `用法：npm run seed -- [--days 1..${MOST_DAYS}] [--size large [--appointments 5000000]]`,
    `Usage: npm run seed -- [--days 1..${MOST_DAYS}] [--size large [--appointments 5000000]]`,
  )
  const { values } = parsed(words, refusal)
  const days = values.days === undefined ? null : Number(values.days)
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS)) throw refusal
  if (values.size !== undefined && values.size !== 'large') throw refusal
  const appointments = Number(values.appointments ?? 0)
  const isCount = Number.isInteger(appointments) && appointments >= 0 && appointments <= MOST_APPOINTMENTS
  if (!isCount || (values.appointments !== undefined && values.size === undefined)) throw refusal
  return { days, size: values.size ?? null, appointments }
}

function parsed(args: string[], refusal: StartRefusal) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({ args, options: { days: text, size: text, appointments: text } })
  } catch {
    throw refusal
  }
}

async function openHouse(configuration: Configuration, connection: pg.PoolConfig): Promise<House> {
  const database = openDatabase(connection)
  const keys = await openKeys(configuration.keyFile, configuration.embedded)
  const hospital = await ensureHospital(database)
  return assemble({
    hospital,
    database,
    clock: configuration.clock === 'system' ? systemClock : shiftedClock(await offsetOf(database, hospital.id)),
    keys,
    log: openLog(process.env['LOG_LEVEL'] ?? 'warn'),
    publicUrl: configuration.publicUrl,
    sealFile: null,
  })
}

async function offsetOf(database: Database, hospitalId: string): Promise<number> {
  const [row] = await database.transact(tx =>
    run<{ offsetMs: number }>(tx, 'select offset_ms from platform.simulation where hospital_id = $1', [hospitalId]),
  )
  return row?.offsetMs ?? 0
}

import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { modules } from '#apps/server/modules.ts'
import { whoAsks } from '#apps/server/who-asks.ts'
import { simulation } from '#apps/server/simulation.ts'
import { listenForMessages, stopTelling } from '#interop/server/index.ts'
import type { Clock } from '#kernel/time.ts'
import { dailyBackup } from '#modules/backup/index.ts'
import { stopTransfers } from '#modules/appointment/index.ts'
import { stopSending } from '#modules/notification/index.ts'
import { ensureFirstAdministrator } from '#modules/staff/index.ts'
import { cipherWith } from '#platform/cipher.ts'
import { type ShiftedClock, shiftedClock, systemClock } from '#platform/clock.ts'
import type { Configuration } from '#platform/configuration.ts'
import { type Database, openDatabase, run } from '#platform/database.ts'
import type { Hospital, House } from '#platform/house.ts'
import { buildApp } from '#platform/http/app.ts'
import { timeOrderedIds } from '#platform/ids.ts'
import { journalWith } from '#platform/journal.ts'
import { type Keys, openKeys } from '#platform/keys.ts'
import { liveFrom } from '#platform/live.ts'
import { type Log, openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { numbersOf } from '#platform/numbers.ts'
import { answers, removeExpired } from '#platform/retention.ts'
import { sealJournal } from '#platform/seals.ts'
import { settingsOf } from '#platform/settings.ts'
import { machineryOf, type Sweep } from '#platform/sweeps.ts'

export interface OpenHouse {
  listen(): Promise<{ web: string; mllp: string | null }>
  close(): Promise<void>
  /** What a person who just started it should read: demo accounts, or the code of the first administrator. */
  readonly notes: readonly string[]
}

/** Puts the house together on one database: migrates, fills an empty one, mounts everything. */
export async function openHouse({
  configuration,
  connection,
  web = join(import.meta.dirname, '../../../dist/web'),
  webIsThere,
}: {
  configuration: Configuration
  connection: pg.PoolConfig
  /** The folder of the built web. */
  web?: string
  /** The house fills itself, and waits for this before it opens. */
  webIsThere?: Promise<unknown>
}): Promise<OpenHouse> {
  await migrate(connection)
  const database = openDatabase(connection)
  // A new key could not read what is there (restored data, a key file that was lost): only an empty house gets one.
  const keys = await openKeys(configuration.keyFile, configuration.embedded && !(await hasHospital(database)))
  const log = openLog(process.env['LOG_LEVEL'] ?? 'warn')
  const hospital = await ensureHospital(database)
  const simulated = configuration.clock === 'simulated' ? await simulatedClock(database, hospital) : null
  const house = assemble({
    hospital,
    database,
    clock: simulated ?? systemClock,
    keys,
    log,
    publicUrl: configuration.publicUrl,
    sealFile: join(configuration.dataDir, 'seals.log'),
  })
  const notes = await fill(house, configuration)
  await house.live.start(hospital.id)
  const machinery = machineryOf(
    house,
    [sealing, dailyBackup, removing, ...modules.flatMap(module => module.sweeps ?? [])],
    modules.flatMap(module => module.listeners ?? []),
  )
  await webIsThere
  const app = await buildApp({
    house,
    modules: simulated === null ? modules : [...modules, simulation(simulated, machinery)],
    authenticate: whoAsks(house),
    checkAnswers: process.env['CHECK_ANSWERS'] === 'yes',
    web,
    rateLimits: process.env['RATE_LIMITS'] !== 'off',
  })
  let closeMllp: () => Promise<void> = async () => undefined
  return {
    notes,
    async listen() {
      await app.listen({ port: configuration.port, host: configuration.host })
      let mllp: string | null = null
      if (configuration.mllpPort !== null) {
        const listener = await listenForMessages(house, { port: configuration.mllpPort, host: configuration.host })
        closeMllp = listener.close
        mllp = `mllp://localhost:${listener.port}`
      }
      machinery.start()
      return { web: `http://localhost:${portOf(app)}`, mllp }
    },
    async close() {
      await closeMllp()
      await app.close()
      await machinery.stop()
      await stopSending(house)
      await stopTelling(house)
      await stopTransfers(house)
      await house.live.stop()
      await database.close()
    },
  }
}

/** The house from its parts; tests and seeds use it with their own clock. */
export function assemble(parts: {
  hospital: Hospital
  database: Database
  clock: Clock
  keys: Keys
  log: Log
  publicUrl: string
  sealFile: string | null
}): House {
  const ids = timeOrderedIds(parts.clock)
  const cipher = cipherWith(parts.keys)
  return {
    ...parts,
    ids,
    cipher,
    journal: journalWith(cipher, ids),
    settings: settingsOf(parts.database),
    numbers: numbersOf(parts.database),
    live: liveFrom(parts.database),
  }
}

const SEAL_SECONDS = 5

/** Seals the journal every few seconds, so that what is later changed by hand is found. */
const sealing: Sweep = {
  name: 'journal: seal',
  every: SEAL_SECONDS,
  run: async house => void (await sealJournal(house, house.hospital.id)),
}

/** Removes what is past its time. The house's own, as the backup: a test of something else that moves the clock on should lose nothing. */
export const removing: Sweep = removeExpired([answers, ...modules.flatMap(module => module.expires ?? [])])

const portOf = (app: FastifyInstance): number => {
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const hasHospital = async (database: Database): Promise<boolean> =>
  (await database.transact(tx => run(tx, 'select from platform.hospital limit 1'))).length > 0

/** The hospital of this database; an empty one gets one, to be renamed by its administrator. */
export async function ensureHospital(database: Database): Promise<Hospital> {
  return database.transact(async tx => {
    const [known] = await run<Hospital>(tx, 'select id, name, zone, phone from platform.hospital order by id limit 1')
    if (known !== undefined) return known
    const hospital = {
      id: timeOrderedIds(systemClock).next(),
      name: '示范医院',
      zone: 'Asia/Shanghai',
      phone: '0592-7120120',
    }
    await run(tx, 'insert into platform.hospital (id, name, zone, phone) values ($1, $2, $3, $4)', [
      hospital.id,
      hospital.name,
      hospital.zone,
      hospital.phone,
    ])
    return hospital
  })
}

/** A clock that is moved by hand, as far ahead as it was left. */
async function simulatedClock(database: Database, hospital: Hospital): Promise<ShiftedClock> {
  const [row] = await database.transact(tx =>
    run<{ offsetMs: number }>(tx, 'select offset_ms from platform.simulation where hospital_id = $1', [hospital.id]),
  )
  return shiftedClock(row?.offsetMs ?? 0)
}

async function fill(house: House, configuration: Configuration): Promise<readonly string[]> {
  if (configuration.seed === 'demo') {
    const { seedDemo } = await import('#apps/seed/demo.ts')
    return seedDemo(house)
  }
  return ensureFirstAdministrator(house)
}

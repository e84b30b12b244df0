import { join } from 'node:path'
import { assemble, ensureHospital, openHouse } from '#apps/server/house.ts'
import type { Instant } from '#kernel/time.ts'
import { cipherWith } from '#platform/cipher.ts'
import { shiftedClock, systemClock } from '#platform/clock.ts'
import { openDatabase, run } from '#platform/database.ts'
import type { Connection } from '#platform/embedded-postgres.ts'
import type { House } from '#platform/house.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { cleanUp } from '../support/clean-up.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/folder.ts'
import { freePort } from '../support/process.ts'
import { builtWeb } from '../support/web.ts'

/** The house as `npm start` opens it, with its web, its machinery and its HL7 listener. */
export interface OpenedHouse {
  readonly url: string
  readonly mllpPort: number
  /** What whoever started it reads. */
  readonly notes: readonly string[]
  /** What the journal holds of an action, with the words. */
  journal(action: string): Promise<readonly Told[]>
}

interface Told {
  readonly kind: string
  readonly actorId: string | null
  readonly subjectId: string
  readonly detail: Readonly<Record<string, unknown>>
}

interface Opening {
  readonly seed: 'demo' | 'none'
  /** The hour at which a simulated house begins; without it the machine's clock is the house's. */
  readonly at?: Instant
  /** Fills the empty house before it opens, at that hour. */
  readonly prepare?: (house: House) => Promise<void>
}

/** Opens a house on a database of its own, closed behind the file; its answers are held against their contracts. */
export async function openJourneyHouse({ seed, at, prepare }: Opening): Promise<OpenedHouse> {
  const [fresh, web] = await Promise.all([testDatabase(), builtWeb()])
  cleanUp(() => fresh.drop())
  const dataDir = testFolder()
  const keyFile = join(dataDir, 'key.json')
  const [port, mllpPort] = [await freePort(), await freePort()]
  const url = `http://localhost:${port}`
  if (prepare) await fill(fresh.connection, keyFile, at ?? systemClock.now(), prepare)
  process.env['CHECK_ANSWERS'] = 'yes'
  const opened = await openHouse({
    configuration: {
      host: '127.0.0.1',
      port,
      mllpPort,
      embedded: true,
      databaseUrl: null,
      dataDir,
      seed,
      publicUrl: url,
      keyFile,
      clock: at === undefined ? 'system' : 'simulated',
    },
    connection: fresh.connection,
    web,
  })
  cleanUp(() => opened.close())
  await opened.listen()
  return {
    url,
    mllpPort,
    notes: opened.notes,
    journal: action => journalOf(fresh.connection, keyFile, action),
  }
}

async function journalOf(connection: Connection, keyFile: string, action: string): Promise<readonly Told[]> {
  const cipher = cipherWith(await openKeys(keyFile, false))
  const database = openDatabase(connection, { size: 1 })
  const rows = await database.transact(tx =>
    run<Omit<Told, 'detail'> & { detail: Buffer }>(
      tx,
      'select kind, actor_id, subject_id, detail from platform.journal where action = $1 order by tx, id',
      [action],
    ),
  )
  await database.close()
  return rows.map(row => ({ ...row, detail: cipher.decipherJson<Told['detail']>(row.detail) }))
}

async function fill(connection: Connection, keyFile: string, at: Instant, prepare: (house: House) => Promise<void>) {
  const database = openDatabase(connection, { size: 4 })
  const hospital = await ensureHospital(database)
  const ahead = at.epochMilliseconds - systemClock.now().epochMilliseconds
  await database.transact(tx =>
    run(tx, 'insert into platform.simulation (hospital_id, offset_ms) values ($1, $2)', [hospital.id, ahead]),
  )
  await prepare(
    assemble({
      hospital,
      database,
      clock: shiftedClock(ahead),
      keys: await openKeys(keyFile, true),
      log: openLog('silent'),
      publicUrl: 'http://localhost',
      sealFile: null,
    }),
  )
  await database.close()
}

import type pg from 'pg'
import { assemble } from '#apps/server/house.ts'
import { shiftedClock, systemClock } from '#platform/clock.ts'
import type { Configuration } from '#platform/configuration.ts'
import { openDatabase, run } from '#platform/database.ts'
import type { Hospital, House } from '#platform/house.ts'
import type { Keys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'

/** The house of a database, for a command beside it; null where there is none, or one of an older program without `table`. */
export async function houseBeside(
  configuration: Configuration,
  keys: Keys,
  connection: pg.PoolConfig,
  table: string,
): Promise<House | null> {
  const database = openDatabase(connection, { size: 3 })
  const known = await database.transact(async tx => {
    const [found] = await run<{ there: boolean }>(
      tx,
      `select to_regclass('platform.hospital') is not null and to_regclass($1) is not null as there`,
      [table],
    )
    if (found?.there !== true) return null
    const [hospital] = await run<Hospital>(
      tx,
      'select id, name, zone, phone from platform.hospital order by id limit 1',
    )
    if (hospital === undefined) return null
    const [simulated] = await run<{ offsetMs: number }>(
      tx,
      'select offset_ms from platform.simulation where hospital_id = $1',
      [hospital.id],
    )
    return { hospital, offsetMs: simulated?.offsetMs ?? 0 }
  })
  if (known === null) {
    await database.close()
    return null
  }
  return assemble({
    hospital: known.hospital,
    database,
    clock: configuration.clock === 'system' ? systemClock : shiftedClock(known.offsetMs),
    keys,
    log: openLog(process.env['LOG_LEVEL'] ?? 'warn'),
    publicUrl: configuration.publicUrl,
    sealFile: null,
  })
}

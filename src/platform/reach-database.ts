import type pg from 'pg'
import type { Configuration } from '#platform/configuration.ts'
import { reachEmbedded } from '#platform/embedded-postgres.ts'

/** The database of this configuration, for a command beside the house: it may be serving meanwhile. */
export async function reachDatabase(
  configuration: Configuration,
): Promise<{ connection: pg.PoolConfig; close(): Promise<void> }> {
  if (configuration.databaseUrl === null) return reachEmbedded(configuration.dataDir)
  return { connection: { connectionString: configuration.databaseUrl }, close: async () => undefined }
}

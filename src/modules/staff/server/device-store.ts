import type { Insertable, Selectable, Updateable } from 'kysely'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Database, Tx } from '#platform/database.ts'
import { taken } from './store.ts'
import type { DeviceTable } from './tables.ts'

export type DeviceRow = Selectable<DeviceTable>

export async function deviceOf(tx: Tx, hospitalId: string, id: string): Promise<DeviceRow> {
  const device = await tx
    .selectFrom('staff.device')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (device === undefined) throw new Problem('not-found')
  return device
}

const nameTaken = (name: string) => taken({ device_name: ['device-name-taken', { name }] })

export const insertDevice = (tx: Tx, device: Insertable<DeviceTable>) =>
  tx.insertInto('staff.device').values(device).execute().catch(nameTaken(device.name))

/** Writes over the version that was read. */
export async function saveDevice(tx: Tx, before: DeviceRow, change: Updateable<DeviceTable>): Promise<DeviceRow> {
  const saved = await tx
    .updateTable('staff.device')
    .set({ ...change, version: before.version + 1 })
    .where('hospitalId', '=', before.hospitalId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returningAll()
    .executeTakeFirst()
    .catch(nameTaken(before.name))
  if (saved === undefined) throw new Problem('stale-version', { id: before.id })
  return saved
}

/** Takes the code from the machine that waits for it: whoever comes second finds none. */
export async function pairByCode(
  tx: Tx,
  hospitalId: string,
  tokens: readonly Buffer[],
  digest: Buffer,
  at: Instant,
): Promise<DeviceRow | undefined> {
  return tx
    .updateTable('staff.device')
    .set(eb => ({
      codeToken: null,
      codeUntil: null,
      tokenDigest: digest,
      pairedAt: at.toString(),
      seenAt: at.toString(),
      version: eb('version', '+', 1),
    }))
    .where('hospitalId', '=', hospitalId)
    .where('codeToken', 'in', [...tokens])
    .where('codeUntil', '>', at.toString() as never)
    .where('revokedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** The machine of a token, with its last sign of life. */
export const pairedDevice = async (
  database: Database,
  hospitalId: string,
  digest: Buffer,
): Promise<{ readonly id: string; readonly seenAt: Instant } | null> => {
  const [row] = await database.statement<{ id: string; seenAt: Instant }>(
    `select id, seen_at as "seenAt" from staff.device where hospital_id = $1 and token_digest = $2 and revoked_at is null`,
    [hospitalId, digest],
  )
  return row ?? null
}

export const touchDevice = (database: Database, hospitalId: string, id: string, at: Instant) =>
  database.statement(
    'update staff.device set seen_at = $3::timestamptz where hospital_id = $1 and id = $2 and seen_at < $3::timestamptz',
    [hospitalId, id, at.toString()],
  )

import { type Instant, Temporal } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/**
 * Takes one call from the lane's allowance (令牌桶): `perMinute` of them, coming back evenly. Null when there was one, else when
 * the next comes. All processes share the row.
 */
export async function takeAllowance(
  house: House,
  tx: Tx,
  lane: string,
  perMinute: number,
  now: Instant,
): Promise<Instant | null> {
  const hospitalId = house.hospital.id
  await run(
    tx,
    'insert into notification.allowance (hospital_id, lane, left_over, at) values ($1, $2, $3, $4) on conflict do nothing',
    [hospitalId, lane, perMinute, now.toString()],
  )
  const [row] = await run<{ leftOver: number; at: Instant }>(
    tx,
    'select left_over, at from notification.allowance where hospital_id = $1 and lane = $2 for update',
    [hospitalId, lane],
  )
  const passed = Math.max(0, now.epochMilliseconds - (row?.at ?? now).epochMilliseconds)
  const there = Math.min(perMinute, (row?.leftOver ?? 0) + (passed * perMinute) / 60_000)
  if (there < 1)
    return Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + Math.ceil(((1 - there) * 60_000) / perMinute))
  await run(tx, 'update notification.allowance set left_over = $3, at = $4 where hospital_id = $1 and lane = $2', [
    hospitalId,
    lane,
    there - 1,
    now.toString(),
  ])
  return null
}

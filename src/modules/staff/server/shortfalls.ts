import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { type CountedSet, countedColumns } from '#platform/counted.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Staffing } from '../rules/staffing.ts'
import { staffingIn } from './staffing.ts'
import type { ShortfallTable } from './tables.ts'

/** Writes down since when which shifts are short of people, and which no longer are (缺编时段, ORG-05). */
export const noteShortfalls = (house: House, now: Instant): Promise<void> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const { running } = await staffingIn(tx, house, now)
    const short = running.filter(one => one.missing > 0)
    await endOthers(tx, house, short, now)
    const known = await knownOf(tx, house)
    for (const { standard, actual } of short) {
      const before = known.get(standard.id)
      if (before !== undefined) {
        if (actual < before.fewest) await setFewest(tx, house, before.id, actual)
        continue
      }
      const id = house.ids.next()
      const { unitId, post, shift, least } = standard
      await tx
        .insertInto('staff.shortfall')
        .values({
          hospitalId: house.hospital.id,
          id,
          standardId: standard.id,
          unitId,
          post,
          shift,
          least,
          fewest: actual,
          begunAt: now.toString(),
          endedAt: null,
        })
        .execute()
      tell({
        action: 'staff.short',
        subject: { kind: 'coverage', id: standard.id },
        unitId,
        facts: { unit: unitId, post, shift, missing: least - actual },
      })
    }
  })

const endOthers = (tx: Tx, house: House, short: readonly Staffing[], now: Instant) =>
  run(
    tx,
    `update staff.shortfall set ended_at = $3 where hospital_id = $1 and ended_at is null and not standard_id = any($2::uuid[])`,
    [house.hospital.id, short.map(({ standard }) => standard.id), now.toString()],
  )

async function knownOf(tx: Tx, house: House): Promise<ReadonlyMap<string, { id: string; fewest: number }>> {
  const rows = await run<{ id: string; standardId: string; fewest: number }>(
    tx,
    'select id, standard_id, fewest from staff.shortfall where hospital_id = $1 and ended_at is null for update',
    [house.hospital.id],
  )
  return new Map(rows.map(row => [row.standardId, row]))
}

const setFewest = (tx: Tx, house: House, id: string, fewest: number) =>
  run(tx, 'update staff.shortfall set fewest = $3 where hospital_id = $1 and id = $2', [house.hospital.id, id, fewest])

/** What is counted of the staffing (缺编的计数口径): each time that a shift was short, where it began; `minutes` is how long. */
export const staffSets = {
  short: {
    name: 'short',
    record: 'shortfall',
    isState: false,
    sql: `select ${countedColumns({
      key: 's.id',
      record_id: 's.id',
      at: 's.begun_at',
      unit_id: 's.unit_id',
      minutes:
        'floor(extract(epoch from coalesce(s.ended_at, least($3::timestamptz, $4::timestamptz)) - s.begun_at) / 60)::integer',
    })} from staff.shortfall s where s.hospital_id = $1 and s.begun_at >= $2 and s.begun_at < $3`,
  },
} as const satisfies Readonly<Record<string, CountedSet>>

/** Shortfalls by their ids, for who counts them. */
export const shortfallsById = (
  house: House,
  ids: readonly string[],
): Promise<readonly Pick<ShortfallTable, 'id' | 'post' | 'shift' | 'least' | 'fewest'>[]> =>
  house.database.transact(tx =>
    run(tx, 'select id, post, shift, least, fewest from staff.shortfall where hospital_id = $1 and id = any($2)', [
      house.hospital.id,
      ids,
    ]),
  )

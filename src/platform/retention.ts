import { z } from 'zod'
import { systemCaller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { leastIdAt } from '#platform/ids.ts'
import { errorFacts } from '#platform/log.ts'
import type { SettingKind } from '#platform/settings.ts'
import type { Sweep } from '#platform/sweeps.ts'

declare module '#kernel/event.ts' {
  interface Events {
    /** A run removed what was past its time (到期清理): how many of each kind, by which terms in days, and which kinds failed. */
    'records.removed': {
      readonly removed: Readonly<Record<string, number>>
      readonly days: Readonly<Record<string, number>>
      readonly failed: readonly string[]
    }
  }
}

export interface Kept {
  readonly days: number
}

/** Records that only grow, and go when their time is over (保存期限). Never the journal, its seals, or what a person still has to act on. */
export interface Expiring {
  /** Unique in the house; the journal row of a run counts by it. */
  readonly name: string
  readonly keep: Term
  /** Removes some and waits for nobody's lock. */
  remove(tx: Tx, hospitalId: string, old: Old): Promise<Gone>
}

export interface Gone {
  readonly count: number
  /** Nothing that is old is left. */
  readonly isThrough: boolean
}

/** What goes: whatever is older than `before`, at most so many; `at` is now. */
export interface Old {
  /** The run, whose batches come one after the other. */
  readonly run: string
  readonly before: Instant
  readonly at: Instant
  readonly atMost: number
}

/** The setting of how long something is kept, and the fewest days that it takes. */
export interface Term extends SettingKind<Kept> {
  readonly atLeast: number
}

/** For how many days something is kept, and the fewest that a hospital may set. The title names the law or rule behind it. */
export const keptFor = (key: string, title: string, days: number, atLeast: number): Term => ({
  key: `retention.${key}`,
  title,
  schema: z.strictObject({ days: z.int().min(atLeast).max(36_500) }),
  initial: { days },
  atLeast,
})

/** The fewest days that a log of operations or of the network is kept: six months (网络安全法 第二十一条). */
export const SIX_MONTHS = 183

/** When old records go: an hour of the hospital's night. */
export const removalHour: SettingKind<{ readonly hour: number }> = {
  key: 'retention.hour',
  title: '每天几点起清理超过保存期限的记录',
  schema: z.strictObject({ hour: z.int().min(0).max(23) }),
  initial: { hour: 3 },
}

/** Rows of `table` that were made before their time was over (their id says when) and for which `when` holds of the row `m` and the moment `$3`. */
export const oldRows = (table: string, keep: Term, when: string): Expiring => ({
  name: table,
  keep,
  remove: async (tx, hospitalId, { before, atMost }) => {
    const gone = await run(
      tx,
      `with old as materialized (select id from ${table} m where hospital_id = $1 and id < $2::uuid and ${when}
         order by id limit $4 for update skip locked)
       delete from ${table} m using old where m.hospital_id = $1 and m.id = old.id returning 1`,
      [hospitalId, leastIdAt(before), before.toString(), atMost],
    )
    return { count: gone.length, isThrough: gone.length === 0 }
  },
})

/** So many blocks of the table are looked through at once: some thousand rows at most. */
const BLOCKS = 64
/** How far a run has come through the answers. */
let passed = { run: '', block: 0 }

/**
 * Answers kept for who asks again with the same idempotency key: a month is more than any caller waits (rules.md SEC-8, no longer than
 * needed). Their key says nothing of their time, so a run goes once through the table as it lies: each step costs the same, however many
 * there are and went.
 */
export const answers: Expiring = {
  name: 'platform.answer',
  keep: keptFor('answers', '重复请求的应答保存几天（个人信息安全规范，国标 35273：最小必要）', 30, 2),
  remove: async (tx, hospitalId, { run: runId, before }) => {
    const from = passed.run === runId ? passed.block : 0
    const gone = await run(
      tx,
      `delete from platform.answer where ctid = any(array(
         select ctid from platform.answer where hospital_id = $1 and ctid >= $2::tid and ctid < $3::tid and at < $4::timestamptz
         for update skip locked)) returning 1`,
      [hospitalId, `(${from},0)`, `(${from + BLOCKS},0)`, before.toString()],
    )
    const [table] = await run<{ blocks: number }>(
      tx,
      `select pg_relation_size('platform.answer') / current_setting('block_size')::int as blocks`,
    )
    passed = { run: runId, block: from + BLOCKS }
    return { count: gone.length, isThrough: from + BLOCKS >= (table?.blocks ?? 0) }
  },
}

/** So many at once: a batch holds its rows for some milliseconds. */
const AT_ONCE = 200
/** A sweep works so long before others have their turn; the rest goes at the next. */
const BUDGET_MS = 250
const EVERY_SECONDS = 20

/**
 * Removes what is past its time (到期清理, SEC-08): each night one run, in small batches that wait for no lock and hold up no clock of
 * a matter. A run is told to the journal by one row when it is through; one whose process died is gone on with.
 */
export const removeExpired = (kinds: readonly Expiring[]): Sweep => ({
  name: 'platform: records past their time',
  every: EVERY_SECONDS,
  async run(house, now) {
    const id = await openRun(house, now)
    if (id === null) return
    const terms = await termsOf(house, kinds, now)
    const end = performance.now() + BUDGET_MS
    for (const { kind, days } of terms) {
      const old = { run: id, before: now.subtract({ hours: 24 * days }), at: now, atMost: AT_ONCE }
      if (!(await removeSome(house, id, kind, old, end))) return
    }
    await endRun(house, id, Object.fromEntries(terms.map(({ kind, days }) => [kind.name, days])))
  },
})

const termsOf = (house: House, kinds: readonly Expiring[], now: Instant) =>
  Promise.all(
    kinds.map(async kind => ({ kind, days: (await house.settings.at(house.hospital.id, kind.keep, now)).value.days })),
  )

/** The run that is under way, or a new one where the hour has passed since the last began; null when there is nothing to do. */
async function openRun(house: House, now: Instant): Promise<string | null> {
  const { id: hospitalId, zone } = house.hospital
  const [last] = await house.database.statement<{ id: string; began_at: Instant; ended_at: Instant | null }>(
    'select id, began_at, ended_at from platform.removal where hospital_id = $1 order by began_at desc limit 1',
    [hospitalId],
  )
  if (last !== undefined && last.ended_at === null) return last.id
  const { hour } = (await house.settings.at(hospitalId, removalHour, now)).value
  if (last !== undefined && Temporal.Instant.compare(last.began_at, lastPassing(now, hour, zone)) >= 0) return null
  const [begun] = await house.database.statement<{ id: string }>(
    `insert into platform.removal (hospital_id, id, began_at, removed, failed) values ($1, $2, $3, '{}', '{}') on conflict do nothing returning id`,
    [hospitalId, house.ids.next(), now.toString()],
  )
  return begun?.id ?? null
}

/** When the hospital's clock last showed the hour. */
function lastPassing(at: Instant, hour: number, zone: string): Instant {
  const local = at.toZonedDateTimeISO(zone)
  const today = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
  return Temporal.ZonedDateTime.compare(today, local) <= 0 ? today.toInstant() : today.subtract({ days: 1 }).toInstant()
}

/** Batch after batch until nothing of the kind is left; false when the time of this sweep is over before. What fails holds up no other kind. */
async function removeSome(house: House, id: string, kind: Expiring, old: Old, end: number): Promise<boolean> {
  const hospitalId = house.hospital.id
  try {
    for (;;) {
      const isThrough = await house.database.transact(async tx => {
        const { count, isThrough } = await kind.remove(tx, hospitalId, old)
        if (count > 0)
          await run(
            tx,
            `update platform.removal set removed = removed || jsonb_build_object($3::text, coalesce((removed ->> $3::text)::int, 0) + $4::int)
             where hospital_id = $1 and id = $2`,
            [hospitalId, id, kind.name, count],
          )
        return isThrough
      })
      if (isThrough) return true
      if (performance.now() > end) return false
    }
  } catch (error) {
    house.log.error({ kind: kind.name, ...errorFacts(error) }, 'records past their time could not be removed')
    await house.database.statement(
      `update platform.removal set failed = array_append(array_remove(failed, $3), $3) where hospital_id = $1 and id = $2`,
      [hospitalId, id, kind.name],
    )
    return true
  }
}

const endRun = (house: House, id: string, days: Readonly<Record<string, number>>): Promise<void> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const [ended] = await run<{ removed: Readonly<Record<string, number>>; failed: readonly string[] }>(
      tx,
      `update platform.removal set ended_at = $3 where hospital_id = $1 and id = $2 and ended_at is null returning removed, failed`,
      [house.hospital.id, id, house.clock.now().toString()],
    )
    if (ended !== undefined)
      tell({ action: 'records.removed', subject: { kind: 'upkeep', id }, facts: { ...ended, days } })
  })

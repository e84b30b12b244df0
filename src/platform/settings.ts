import type { z } from 'zod'
import type { Instant } from '#kernel/time.ts'
import { type Database, run, type Tx } from '#platform/database.ts'

/** One threshold, limit or rule that a hospital may set (参数, SYS-06): its key, its shape, and the value that it starts with. */
export interface SettingKind<T> {
  readonly key: string
  /** In words, for the settings screen. */
  readonly title: string
  readonly schema: z.ZodType<T>
  readonly initial: T
}

/** A value as it holds at one moment; a decision keeps the version that it was made with. Version 0 is the initial value. */
export interface Setting<T> {
  readonly version: number
  readonly value: T
}

interface Row {
  readonly key: string
  readonly version: number
  readonly effectiveFrom: Instant
  readonly value: unknown
}

export interface Settings {
  /** The value that holds at `at`: the newest version whose effective time has come. */
  at<T>(hospitalId: string, kind: SettingKind<T>, at: Instant): Promise<Setting<T>>
  /** Forgets what it remembers: after a change here or on another process. */
  forget(): void
}

const REMEMBERED_MS = 5000

export function settingsOf(database: Database): Settings {
  const remembered = new Map<string, { rows: ReadonlyMap<string, Row[]>; until: number }>()
  /** What a row says, looked through once. */
  const values = new WeakMap<Row, unknown>()
  const rowsOf = async (hospitalId: string): Promise<ReadonlyMap<string, Row[]>> => {
    const known = remembered.get(hospitalId)
    if (known !== undefined && known.until > performance.now()) return known.rows
    const all = await database.transact(tx =>
      run<Row>(
        tx,
        'select key, version, effective_from, value from platform.setting where hospital_id = $1 order by key, version',
        [hospitalId],
      ),
    )
    const rows = Map.groupBy(all, row => row.key)
    remembered.set(hospitalId, { rows, until: performance.now() + REMEMBERED_MS })
    return rows
  }
  return {
    async at(hospitalId, kind, at) {
      const rows = (await rowsOf(hospitalId)).get(kind.key)
      const holds = rows?.findLast(row => row.effectiveFrom.epochMilliseconds <= at.epochMilliseconds)
      if (holds === undefined) return { version: 0, value: kind.initial }
      const known = values.get(holds)
      if (known !== undefined) return { version: holds.version, value: known as typeof kind.initial }
      const value = kind.schema.parse(holds.value)
      values.set(holds, value)
      return { version: holds.version, value }
    },
    forget: () => remembered.clear(),
  }
}

/** Writes the next version of a setting; it holds from `effectiveFrom` on, and nothing before changes. */
export async function writeSetting<T>(
  tx: Tx,
  hospitalId: string,
  kind: SettingKind<T>,
  value: T,
  by: { readonly personId: string | null; readonly effectiveFrom: Instant; readonly at: Instant },
): Promise<number> {
  const [row] = await run<{ version: number }>(
    tx,
    `insert into platform.setting (hospital_id, key, version, effective_from, value, author_id, written_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3::timestamptz, $4::json, $5, $6::timestamptz
     from platform.setting where hospital_id = $1 and key = $2 returning version`,
    [
      hospitalId,
      kind.key,
      by.effectiveFrom.toString(),
      JSON.stringify(kind.schema.parse(value)),
      by.personId,
      by.at.toString(),
    ],
  )
  return row?.version ?? 0
}

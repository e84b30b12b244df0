import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { isoOf } from '#platform/database.ts'
import { actorOf, answerOf, earlierAnswer, type House } from '#platform/house.ts'
import { type Entry, hex, journalFrom, journalRecords } from '#platform/journal.ts'
import { laneOf } from '#platform/lane.ts'

/** What one request adds to a statement that writes for many. */
export interface Writing<Answer> {
  readonly caller: Caller
  readonly at: Instant
  readonly entries: readonly Entry[]
  /** Rows of the module's own tables, in the order of the statement's parameters, as plain JSON; bytes by `hex` of the journal. */
  readonly rows: readonly (readonly Row[])[]
  readonly answer: Answer
}

const AT_MOST = 32

/**
 * A hot write (热点写入): decided beforehand, written by one statement that is a transaction of its own: claim of the idempotency key with
 * its answer, journal, and the module's rows. Requests that come while one is under way go together, each whole or not at all.
 * `statement` is a list of `name as (insert …)` that reads its rows from `$3`, `$4`, … and keeps to the requests in `taken`.
 */
export function groupWrite(house: House, statement: string): <Answer>(writing: Writing<Answer>) => Promise<Answer> {
  const text = `
with request as materialized (
  select * from json_to_recordset($1::json) as r (request integer, hospital_id uuid, actor text, key text, endpoint text, digest text,
    at timestamptz, answer bytea)
), claimed as (
  insert into platform.answer (hospital_id, actor, key, endpoint, digest, at, answer)
  select hospital_id, actor, key, endpoint, digest, at, answer from request where key is not null
  on conflict do nothing returning actor, key
), taken as materialized (
  select r.request from request r
  where r.key is null or exists (select 1 from claimed c where c.key = r.key and c.actor = r.actor)
), journal as (${journalFrom('$2', 'request in (select request from taken)')}),
${statement}
select request from taken`
  const write = laneOf<Together, boolean>(
    async together => {
      const numbered = (rowsOf: (one: Together) => readonly Row[]) =>
        JSON.stringify(
          together.flatMap((one, request) => {
            const rows = rowsOf(one)
            for (const row of rows) row.request = request
            return rows
          }),
        )
      const own = together[0]?.rows.map((_, table) => numbered(one => one.rows[table] ?? [])) ?? []
      const taken = await house.database.statement<{ request: number }>(text, [
        numbered(one => [one.claim]),
        numbered(one => one.journal),
        ...own,
      ])
      const done = new Set(taken.map(row => row.request))
      return together.map((_, request) => done.has(request))
    },
    { atMost: AT_MOST, apart: one => one.key },
  )
  return async ({ caller, at, entries, rows, answer }) => {
    const { once } = caller
    const actor = actorOf(caller)
    const claim = {
      hospital_id: caller.hospitalId,
      ...(once !== null && { actor, ...once, at: isoOf(at), answer: hex(answerOf(house, answer)) }),
    }
    const written = await write({
      key: once === null ? null : `${actor} ${once.key}`,
      claim,
      journal: journalRecords(house.cipher, house.ids, caller, entries, at),
      rows,
    })
    if (!written) return earlierAnswer(house, caller)
    house.live.moved()
    return answer
  }
}

/** A row, and the number of its request among those that go together. */
type Row = { [column: string]: unknown; request?: number }

interface Together {
  /** Two with one key never go together: the second is told the first's answer. */
  readonly key: string | null
  readonly claim: Row
  readonly journal: readonly Row[]
  readonly rows: Writing<unknown>['rows']
}

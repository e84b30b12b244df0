import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { bytea, type Columns, rowsAs, text, timestamptz, uuid } from '#platform/columns.ts'
import { actorOf, answerOf, earlierAnswer, type House } from '#platform/house.ts'
import { type Entry, journalFrom, journalRow, type SignedRow } from '#platform/journal.ts'
import { laneOf } from '#platform/lane.ts'

/** What one request adds to a statement that writes for many. */
export interface Writing<Rows, Answer> {
  readonly caller: Caller
  readonly at: Instant
  readonly entries: readonly Entry[]
  /** Rows of the module's own tables. */
  readonly rows: Rows
  readonly answer: Answer
}

/** A table that the statement writes: its columns, and how it is written from the rows that `table` gives, as far as `condition` lets them. */
export interface Written<Row> {
  readonly columns: Columns<Row>
  insert(table: string, condition: string): string
}

type Tables = Readonly<Record<string, Written<never>>>
/** The rows of one request, by table. */
type RowsOf<T extends Tables> = {
  readonly [Name in keyof T]: readonly (T[Name] extends Written<infer Row> ? Row : never)[]
}

const AT_MOST = 32

/** The claim of a request's key, with what it is answered; without a key there is none. */
interface Claim {
  readonly hospitalId: string
  readonly at: Instant
  readonly actor: string
  readonly once: Caller['once']
  readonly answer: Buffer | null
}
const CLAIM = {
  hospital_id: uuid((claim: Claim) => claim.hospitalId),
  actor: text(claim => claim.actor),
  key: text(claim => claim.once?.key ?? null),
  endpoint: text(claim => claim.once?.endpoint ?? null),
  digest: text(claim => claim.once?.digest ?? null),
  at: timestamptz(claim => claim.at),
  answer: bytea(claim => claim.answer),
} satisfies Columns<Claim>

/**
 * A hot write (热点写入): decided beforehand, written by one statement that is a transaction of its own: claim of the idempotency key with
 * its answer, journal, and the module's rows. Requests that come while one is under way go together, each whole or not at all.
 */
export function groupWrite<T extends Tables>(
  house: House,
  tables: T,
): <Answer>(writing: Writing<RowsOf<T>, Answer>) => Promise<Answer> {
  const claims = rowsAs(1, CLAIM)
  const journal = journalFrom(claims.next)
  let next = journal.next
  const own = Object.entries(tables).map(([name, written]) => {
    const rows = rowsAs(next, written.columns)
    next = rows.next
    return { name, rows, insert: `${name} as (${written.insert(rows.table(name), IS_TAKEN)})` }
  })
  const statement = `
with request as materialized (
  select * from ${claims.table('r')}
), claimed as (
  insert into platform.answer (hospital_id, actor, key, endpoint, digest, at, answer)
  select hospital_id, actor, key, endpoint, digest, at, answer from request where key is not null
  on conflict do nothing returning actor, key
), taken as materialized (
  select r.request from request r
  where r.key is null or exists (select 1 from claimed c where c.key = r.key and c.actor = r.actor)
), journal as (${journal.insert(IS_TAKEN)}),
${own.map(one => one.insert).join(', ')}
select request from taken`
  const write = laneOf<Together<RowsOf<T>>, boolean>(
    async together => {
      const taken = await house.database.statement<{ request: number }>(statement, [
        ...claims.values(together.map(one => [one.claim])),
        ...journal.values(together.map(one => one.journal)),
        ...own.flatMap(table => table.rows.values(together.map(one => one.rows[table.name] as readonly never[]))),
      ])
      const done = new Set(taken.map(row => row.request))
      return together.map((_, request) => done.has(request))
    },
    { atMost: AT_MOST, apart: one => one.key },
  )
  return async ({ caller, at, entries, rows, answer }) => {
    const { hospitalId, once } = caller
    const actor = actorOf(caller)
    const written = await write({
      key: once === null ? null : `${actor} ${once.key}`,
      claim: { hospitalId, at, actor, once, answer: once === null ? null : answerOf(house, answer) },
      journal: entries.map(entry => journalRow(house.cipher, house.ids, caller, entry, at)),
      rows,
    })
    if (!written) return earlierAnswer(house, caller)
    house.live.moved()
    return answer
  }
}

const IS_TAKEN = 'request in (select request from taken)'

interface Together<Rows> {
  /** Two with one key never go together: the second is told the first's answer. */
  readonly key: string | null
  readonly claim: Claim
  readonly journal: readonly SignedRow[]
  readonly rows: Rows
}

import type { Caller } from '#kernel/caller.ts'
import { run, type Tx } from '#platform/database.ts'
import { promisesOf } from './store.ts'
import type { PartTable, PromiseTable, RoundTable, TicketTable } from './tables.ts'

/** A link to a matter that was merged opens the one that stays (TKT-10), however often that was merged again. */
export async function followed(tx: Tx, caller: Caller): Promise<Caller> {
  if (caller.only === null || caller.only.kind !== 'ticket') return caller
  const id = await whereItLives(tx, caller.hospitalId, caller.only.id)
  return id === caller.only.id ? caller : { ...caller, only: { kind: 'ticket', id } }
}

/** The matter that stays, at the end of all mergings; itself where it was never merged. */
export async function whereItLives(tx: Tx, hospitalId: string, id: string): Promise<string> {
  const [row] = await run<{ id: string }>(
    tx,
    `with recursive way as (
       select id, merged_into from ticket.ticket where hospital_id = $1 and id = $2
       union all
       select t.id, t.merged_into from way join ticket.ticket t on t.hospital_id = $1 and t.id = way.merged_into
     ) select id from way where merged_into is null`,
    [hospitalId, id],
  )
  return row?.id ?? id
}

/** What was merged into a matter, straight or by the way, the oldest first. */
export const mergedInto = (tx: Tx, hospitalId: string, id: string): Promise<TicketTable[]> =>
  run<TicketTable>(
    tx,
    `with recursive family as (
       select * from ticket.ticket where hospital_id = $1 and merged_into = $2
       union all
       select t.* from family join ticket.ticket t on t.hospital_id = $1 and t.merged_into = family.id
     ) select * from family order by opened_at, id`,
    [hospitalId, id],
  )

/** A merged matter with what is read of it from the one that stays. */
export interface Merged {
  readonly ticket: TicketTable
  readonly parts: readonly PartTable[]
  readonly promises: readonly PromiseTable[]
}

export const withMerged = (tx: Tx, hospitalId: string, merged: readonly TicketTable[]): Promise<Merged[]> =>
  Promise.all(
    merged.map(async ticket => ({
      ticket,
      parts: await run<PartTable>(
        tx,
        'select * from ticket.part where hospital_id = $1 and ticket_id = $2 order by dispatched_at, id',
        [hospitalId, ticket.id],
      ),
      promises: await promisesOf(tx, hospitalId, ticket.id),
    })),
  )

/** Id and number of another matter; null where there is none. */
export async function numberOf(tx: Tx, hospitalId: string, id: string | null) {
  if (id === null) return null
  const [row] = await run<{ id: string; number: string }>(
    tx,
    'select id, number from ticket.ticket where hospital_id = $1 and id = $2',
    [hospitalId, id],
  )
  return row ?? null
}

/** How earlier rounds of a matter ended, the first first. */
export const roundsOf = (tx: Tx, hospitalId: string, id: string): Promise<RoundTable[]> =>
  run<RoundTable>(tx, 'select * from ticket.round where hospital_id = $1 and ticket_id = $2 order by round', [
    hospitalId,
    id,
  ])

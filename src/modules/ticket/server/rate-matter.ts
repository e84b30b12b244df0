import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { stationOf } from '../rules/tracking.ts'
import { load } from './store.ts'

export interface Rating {
  readonly stars: number
  readonly words: string | null
}

/** What the patient said of this round of the matter, or null. */
export async function ratingOf(
  house: House,
  tx: Tx,
  hospitalId: string,
  ticket: { readonly id: string; readonly round: number },
): Promise<Rating | null> {
  const [row] = await run<{ facts: { stars: number }; detail: Buffer | null }>(
    tx,
    `select facts, detail from platform.journal where hospital_id = $1 and subject_id = $2 and action = 'ticket.rated'
       and (facts ->> 'round')::int = $3 order by id desc limit 1`,
    [hospitalId, ticket.id, ticket.round],
  )
  if (row === undefined) return null
  const { words } = house.journal.detail(row)
  return { stars: row.facts.stars, words: typeof words === 'string' ? words : null }
}

/** The patient rates how a settled matter was handled (评价, POR-03): once for each round; the matter itself stays read-only. */
export const rateMatter =
  (house: House) => (caller: Caller, asked: { id: string; stars: number; words: string | null }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const { ticket } = await load(tx, caller.hospitalId, asked.id, true)
      const station = stationOf(ticket.status)
      if (station !== 'settled') throw new Problem('ticket-status', { status: ticket.status, step: 'rate' })
      if ((await ratingOf(house, tx, caller.hospitalId, ticket)) !== null) throw new Problem('rated-already')
      tell({
        action: 'ticket.rated',
        subject: { kind: 'ticket', id: ticket.id },
        patientId: ticket.patientId,
        version: ticket.version,
        facts: { stars: asked.stars, round: ticket.round },
        detail: asked.words === null ? {} : { words: asked.words },
      })
      return { version: ticket.version, station }
    })

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { eventOf, type Place } from '#platform/listeners.ts'
import { errorFacts } from '#platform/log.ts'
import type { Cared } from './cared.ts'

interface Which {
  readonly listener: string
  readonly journalId: string
}

/**
 * Has an event delivered again that was set aside (重新送达): in one transaction with its leaving the list, so that it is taken once. It
 * comes later than what came after it; listeners look at how things stand now.
 */
export const redeliver =
  (house: House, { listeners }: Cared) =>
  async (caller: Caller, asked: Which): Promise<Record<string, never>> => {
    const listener = listeners.find(one => one.name === asked.listener)
    try {
      return await transact(house, caller, async ({ tx, tell }) => {
        const event = await eventOf(tx, caller.hospitalId, await takeOut(tx, caller, asked))
        if (listener === undefined || event === undefined) throw new Problem('delivery-gone')
        await listener.hear(house, tx, event)
        tell({
          action: 'upkeep.redelivered',
          subject: { kind: 'upkeep', id: asked.journalId },
          facts: { listener: asked.listener, action: event.action },
        })
        return {}
      })
    } catch (error) {
      if (error instanceof Problem && error.code === 'delivery-gone') throw error
      house.log.error(
        { listener: asked.listener, event: asked.journalId, ...errorFacts(error) },
        'a listener failed again',
      )
      throw new Problem('delivery-failed')
    }
  }

/** Lets go of it: nobody takes it any more, and why stands in the journal. */
export const letGo =
  (house: House) =>
  (caller: Caller, asked: Which & { readonly reason: string }): Promise<Record<string, never>> =>
    transact(house, caller, async ({ tx, tell }) => {
      const event = await eventOf(tx, caller.hospitalId, await takeOut(tx, caller, asked))
      tell({
        action: 'upkeep.let-go',
        subject: { kind: 'upkeep', id: asked.journalId },
        facts: { listener: asked.listener, action: event?.action ?? '' },
        detail: { reason: asked.reason },
      })
      return {}
    })

/** Takes it off the list and says where its event stands. Of two who act on it, the second finds nothing. */
async function takeOut(tx: Tx, { hospitalId }: Caller, { listener, journalId }: Which): Promise<Place> {
  const [gone] = await run<Place>(
    tx,
    `delete from platform.undelivered where hospital_id = $1 and listener = $2 and journal_id = $3
     returning journal_tx as tx, journal_id as id`,
    [hospitalId, listener, journalId],
  )
  if (gone === undefined) throw new Problem('delivery-gone')
  return gone
}

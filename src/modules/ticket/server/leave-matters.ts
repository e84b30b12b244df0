import { type Caller, personOf } from '#kernel/caller.ts'
import { holdersAnywhere, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { insertNotices } from './store.ts'

/** How many open matters somebody owns: what a person who signs off is asked about (交接提示, TKT-06). */
export const ownedMatters = (house: House) => async (caller: Caller) => {
  const [row] = await house.database.statement<{ count: number }>(
    'select count(*) as count from ticket.ticket where hospital_id = $1 and owner_id = $2 and closed_at is null',
    [caller.hospitalId, personOf(caller)],
  )
  return { count: row?.count ?? 0 }
}

/**
 * Somebody signs off with matters that nobody took over (未交接离岗, TKT-06): they stay the owner's, and the centre's managers are told,
 * who can name another.
 */
export const leaveMatters = (house: House) => async (caller: Caller) => {
  const who = await organisation(house)
  const at = house.clock.now()
  const owner = personOf(caller)
  return transact(house, caller, async ({ tx, tell }) => {
    const open = await run<{ id: string }>(
      tx,
      `select id from ticket.ticket where hospital_id = $1 and owner_id = $2 and closed_at is null
       order by coalesce(next_at, 'infinity'), id`,
      [caller.hospitalId, owner],
    )
    const [first] = open
    if (first === undefined) return { count: 0 }
    await insertNotices(
      tx,
      holdersAnywhere(who, 'centre-manager', at)
        .filter(personId => personId !== owner)
        .map(personId => ({
          hospitalId: caller.hospitalId,
          id: house.ids.next(),
          ticketId: first.id,
          clockId: null,
          step: 'owner-left',
          level: 2,
          unitId: null,
          personId,
          at,
          seenAt: null,
        })),
    )
    tell({ action: 'ticket.owner-left', subject: { kind: 'ticket', id: first.id }, facts: { count: open.length } })
    return { count: open.length }
  })
}

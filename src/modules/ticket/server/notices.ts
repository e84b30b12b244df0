import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { unitOf } from './shown.ts'

/** Reminders and escalations for me, the newest first (提醒). */
export const listNotices = (house: House) => async (caller: Caller) => {
  const who = await organisation(house)
  const rows = await house.database.transact(tx =>
    run<{
      id: string
      ticketId: string | null
      number: string | null
      step: string
      level: number
      at: Instant
      unitId: string | null
      seenAt: Instant | null
    }>(
      tx,
      `select n.id, n.ticket_id, t.number, n.step, n.level, n.at, n.unit_id, n.seen_at
       from ticket.notice n left join ticket.ticket t on t.hospital_id = n.hospital_id and t.id = n.ticket_id
       where n.hospital_id = $1 and n.person_id = $2 order by n.at desc, n.id desc limit 100`,
      [caller.hospitalId, personOf(caller)],
    ),
  )
  return {
    items: rows.map(({ unitId, ...row }) => ({
      ...row,
      at: row.at.toString(),
      seenAt: row.seenAt?.toString() ?? null,
      unit: unitId === null ? null : unitOf(who, unitId),
    })),
  }
}

/** I have seen a notice of mine. */
export const seeNotice = (house: House) => (caller: Caller, asked: { id: string }) =>
  transact(house, caller, async ({ tx }) => {
    const rows = await run(
      tx,
      'update ticket.notice set seen_at = coalesce(seen_at, $4) where hospital_id = $1 and id = $2 and person_id = $3 returning id',
      [caller.hospitalId, asked.id, personOf(caller), house.clock.now().toString()],
    )
    if (rows.length === 0) throw new Problem('not-found')
    return { id: asked.id }
  })

/** The gaps that are open now (TKT-14). */
export const listFindings = (house: House) => async (caller: Caller) => {
  const rows = await house.database.transact(tx =>
    run<{ id: string; kind: string; subject: string; foundAt: Instant }>(
      tx,
      'select id, kind, subject, found_at from ticket.finding where hospital_id = $1 and cleared_at is null order by kind, subject limit 500',
      [caller.hospitalId],
    ),
  )
  return { items: rows.map(row => ({ ...row, foundAt: row.foundAt.toString() })) }
}

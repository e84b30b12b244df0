import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { itemsOf } from './items.ts'
import { clockOf, unitOf } from './shown.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

const AT_MOST = 200

/** The shares of my units that are not done, the next clock first (联络员收件箱, TKT-13). */
export const liaisonInbox = (house: House) => async (caller: Caller) => {
  if (caller.only !== null) throw new Problem('forbidden', { needs: 'ticket:work' })
  const me = personOf(caller)
  const now = house.clock.now()
  const who = await organisation(house)
  const items = await itemsOf(house, now)
  const scope = caller.permissions.get('ticket:work') ?? []
  const units = scope === 'hospital' ? [] : scope
  const rows = await house.database.transact(tx =>
    run<{
      ticketId: string
      id: string
      unitId: string
      status: PartTable['status']
      assigneeId: string
      dispatchedAt: Instant
      dueAt: Instant | null
      number: string
      itemCode: string
      patientMasked: string
      position: string | null
      urgency: TicketTable['urgency']
      limitDueAt: Instant
      openedAt: Instant
      clock: ClockTable | null
    }>(
      tx,
      `select p.ticket_id, p.id, p.unit_id, p.status, p.assignee_id, p.dispatched_at, p.due_at, t.number, t.item_code, t.patient_masked,
         t.position, t.urgency, t.limit_due_at, t.opened_at
       from ticket.part p join ticket.ticket t on t.hospital_id = p.hospital_id and t.id = p.ticket_id
       where p.hospital_id = $1 and p.status in ('dispatched', 'accepted', 'in_progress') and (p.assignee_id = $2 or p.unit_id = any($3))
         and t.closed_at is null
       order by t.next_at limit ${AT_MOST}`,
      [caller.hospitalId, me, units],
    ),
  )
  const clocks = await house.database.transact(tx =>
    run<ClockTable>(
      tx,
      'select * from ticket.clock where hospital_id = $1 and ticket_id = any($2) and stopped_at is null order by due_at',
      [caller.hospitalId, rows.map(row => row.ticketId)],
    ),
  )
  return {
    items: rows.map(row => {
      const own =
        clocks.find(clock => clock.partId === row.id) ??
        clocks.find(clock => clock.ticketId === row.ticketId && clock.kind === 'limit')
      return {
        ticketId: row.ticketId,
        partId: row.id,
        number: row.number,
        item: items.get(row.itemCode)?.name ?? row.itemCode,
        patientMasked: row.patientMasked,
        place: row.position ?? '',
        unit: unitOf(who, row.unitId),
        status: row.status,
        urgency: row.urgency,
        dispatchedAt: row.dispatchedAt.toString(),
        clock: own === undefined ? null : clockOf(who, own, [{ id: row.id, unitId: row.unitId }]),
        mine: row.assigneeId === me,
      }
    }),
    now: now.toString(),
  }
}

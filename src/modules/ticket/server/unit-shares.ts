import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

export interface UnitShare {
  readonly id: string
  readonly ticketId: string
  readonly assigneeId: string
  readonly accepted: boolean
  readonly dueAt: Instant
}

const MOST = 500

/** What one unit has before it, by the clock that ends next (部门在办): for the board of whoever leads it. */
export const unitShares = (house: House, unitId: string): Promise<UnitShare[]> =>
  house.database.transact(tx =>
    run<UnitShare>(
      tx,
      `select p.id, p.ticket_id, p.assignee_id, p.status <> 'dispatched' as accepted,
         case when p.status = 'dispatched' then coalesce((select min(c.due_at) from ticket.clock c where c.hospital_id = p.hospital_id
           and c.ticket_id = p.ticket_id and c.part_id = p.id and c.kind = 'response' and c.stopped_at is null), t.limit_due_at)
           else t.limit_due_at end as due_at
       from ticket.part p join ticket.ticket t on t.hospital_id = p.hospital_id and t.id = p.ticket_id
       where p.hospital_id = $1 and p.unit_id = $2 and p.status in ('dispatched', 'accepted', 'in_progress') and p.matter_closed_at is null
       order by due_at, p.id limit ${MOST}`,
      [house.hospital.id, unitId],
    ),
  )

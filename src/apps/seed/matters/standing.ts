import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'

/** A matter as it stands between two steps. */
export interface Standing {
  readonly id: string
  readonly version: number
  readonly ownerId: string
  readonly offeredTo: string | null
  readonly limitDueAt: Instant
  /** When its clocks next have something to do. */
  readonly nextAt: Instant | null
  /** In the order in which they came about. */
  readonly parts: readonly { readonly id: string; readonly unitId: string; readonly assigneeId: string }[]
  /** The promise that is not kept yet, and the meeting that has not decided. */
  readonly promise: string | null
  readonly meeting: string | null
}

export async function standingOf(tx: Tx, hospitalId: string, id: string): Promise<Standing> {
  const [standing] = await run<Standing>(
    tx,
    `select t.id, t.version, t.owner_id, t.offered_to, t.limit_due_at,
       (select min(c.next_at) from ticket.clock c where c.hospital_id = $1 and c.ticket_id = $2) as next_at,
       (select json_agg(json_build_object('id', p.id, 'unitId', p.unit_id, 'assigneeId', p.assignee_id) order by p.id)
        from ticket.part p where p.hospital_id = $1 and p.ticket_id = $2) as parts,
       (select p.id from ticket.promise p where p.hospital_id = $1 and p.ticket_id = $2 and p.kept_at is null
        order by p.made_at limit 1) as promise,
       (select m.id from ticket.meeting m where m.hospital_id = $1 and m.ticket_id = $2 and m.decided_at is null
        limit 1) as meeting
     from ticket.ticket t where t.hospital_id = $1 and t.id = $2`,
    [hospitalId, id],
  )
  if (standing === undefined) throw new Error('the matter is gone')
  return standing
}

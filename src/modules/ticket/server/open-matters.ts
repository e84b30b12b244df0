import { onCloseUnit } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'

/** A unit that still works on matters is not closed; their numbers are told (ORG-01). */
export const refuseToCloseBusyUnits = (): void =>
  onCloseUnit('ticket', (house, tx, unitId) =>
    run<{ kind: string; id: string; number: string }>(
      tx,
      `select distinct 'ticket' as kind, t.id, t.number from ticket.part p join ticket.ticket t on t.hospital_id = p.hospital_id and t.id = p.ticket_id
       where p.hospital_id = $1 and p.unit_id = $2 and p.status in ('dispatched', 'accepted', 'in_progress') and p.matter_closed_at is null
       order by t.number limit 100`,
      [house.hospital.id, unitId],
    ),
  )

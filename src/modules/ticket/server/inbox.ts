import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { itemsOf } from './items.ts'
import { CLOCK_COLUMNS, clockOf, type RunningClock, runningClock, unitOf } from './shown.ts'
import type { PartTable, TicketTable } from './tables.ts'

interface Share {
  readonly ticket_id: string
  readonly id: string
  readonly unit_id: string
  readonly status: PartTable['status']
  readonly assignee_id: string
  readonly dispatched_at: Instant
  readonly number: string
  readonly item_code: string
  readonly patient_masked: string
  readonly position: string | null
  readonly urgency: TicketTable['urgency']
  readonly clock: RunningClock | null
}

/** Shares under way in the order of their clocks, a page of each range: by department, and what was handed to the person from elsewhere. */
const KEY = `coalesce(p.matter_next_at, 'infinity'::timestamptz)`
const underWay = (
  where: string,
) => `select p.* from ticket.part p where p.hospital_id = $1 and p.matter_closed_at is null
      and p.status in ('dispatched', 'accepted', 'in_progress') and ${where} order by ${KEY}, p.ticket_id, p.id limit $4`
const SHARES = `
select p.ticket_id, p.id, p.unit_id, p.status, p.assignee_id, p.dispatched_at, t.number, t.item_code, t.patient_masked, t.position, t.urgency,
  (select ${CLOCK_COLUMNS} from ticket.clock c
    where c.hospital_id = $1 and c.ticket_id = p.ticket_id and c.stopped_at is null and (c.part_id = p.id or c.kind = 'limit')
    order by c.part_id is not distinct from p.id desc, c.due_at, c.id limit 1) as clock
from (
  select p.* from (
    (select s.* from unnest($3::uuid[]) as u (id) cross join lateral (${underWay('p.unit_id = u.id')}) s)
    union all (${underWay('p.assignee_id = $2 and p.unit_id <> all($3)')})
  ) p order by ${KEY}, p.ticket_id, p.id limit $4
) p join ticket.ticket t on t.hospital_id = $1 and t.id = p.ticket_id
order by ${KEY}, p.ticket_id, p.id`

/** The first so many shares of my units that are not done, the next clock first (联络员收件箱, TKT-13). */
export const liaisonInbox = (house: House) => async (caller: Caller, asked: { most: number }) => {
  if (caller.only !== null) throw new Problem('forbidden', { needs: 'ticket:work' })
  const me = personOf(caller)
  const now = house.clock.now()
  const scope = caller.permissions.get('ticket:work') ?? []
  const units = scope === 'hospital' ? [] : scope
  const [who, items, rows] = await Promise.all([
    organisation(house),
    itemsOf(house, now),
    house.database.statement<Share>(SHARES, [caller.hospitalId, me, units, asked.most + 1]),
  ])
  return {
    items: rows.slice(0, asked.most).map(row => ({
      ticketId: row.ticket_id,
      partId: row.id,
      number: row.number,
      item: items.get(row.item_code)?.name ?? row.item_code,
      patientMasked: row.patient_masked,
      place: row.position ?? '',
      unit: unitOf(who, row.unit_id),
      status: row.status,
      urgency: row.urgency,
      dispatchedAt: row.dispatched_at.toString(),
      clock: row.clock === null ? null : clockOf(who, runningClock(row.clock), [{ id: row.id, unitId: row.unit_id }]),
      mine: row.assignee_id === me,
    })),
    hasMore: rows.length > asked.most,
    now: now.toString(),
  }
}

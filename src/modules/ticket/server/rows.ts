import { type Instant, Temporal } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { itemsOf } from './items.ts'
import { CLOCK_COLUMNS, clockOf, type RunningClock, runningClock, type ShownClock, someone, unitOf } from './shown.ts'
import type { PartTable, TicketTable } from './tables.ts'

type RowTicket = Pick<
  TicketTable,
  | 'id'
  | 'number'
  | 'version'
  | 'status'
  | 'itemCode'
  | 'patientId'
  | 'patientMasked'
  | 'urgency'
  | 'class'
  | 'ownerId'
  | 'openedAt'
  | 'waitingSince'
  | 'overdue'
  | 'closedAt'
  | 'resolvedAt'
  | 'limitMetAt'
  | 'limitDueAt'
  | 'responseBreach'
  | 'round'
>
type RowPart = Pick<PartTable, 'id' | 'unitId' | 'assigneeId' | 'status' | 'round'>
interface Whole {
  readonly ticket: RowTicket
  readonly parts: readonly RowPart[]
  readonly clocks: readonly ShownClock[]
}

/** What a row of a list says of `ticket.ticket t`, with its shares and the clock that ends next; read by one statement. */
const ROW_COLUMNS = `t.id, t.number, t.version, t.status, t.item_code, t.patient_id, t.patient_masked, t.urgency, t.class, t.owner_id,
  t.opened_at, t.waiting_since, t.overdue, t.closed_at, t.resolved_at, t.limit_met_at, t.limit_due_at, t.response_breach, t.round,
  (select json_agg(json_build_array(p.id, p.unit_id, p.assignee_id, p.status, p.round) order by p.dispatched_at, p.id)
    from ticket.part p where p.hospital_id = t.hospital_id and p.ticket_id = t.id) as parts,
  (select ${CLOCK_COLUMNS} from ticket.clock c
    where c.hospital_id = t.hospital_id and c.ticket_id = t.id and c.stopped_at is null order by c.due_at, c.id limit 1) as clock`

interface ReadRow {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly status: TicketTable['status']
  readonly item_code: string
  readonly patient_id: string | null
  readonly patient_masked: string
  readonly urgency: TicketTable['urgency']
  readonly class: TicketTable['class']
  readonly owner_id: string
  readonly opened_at: Instant
  readonly waiting_since: Instant | null
  readonly overdue: boolean
  readonly closed_at: Instant | null
  readonly resolved_at: Instant | null
  readonly limit_met_at: Instant | null
  readonly limit_due_at: Instant
  readonly response_breach: boolean
  readonly round: number
  readonly parts:
    | readonly (readonly [id: string, unitId: string, assigneeId: string, PartTable['status'], round: number])[]
    | null
  readonly clock: RunningClock | null
  readonly key: string | null
}

/** Rows of lists, in the order of `found`: SQL that gives `id` and `key`. Names are found here; the caller's right to see them there. */
export async function readRows(house: House, found: string, values: readonly unknown[], order: string) {
  const now = house.clock.now()
  const [who, items, rows] = await Promise.all([
    organisation(house),
    itemsOf(house, now),
    house.database.statement<ReadRow>(
      `select ${ROW_COLUMNS}, f.key::text as key from (${found}) f join ticket.ticket t on t.hospital_id = $1 and t.id = f.id order by ${order}`,
      values,
    ),
  ])
  return {
    now,
    keys: rows.map(({ key, id }) => ({ key, id })),
    rows: rows.map(row => rowOf(who, items, wholeOf(row), now)),
  }
}

function wholeOf(row: ReadRow): Whole {
  const ticket: RowTicket = {
    id: row.id,
    number: row.number,
    version: row.version,
    status: row.status,
    itemCode: row.item_code,
    patientId: row.patient_id,
    patientMasked: row.patient_masked,
    urgency: row.urgency,
    class: row.class,
    ownerId: row.owner_id,
    openedAt: row.opened_at,
    waitingSince: row.waiting_since,
    overdue: row.overdue,
    closedAt: row.closed_at,
    resolvedAt: row.resolved_at,
    limitMetAt: row.limit_met_at,
    limitDueAt: row.limit_due_at,
    responseBreach: row.response_breach,
    round: row.round,
  }
  const parts = (row.parts ?? []).map(([id, unitId, assigneeId, status, round]) => ({
    id,
    unitId,
    assigneeId,
    status,
    round,
  }))
  return { ticket, parts, clocks: row.clock === null ? [] : [runningClock(row.clock)] }
}

/** One row of a list as screens show it. */
export function rowOf(
  who: Organisation,
  items: ReadonlyMap<string, ServiceItem>,
  { ticket, parts, clocks }: Whole,
  now: Instant,
) {
  const next = clocks
    .filter(clock => clock.stoppedAt === null)
    .toSorted((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt))[0]
  const shown = parts.filter(part => part.round === ticket.round || isOpenPart(part.status))
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    status: ticket.status,
    item: { code: ticket.itemCode, name: items.get(ticket.itemCode)?.name ?? ticket.itemCode },
    patient: { id: ticket.patientId, nameMasked: ticket.patientMasked },
    urgency: ticket.urgency,
    class: ticket.class,
    owner: someone(who, ticket.ownerId),
    assignees: shown.map(part => ({
      unit: unitOf(who, part.unitId),
      person: someone(who, part.assigneeId),
      status: part.status,
    })),
    openedAt: ticket.openedAt.toString(),
    waitingSince: ticket.waitingSince?.toString() ?? null,
    overdue:
      ticket.overdue ||
      (ticket.closedAt === null &&
        ticket.resolvedAt === null &&
        ticket.limitMetAt === null &&
        isPast(ticket.limitDueAt, now)),
    responseBreach: ticket.responseBreach,
    round: ticket.round,
    nextClock: next === undefined ? null : clockOf(who, next, parts),
  }
}

const isPast = (at: Instant, now: Instant): boolean => at.epochMilliseconds <= now.epochMilliseconds

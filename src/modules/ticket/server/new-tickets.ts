import type { Instant } from '#kernel/time.ts'
import { boolean, bytea, type Columns, integer, text, timestamptz, uuid } from '#platform/columns.ts'
import type { Written } from '#platform/group-write.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

/** What is known of a matter when it is taken in; the rest of its row begins at nought. */
export type NewTicket = Pick<
  TicketTable,
  | 'hospitalId'
  | 'id'
  | 'number'
  | 'itemCode'
  | 'itemVersion'
  | 'scope'
  | 'class'
  | 'urgency'
  | 'channel'
  | 'contactWay'
  | 'consent'
  | 'patientId'
  | 'patientMasked'
  | 'ownerId'
  | 'position'
  | 'policyVersion'
> & {
  readonly tracking: Buffer
  readonly difficulty: readonly string[]
  readonly personal: Buffer
  readonly openedAt: Instant
  readonly wantedAt: Instant | null
  readonly limitDueAt: Instant
  readonly nextAt: Instant
  readonly predictedAt: Instant
}

const TICKET = {
  hospital_id: uuid((ticket: NewTicket) => ticket.hospitalId),
  id: uuid(ticket => ticket.id),
  number: text(ticket => ticket.number),
  tracking: bytea(ticket => ticket.tracking),
  item_code: text(ticket => ticket.itemCode),
  item_version: integer(ticket => ticket.itemVersion),
  scope: text(ticket => ticket.scope),
  class: text(ticket => ticket.class),
  // An array in an array would have to be of one length: codes, with commas between.
  difficulty: text(ticket => ticket.difficulty.join(',')),
  urgency: text(ticket => ticket.urgency),
  channel: text(ticket => ticket.channel),
  contact_way: text(ticket => ticket.contactWay),
  consent: boolean(ticket => ticket.consent),
  patient_id: uuid(ticket => ticket.patientId),
  patient_masked: text(ticket => ticket.patientMasked),
  personal: bytea(ticket => ticket.personal),
  owner_id: uuid(ticket => ticket.ownerId),
  position: text(ticket => ticket.position),
  opened_at: timestamptz(ticket => ticket.openedAt),
  wanted_at: timestamptz(ticket => ticket.wantedAt),
  limit_due_at: timestamptz(ticket => ticket.limitDueAt),
  next_at: timestamptz(ticket => ticket.nextAt),
  predicted_at: timestamptz(ticket => ticket.predictedAt),
  policy_version: integer(ticket => ticket.policyVersion),
} satisfies Columns<NewTicket>

/** The share of a department when it is dispatched. */
export type NewPart = Pick<PartTable, 'hospitalId' | 'ticketId' | 'id' | 'unitId' | 'assigneeId' | 'assignedAs'> & {
  readonly dispatchedAt: Instant
  readonly nextAt: Instant
}

const PART = {
  hospital_id: uuid((part: NewPart) => part.hospitalId),
  ticket_id: uuid(part => part.ticketId),
  id: uuid(part => part.id),
  unit_id: uuid(part => part.unitId),
  assignee_id: uuid(part => part.assigneeId),
  assigned_as: text(part => part.assignedAs),
  dispatched_at: timestamptz(part => part.dispatchedAt),
  next_at: timestamptz(part => part.nextAt),
} satisfies Columns<NewPart>

const CLOCK = {
  hospital_id: uuid((clock: ClockTable) => clock.hospitalId),
  ticket_id: uuid(clock => clock.ticketId),
  id: uuid(clock => clock.id),
  part_id: uuid(clock => clock.partId),
  sop_step: text(clock => clock.sopStep),
  kind: text(clock => clock.kind),
  started_at: timestamptz(clock => clock.startedAt),
  due_at: timestamptz(clock => clock.dueAt),
  steps: text(clock => JSON.stringify(clock.steps)),
  next_at: timestamptz(clock => clock.nextAt),
} satisfies Columns<ClockTable>

/** The rows of new matters, of the shares of their departments and of their clocks, as one statement writes them. */
export const NEW_TICKETS = {
  ticket: {
    columns: TICKET,
    insert: (table: string, condition: string) => `
  insert into ticket.ticket (hospital_id, id, number, tracking, status, item_code, item_version, scope, class, difficulty, urgency,
    channel, contact_way, consent, patient_id, patient_masked, personal, owner_id, first_owner_id, position, opened_at, wanted_at,
    limit_due_at, next_at, predicted_at, told_at, waited_ms, overdue, response_breach, escalation_level, round, reclassified, attempts,
    policy_version, version)
  select hospital_id, id, number, tracking, 'dispatched', item_code, item_version, scope, class, string_to_array(difficulty, ','),
    urgency, channel, contact_way, consent, patient_id, patient_masked, personal, owner_id, owner_id, position, opened_at, wanted_at,
    limit_due_at, next_at, predicted_at, opened_at, 0, false, false, 0, 1, 0, 0, policy_version, 1
  from ${table} where ${condition}`,
  } satisfies Written<NewTicket>,
  part: {
    columns: PART,
    insert: (table: string, condition: string) => `
  insert into ticket.part (hospital_id, ticket_id, id, unit_id, status, assignee_id, assigned_as, dispatched_at, response_breach, round,
    matter_next_at)
  select hospital_id, ticket_id, id, unit_id, 'dispatched', assignee_id, assigned_as, dispatched_at, false, 1, next_at
  from ${table} where ${condition}`,
  } satisfies Written<NewPart>,
  clock: {
    columns: CLOCK,
    insert: (table: string, condition: string) => `
  insert into ticket.clock (hospital_id, ticket_id, id, part_id, sop_step, kind, started_at, due_at, steps, steps_done, next_at, breached)
  select hospital_id, ticket_id, id, part_id, sop_step, kind, started_at, due_at, steps::json, 0, next_at, false
  from ${table} where ${condition}`,
  } satisfies Written<ClockTable>,
}

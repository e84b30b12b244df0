import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { isoOf, type Tx } from '#platform/database.ts'
import type { Clock } from '../rules/clock.ts'
import type { ClockTable, MeetingTable, NoticeTable, PartTable, PromiseTable, TicketTable } from './tables.ts'

/** A matter as a use case holds it, its rows locked. */
export interface Stored {
  readonly ticket: TicketTable
  readonly parts: readonly PartTable[]
  readonly clocks: readonly ClockTable[]
}

/** The whole matter; with `lock`, nobody else changes it until the transaction ends. Refuses what is not there. */
export async function load(tx: Tx, hospitalId: string, id: string, lock: boolean): Promise<Stored> {
  let query = tx.selectFrom('ticket.ticket').selectAll().where('hospitalId', '=', hospitalId).where('id', '=', id)
  if (lock) query = query.forUpdate()
  const ticket = await query.executeTakeFirst()
  if (ticket === undefined) throw new Problem('not-found')
  const parts = await tx
    .selectFrom('ticket.part')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('ticketId', '=', id)
    .orderBy('dispatchedAt')
    .orderBy('id')
    .execute()
  const clocks = await tx
    .selectFrom('ticket.clock')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('ticketId', '=', id)
    .orderBy('dueAt')
    .execute()
  return { ticket, parts, clocks }
}

/** Writes a ticket's row over the version it was read at. */
export async function saveTicket(tx: Tx, ticket: TicketTable, changed: Partial<TicketTable>): Promise<void> {
  const written = await tx
    .updateTable('ticket.ticket')
    .set({ ...sqlValues(changed), version: ticket.version + 1 })
    .where('hospitalId', '=', ticket.hospitalId)
    .where('id', '=', ticket.id)
    .where('version', '=', ticket.version)
    .returning('version')
    .executeTakeFirst()
  if (written === undefined) throw new Problem('stale-version', { id: ticket.id })
}

export const savePart = (tx: Tx, part: PartTable, changed: Partial<PartTable>) =>
  tx
    .updateTable('ticket.part')
    .set(sqlValues(changed))
    .where('hospitalId', '=', part.hospitalId)
    .where('ticketId', '=', part.ticketId)
    .where('id', '=', part.id)
    .execute()

export const insertPart = (tx: Tx, part: PartTable) => tx.insertInto('ticket.part').values(sqlValues(part)).execute()

export const saveClock = (tx: Tx, clock: ClockTable, changed: Partial<ClockTable>) =>
  tx
    .updateTable('ticket.clock')
    .set(sqlValues(changed))
    .where('hospitalId', '=', clock.hospitalId)
    .where('ticketId', '=', clock.ticketId)
    .where('id', '=', clock.id)
    .execute()

export const insertClock = (tx: Tx, clock: ClockTable) =>
  tx.insertInto('ticket.clock').values(sqlValues(clock)).execute()

/** A rule's clock as a row. */
export const clockRow = (
  clock: Clock,
  at: { hospitalId: string; ticketId: string; id: string; partId?: string; promiseId?: string; sopStep?: string },
): ClockTable => ({
  hospitalId: at.hospitalId,
  ticketId: at.ticketId,
  id: at.id,
  partId: at.partId ?? null,
  promiseId: at.promiseId ?? null,
  sopStep: at.sopStep ?? null,
  kind: clock.kind,
  startedAt: clock.startedAt,
  dueAt: clock.dueAt,
  steps: clock.steps.map(step => ({ ...step, at: isoOf(step.at) })),
  stepsDone: 0,
  nextAt: clock.steps[0]?.at ?? null,
  stoppedAt: null,
  breached: false,
})

export const insertPromise = (tx: Tx, promise: PromiseTable) =>
  tx.insertInto('ticket.promise').values(sqlValues(promise)).execute()

export const promisesOf = (tx: Tx, hospitalId: string, ticketId: string): Promise<PromiseTable[]> =>
  tx
    .selectFrom('ticket.promise')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('ticketId', '=', ticketId)
    .orderBy('dueAt')
    .execute()

export async function markPromise(
  tx: Tx,
  hospitalId: string,
  ticketId: string,
  id: string,
  mark: { keptAt?: Instant; brokenAt?: Instant },
) {
  const row = await tx
    .updateTable('ticket.promise')
    .set(sqlValues<Partial<PromiseTable>>(mark))
    .where('hospitalId', '=', hospitalId)
    .where('ticketId', '=', ticketId)
    .where('id', '=', id)
    .where('keptAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new Problem('not-found')
  return row
}

export const insertMeeting = (tx: Tx, meeting: MeetingTable) =>
  tx.insertInto('ticket.meeting').values(sqlValues(meeting)).execute()

export const meetingsOf = (tx: Tx, hospitalId: string, ticketId: string): Promise<MeetingTable[]> =>
  tx
    .selectFrom('ticket.meeting')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('ticketId', '=', ticketId)
    .orderBy('calledAt')
    .execute()

export const saveMeeting = (tx: Tx, meeting: MeetingTable, changed: Partial<MeetingTable>) =>
  tx
    .updateTable('ticket.meeting')
    .set(sqlValues(changed))
    .where('hospitalId', '=', meeting.hospitalId)
    .where('ticketId', '=', meeting.ticketId)
    .where('id', '=', meeting.id)
    .execute()

/** One notice for each person; a step of a clock tells each person once, whatever is tried again. */
export async function insertNotices(tx: Tx, notices: readonly NoticeTable[]): Promise<void> {
  if (notices.length === 0) return
  await tx
    .insertInto('ticket.notice')
    .values(notices.map(notice => sqlValues(notice)))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Instants and JSON as PostgreSQL takes them. */
export function sqlValues<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sqlValue(name, value)])) as T
}

const JSON_COLUMNS = new Set(['steps', 'papers', 'invited', 'people', 'ticks', 'missing'])

function sqlValue(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (JSON_COLUMNS.has(name)) return JSON.stringify(value)
  if (typeof value === 'object' && 'epochMilliseconds' in value) return String(value)
  return value
}

import type { Caller } from '#kernel/caller.ts'
import type { Action, Events } from '#kernel/event.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import type { Organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Clock, ClockPolicy, Level, Step } from '../rules/clock.ts'
import { isOpenPart, mayFollow, partMayFollow, type PartStatus, type Status } from '../rules/ticket.ts'
import { clockRow } from './store.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * A matter that is being changed: its rows are locked, what is set here is saved when the step ends, and what is told goes to the
 * journal with the new version. Rules decide; this only carries.
 */
export interface Open {
  readonly house: House
  readonly caller: Caller
  readonly tx: Tx
  readonly at: Instant
  readonly ticket: Mutable<TicketTable>
  readonly parts: Mutable<PartTable>[]
  readonly clocks: Mutable<ClockTable>[]
  readonly organisation: Organisation
  readonly policy: ClockPolicy
  tell<A extends Action>(action: A, facts: Events[A], more?: Partial<Pick<Entry, 'detail' | 'unitId' | 'at'>>): void
  /** Another matter that is changed in the same step: locked, checked, saved and told like this one. */
  alongside(id: string, work: (other: Open) => Promise<void>): Promise<void>
  notify(
    to: readonly string[],
    about: { step: Step | string; level: Level; unitId?: string | null; clockId?: string; at?: Instant },
  ): Promise<void>
}

/** When the clock that ends next ends. */
export const nextEnd = (clocks: readonly ClockTable[]): Instant | null =>
  clocks
    .filter(clock => clock.stoppedAt === null)
    .map(clock => clock.dueAt)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null

/** The ticket goes to `to`; a step that the life cycle lacks is refused. */
export function moveTo(open: Open, to: Status): void {
  mayFollow(open.ticket.status, to)
  open.ticket.status = to
}

export function partMoveTo(part: Mutable<PartTable>, to: PartStatus): void {
  partMayFollow(part.status, to)
  part.status = to
}

export function partOf(open: Open, id: string): Mutable<PartTable> {
  const part = open.parts.find(one => one.id === id)
  if (part === undefined) throw new Problem('not-found')
  return part
}

export const openParts = (open: Open): Mutable<PartTable>[] => open.parts.filter(part => isOpenPart(part.status))

/** Starts a clock of this matter. */
export function startClock(
  open: Open,
  clock: Clock,
  of: { partId?: string; promiseId?: string; sopStep?: string } = {},
): ClockTable {
  const row = clockRow(clock, {
    hospitalId: open.ticket.hospitalId,
    ticketId: open.ticket.id,
    id: open.house.ids.next(),
    ...of,
  })
  open.clocks.push(row)
  return row
}

/** Stops the running clocks that `which` picks; one that ends late is breached for good. */
export function stopClocks(open: Open, which: (clock: ClockTable) => boolean): void {
  for (const clock of open.clocks) {
    if (clock.stoppedAt !== null || !which(clock)) continue
    clock.stoppedAt = open.at
    clock.nextAt = null
    if (Temporal.Instant.compare(open.at, clock.dueAt) > 0) clock.breached = true
  }
}

/** The limit of the matter runs on from where it began, with what it has not done yet. */
export function limitGoesOn(open: Open): void {
  const last = open.clocks.filter(clock => clock.kind === 'limit').at(-1)
  if (last === undefined) return
  last.stoppedAt = null
  const next = last.steps[last.stepsDone]
  last.nextAt = next === undefined ? null : Temporal.Instant.from(next.at)
}

/** The patient has just been told something. */
export function toldPatient(open: Open): void {
  open.ticket.toldAt = open.at
}

import type { Answer } from '#kernel/endpoint.ts'
import type { ClockView } from '#ui/clock/reading.ts'
import type { Say } from '#ui/language.ts'
import type { listItems, listTickets, openTicket } from '../contract.ts'
import type { zh } from './text.zh.ts'

/** What the screens of the desk show of a matter, as the contract says it. */
export type Ticket = Answer<typeof openTicket>
export type Row = Answer<typeof listTickets>['items'][number]
export type Part = Ticket['parts'][number]
export type Clock = Ticket['clocks'][number]
export type Line = Ticket['line'][number]
export type Act = Ticket['may'][number]
export type Meeting = Ticket['meetings'][number]
export type Promised = Ticket['promises'][number]
export type Item = Answer<typeof listItems>['items'][number]
export type Difficulty = Ticket['difficulty'][number]

export const VIEWS = [
  'mine',
  'undispatched',
  'due-soon',
  'overdue',
  'promises',
  'predicted-overdue',
  'open',
  'closed',
] as const
export type View = (typeof VIEWS)[number]

type SayTicket = Say<typeof zh>

/** One clock of the contract in words, for the chip. Waiting for the patient is told beside the limit, which it does not stop. */
export function clockView(
  clock: Clock,
  matter: { waitingSince: string | null; waitingReason?: string | null },
  say: SayTicket,
): ClockView {
  const { kind, unit, startedAt, dueAt, stoppedAt } = clock
  const waits = kind === 'limit' && stoppedAt === null && matter.waitingSince !== null
  return {
    label:
      (kind === 'response' || kind === 'deadline') && unit
        ? say(`clock.${kind}-of`, { unit: unit.name })
        : say(`clock.${kind}`),
    startedAt,
    dueAt,
    doneAt: stoppedAt,
    isPromise: kind === 'promise',
    waiting: waits
      ? { reason: matter.waitingReason ?? say('clock.patient'), since: matter.waitingSince ?? startedAt, stops: false }
      : null,
  }
}

/** The clock of a card: without the unit, which the card names anyway. */
export const rowClocks = (row: Row, say: SayTicket): readonly ClockView[] =>
  row.nextClock ? [clockView({ ...row.nextClock, unit: null }, row, say)] : []

export const ticketClocks = (ticket: Ticket, say: SayTicket): readonly ClockView[] =>
  ticket.clocks.map(clock => clockView(clock, ticket, say))

export const isOpenPart = (part: { readonly status: string }): boolean =>
  part.status !== 'done' && part.status !== 'withdrawn'

/** The units that work on a matter now, in one line; those that worked on it where all are done. */
export function unitsOf(row: Pick<Row, 'assignees'>, say: SayTicket): string {
  const open = row.assignees.filter(isOpenPart)
  return (open.length > 0 ? open : row.assignees).map(({ unit }) => unit.name).join(say('list.and'))
}

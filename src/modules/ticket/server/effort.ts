import type { Caller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { monthOf } from '../rules/pain-point.ts'

/** What one closed matter of several departments took, all its rounds together (TKT-17). */
export interface Effort {
  readonly id: string
  readonly number: string
  readonly closedAt: Instant
  readonly departments: number
  readonly tripsMade: number | null
  readonly tripsAvoided: number | null
  readonly contacts: number | null
  /** Spent by the departments. */
  readonly minutes: number
}
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** Every multi-department matter closed in the span, with what it took: the rows behind the targets TGT-03 and TGT-05. */
export const effortOf = (house: House, tx: Tx, span: Span): Promise<Effort[]> =>
  run<Effort>(
    tx,
    `select t.id, t.number, t.closed_at, p.departments::int, p.minutes::int,
       t.trips_made + coalesce(r.trips_made, 0)::int as trips_made, t.trips_avoided + coalesce(r.trips_avoided, 0)::int as trips_avoided,
       t.contacts + coalesce(r.contacts, 0)::int as contacts
     from ticket.ticket t
     cross join lateral (select count(distinct unit_id) as departments, coalesce(sum(minutes), 0) as minutes from ticket.part
       where hospital_id = t.hospital_id and ticket_id = t.id) p
     cross join lateral (select sum(trips_made) as trips_made, sum(trips_avoided) as trips_avoided, sum(contacts) as contacts from ticket.round
       where hospital_id = t.hospital_id and ticket_id = t.id) r
     where t.hospital_id = $1 and t.closed_at >= $2 and t.closed_at < $3 and t.scope = 'multi'
       and t.status in ('archived', 'archived_unconfirmed')
     order by t.closed_at, t.id`,
    [house.hospital.id, span.from.toString(), span.to.toString()],
  )

/** What was closed in the span, and which of it was opened again: the reopen rate (重开率, TKT-10). */
export async function reopenedOf(house: House, tx: Tx, span: Span) {
  const values = [house.hospital.id, span.from.toString(), span.to.toString()]
  const [open] = await run<{ count: number }>(
    tx,
    `select count(*) from ticket.ticket where hospital_id = $1 and closed_at >= $2 and closed_at < $3
       and status in ('archived', 'archived_unconfirmed')`,
    values,
  )
  const rows = await run<{ id: string; number: string; round: number; closedAt: Instant }>(
    tx,
    `select t.id, t.number, r.round, r.closed_at from ticket.round r
     join ticket.ticket t on t.hospital_id = r.hospital_id and t.id = r.ticket_id
     where r.hospital_id = $1 and r.closed_at >= $2 and r.closed_at < $3 order by r.closed_at, t.id`,
    values,
  )
  return { closed: (open?.count ?? 0) + rows.length, reopened: rows.length, rows }
}

/** The figures of one month with the rows behind them, for those who lead. */
export const ticketEffort = (house: House) => async (_: Caller, asked: { month?: string | undefined }) => {
  const month = asked.month ?? monthOf(house.clock.now(), house.hospital.zone)
  const { rows, reopened } = await house.database.transact(async tx => ({
    rows: await effortOf(house, tx, spanOf(month, house.hospital.zone)),
    reopened: await reopenedOf(house, tx, spanOf(month, house.hospital.zone)),
  }))
  const mean = (name: 'tripsMade' | 'tripsAvoided' | 'contacts' | 'minutes') => meanOf(rows.map(row => row[name]))
  return {
    month,
    mean: {
      tripsMade: mean('tripsMade'),
      tripsAvoided: mean('tripsAvoided'),
      contacts: mean('contacts'),
      minutes: mean('minutes'),
    },
    rows: rows.map(row => ({ ...row, closedAt: row.closedAt.toString() })),
    reopened: {
      ...reopened,
      percent: reopened.closed === 0 ? null : rounded((reopened.reopened * 100) / reopened.closed),
      rows: reopened.rows.map(row => ({ ...row, closedAt: row.closedAt.toString() })),
    },
  }
}

/** A month of the hospital's wall clock as a span of time. */
export function spanOf(month: string, zone: string): Span {
  const begins = Temporal.PlainYearMonth.from(month)
  const start = (of: Temporal.PlainYearMonth) => of.toPlainDate({ day: 1 }).toZonedDateTime(zone).toInstant()
  return { from: start(begins), to: start(begins.add({ months: 1 })) }
}

function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter(value => value !== null)
  return there.length === 0 ? null : rounded(there.reduce((sum, value) => sum + value, 0) / there.length)
}
const rounded = (value: number): number => Math.round(value * 100) / 100

import { type Instant, isBefore } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type SlotSum, slotSum } from '../rules/slot-sum.ts'

interface Row {
  readonly id: string
  readonly sessionId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly stoppedAt: Instant | null
  readonly capacity: number
  readonly booked: number
  readonly held: number
  readonly stopped: number
  readonly used: number
  readonly missed: number
}

export interface CountedSlot extends Pick<Row, 'id' | 'sessionId' | 'startsAt' | 'endsAt' | 'stoppedAt'> {
  readonly sum: SlotSum
}

/** The slots of some sessions in their order, each with where its places are. */
export async function countedSlots(
  tx: Tx,
  hospitalId: string,
  sessionIds: readonly string[],
  at: Instant,
): Promise<CountedSlot[]> {
  const rows = await run<Row>(
    tx,
    `select s.id, s.session_id, s.starts_at, s.ends_at, s.stopped_at, q.capacity, q.booked, q.held, q.stopped, a.used, a.missed
     from appointment.slot s
     cross join lateral (
       select sum(capacity)::int as capacity, sum(booked)::int as booked, sum(held)::int as held, sum(stopped)::int as stopped
       from appointment.quota q where q.hospital_id = s.hospital_id and q.slot_id = s.id
     ) q cross join lateral (
       select count(*) filter (where status <> 'no_show')::int as used, count(*) filter (where status = 'no_show')::int as missed
       from appointment.appointment a where a.hospital_id = s.hospital_id and a.unit_id = s.unit_id and a.day = s.day
         and a.starts_at = s.starts_at and a.slot_id = s.id
         and a.status in ('checked_in', 'in_consultation', 'completed', 'left', 'no_show')
     ) a
     where s.hospital_id = $1 and s.session_id = any($2) order by s.starts_at, s.id`,
    [hospitalId, sessionIds],
  )
  return rows.map(({ capacity, booked, held, stopped, used, missed, ...slot }) => ({
    ...slot,
    sum: slotSum({ capacity, booked, held, stopped }, { used, missed }, !isBefore(at, slot.endsAt)),
  }))
}

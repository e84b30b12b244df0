import type { FeeLevel, HalfDay } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'

/** What another system looks for among the slots; a missing member asks for nothing. */
export interface SlotsSought {
  readonly ids?: readonly string[]
  readonly sessionId?: string
  readonly doctorId?: string
  readonly unitId?: string
  /** Starting at or after. */
  readonly from?: string
  /** Starting before. */
  readonly before?: string
  readonly states?: readonly SlotState[]
  /** What is free is said for this channel. */
  readonly channel: Channel
  /** The last slot of the page before. */
  readonly after?: Place
  readonly atMost: number
}
/** Where a page ended: a moment and an id. */
export interface Place {
  readonly at: string
  readonly id: string
}
export type SlotState = 'free' | 'full' | 'stopped'

export interface SoughtSlot {
  readonly id: string
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly startsAt: string
  readonly endsAt: string
  readonly feeLevel: FeeLevel
  readonly capacity: number
  readonly free: number
  readonly state: SlotState
}

const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Slots in the order of their time, a page by its last place, for whoever reads the whole pool (号源查询). */
export function seekSlots(house: House, asked: SlotsSought): Promise<SoughtSlot[]> {
  const values: unknown[] = [house.hospital.id, quotasOf(asked.channel)]
  const put = (value: unknown): string => `$${values.push(value)}`
  const where = ['s.hospital_id = $1']
  if (asked.ids !== undefined) where.push(`s.id = any(${put(asked.ids)}::uuid[])`)
  if (asked.sessionId !== undefined) where.push(`s.session_id = ${put(asked.sessionId)}`)
  if (asked.doctorId !== undefined) where.push(`s.doctor_id = ${put(asked.doctorId)}`)
  if (asked.unitId !== undefined) where.push(`s.unit_id = ${put(asked.unitId)}`)
  if (asked.from !== undefined) where.push(`s.starts_at >= ${put(asked.from)}::timestamptz`)
  if (asked.before !== undefined) where.push(`s.starts_at < ${put(asked.before)}::timestamptz`)
  if (asked.after !== undefined)
    where.push(`(s.starts_at, s.id) > (${put(asked.after.at)}::timestamptz, ${put(asked.after.id)}::uuid)`)
  if (asked.states !== undefined) where.push(`p.state = any(${put(asked.states)})`)
  return house.database.statement<SoughtSlot>(
    `select s.id, s.session_id as "sessionId", s.unit_id as "unitId", s.doctor_id as "doctorId", s.day::text as day,
       s.half_day as "halfDay", ${UTC('s.starts_at')} as "startsAt", ${UTC('s.ends_at')} as "endsAt", s.fee_level as "feeLevel",
       p.capacity, p.free, p.state
     from appointment.slot s cross join lateral (
       select t.capacity, t.free, case when t.stopped then 'stopped' when t.free > 0 then 'free' else 'full' end as state
       from (select coalesce(sum(q.capacity), 0)::int as capacity, coalesce(bool_and(q.is_stopped), true) as stopped,
               coalesce(sum(q.capacity - q.booked - q.held - q.stopped) filter (where q.quota = any($2) and not q.is_stopped), 0)::int as free
             from appointment.quota q where q.hospital_id = s.hospital_id and q.slot_id = s.id) t) p
     where ${where.join(' and ')} order by s.starts_at, s.id limit ${asked.atMost}`,
    values,
  )
}

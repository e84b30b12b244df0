import type { Caller } from '#kernel/caller.ts'
import type { FeeLevel, HalfDay } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { doctorsNamed } from './names.ts'

interface SlotsAsked {
  readonly from: string
  readonly to: string
  readonly unit?: string | undefined
  readonly doctor?: string | undefined
  readonly channel: Channel
}

interface SlotRow {
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
  readonly stopped: boolean
}

const AT_MOST = 2000
const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Slots of some days with what a channel may still take of each (号源查询). What is free is said for that channel, its own share included. */
export const listSlots = (house: House) => async (caller: Caller, asked: SlotsAsked) => {
  const now = house.clock.now()
  const slots = await house.database.statement<SlotRow>(
    `select s.id, s.session_id as "sessionId", s.unit_id as "unitId", s.doctor_id as "doctorId", s.day::text as day,
       s.half_day as "halfDay", ${UTC('s.starts_at')} as "startsAt", ${UTC('s.ends_at')} as "endsAt", s.fee_level as "feeLevel",
       (sum(q.capacity) filter (where q.quota <> 'extra'))::int as capacity, bool_and(q.is_stopped) as stopped,
       coalesce(sum(q.capacity - q.booked - q.held - q.stopped) filter (where q.quota = any($7) and not q.is_stopped), 0)::int as free
     from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
     where s.hospital_id = $1 and s.day between $2::date and $3::date and s.starts_at > $4
       and ($5::uuid is null or s.unit_id = $5) and ($6::uuid is null or s.doctor_id = $6)
     group by s.hospital_id, s.id order by s.starts_at, s.doctor_id, s.id limit ${AT_MOST}`,
    [
      caller.hospitalId,
      asked.from,
      asked.to,
      now.toString(),
      asked.unit ?? null,
      asked.doctor ?? null,
      quotasOf(asked.channel),
    ],
  )
  return {
    slots,
    doctors: await doctorsNamed(
      house,
      slots.map(slot => slot.doctorId),
    ),
    now: now.toString(),
  }
}

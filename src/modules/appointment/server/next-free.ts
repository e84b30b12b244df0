import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'

/** A slot with places, for whoever came too late for another. */
export interface FreeSlot {
  readonly slotId: string
  readonly doctorId: string
  readonly startsAt: string
  readonly free: number
}

const SHOWN = 5
const REMEMBERED_MS = 1000
const remembered = new WeakMap<House, Map<string, { slots: Promise<readonly FreeSlot[]>; until: number }>>()

/** Forgets what is remembered: a session was stopped here, and none of its places is to be proposed any more. */
export const forgetNextFree = (house: House): void => void remembered.delete(house)

/**
 * The next slots with places after a full one: the same doctor's first, then the department's, by time. Remembered for a second,
 * because a rush for a full session asks the same question thousands of times.
 */
export function nextFree(
  house: House,
  hospitalId: string,
  slotId: string,
  channel: Channel,
): Promise<readonly FreeSlot[]> {
  const memory = remembered.get(house) ?? new Map()
  remembered.set(house, memory)
  const key = `${slotId} ${quotasOf(channel).join()}`
  const known = memory.get(key)
  if (known !== undefined && known.until > performance.now()) return known.slots
  if (memory.size > 1000) memory.clear()
  const slots = house.database.statement<FreeSlot>(
    `select s.id as "slotId", s.doctor_id as "doctorId", to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt",
       sum(q.capacity - q.booked - q.held - q.stopped)::int as free
     from appointment.slot f
     join appointment.slot s on s.hospital_id = f.hospital_id and s.unit_id = f.unit_id and s.starts_at > $3
       and s.day between f.day and f.day + 7 and s.id <> f.id
     join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id and q.quota = any($4) and not q.is_stopped
     where f.hospital_id = $1 and f.id = $2
     group by s.id, s.doctor_id, s.starts_at, f.doctor_id having sum(q.capacity - q.booked - q.held - q.stopped) > 0
     order by s.doctor_id <> f.doctor_id, s.starts_at, s.id limit ${SHOWN}`,
    [hospitalId, slotId, house.clock.now().toString(), quotasOf(channel)],
  )
  memory.set(key, { slots, until: performance.now() + REMEMBERED_MS })
  slots.catch(() => memory.delete(key))
  return slots
}

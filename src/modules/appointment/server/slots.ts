import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** What never changes about a slot once it is published, so that it may be remembered. */
export interface Slot {
  readonly id: string
  readonly unitId: string
  readonly doctorId: string
  readonly startsAt: Instant
  readonly minutes: number
}

const REMEMBERED_AT_MOST = 50_000
const remembered = new WeakMap<House, Map<string, Slot>>()

/** The slot of an id; refuses one that is not there. */
export async function slotOf(house: House, id: string): Promise<Slot> {
  const memory = remembered.get(house) ?? new Map<string, Slot>()
  remembered.set(house, memory)
  const known = memory.get(id)
  if (known !== undefined) return known
  const [row] = await house.database.statement<Slot>(
    `select id, unit_id as "unitId", doctor_id as "doctorId", starts_at as "startsAt",
       (extract(epoch from ends_at - starts_at) / 60)::int as minutes
     from appointment.slot where hospital_id = $1 and id = $2`,
    [house.hospital.id, id],
  )
  if (row === undefined) throw new Problem('slot-unknown')
  if (memory.size >= REMEMBERED_AT_MOST) memory.clear()
  memory.set(id, row)
  return row
}

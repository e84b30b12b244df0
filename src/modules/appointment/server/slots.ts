import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { laneOf } from '#platform/lane.ts'

/** What never changes about a slot once it is published, so that it may be remembered. */
export interface Slot {
  readonly id: string
  readonly unitId: string
  readonly doctorId: string
  readonly startsAt: Instant
  /** The same as text, made once for the thousands that ask for it. */
  readonly startsAtText: string
  readonly minutes: number
}

const REMEMBERED_AT_MOST = 50_000
const AT_MOST = 128

interface Memory {
  readonly known: Map<string, Slot>
  /** Those who ask for slots that are not remembered yet, together. */
  read(id: string): Promise<Slot | undefined>
}
const memories = new WeakMap<House, Memory>()

function memoryOf(house: House): Memory {
  const memory = memories.get(house) ?? {
    known: new Map<string, Slot>(),
    read: laneOf<string, Slot | undefined>(
      async ids => {
        const rows = await house.database.statement<Omit<Slot, 'startsAtText'>>(
          `select id, unit_id as "unitId", doctor_id as "doctorId", starts_at as "startsAt",
             (extract(epoch from ends_at - starts_at) / 60)::int as minutes
           from appointment.slot where hospital_id = $1 and id = any($2)`,
          [house.hospital.id, ids],
        )
        const slots = new Map(rows.map(row => [row.id, { ...row, startsAtText: row.startsAt.toString() }]))
        return ids.map(id => slots.get(id))
      },
      { atMost: AT_MOST },
    ),
  }
  memories.set(house, memory)
  return memory
}

/** The slot of an id; refuses one that is not there. */
export async function slotOf(house: House, id: string): Promise<Slot> {
  const { known, read } = memoryOf(house)
  const slot = known.get(id) ?? (await read(id))
  if (slot === undefined) throw new Problem('slot-unknown')
  if (known.size >= REMEMBERED_AT_MOST) known.clear()
  known.set(id, slot)
  return slot
}

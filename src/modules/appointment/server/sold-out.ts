import type { Caller } from '#kernel/caller.ts'
import { actorOf, type House } from '#platform/house.ts'
import { laneOf } from '#platform/lane.ts'
import type { Quota } from '../rules/quota.ts'

const REMEMBERED_MS = 1000
const AT_MOST = 1000

interface Memory {
  /** Until when a slot counts as full for those who may take from a share of their own, or from the open one alone. */
  readonly full: Map<string, number>
  /** How many places were freed here so far. */
  freed: number
  /** Which of some requests were answered before. */
  known(asked: { readonly actor: string; readonly key: string }): Promise<boolean>
}
const memories = new WeakMap<House, Memory>()

function memoryOf(house: House): Memory {
  const memory = memories.get(house) ?? { full: new Map<string, number>(), freed: 0, known: knownIn(house) }
  memories.set(house, memory)
  return memory
}

const markOf = (slotId: string, own: Quota | null): string => `${slotId} ${own}`

/**
 * A full slot (号满) is remembered for a second, because a rush asks for it thousands of times. It is never remembered that there
 * is a place, and who has one already is told so: a request whose key was answered before goes the whole way.
 */
export async function isSoldOut(house: House, caller: Caller, slotId: string, own: Quota | null): Promise<boolean> {
  const { full, known } = memoryOf(house)
  const until = full.get(markOf(slotId, own))
  if (until === undefined || until <= performance.now()) return false
  return caller.once === null || !(await known({ actor: actorOf(caller), key: caller.once.key }))
}

/**
 * Begins to ask for a place; what it returns is called where there was none. If a place was freed here meanwhile, the answer may be
 * older than that and is not remembered.
 */
export function askFor(house: House, slotId: string, own: Quota | null): () => void {
  const memory = memoryOf(house)
  const { freed } = memory
  return () => {
    if (memory.freed !== freed) return
    if (memory.full.size >= AT_MOST) memory.full.clear()
    memory.full.set(markOf(slotId, own), performance.now() + REMEMBERED_MS)
  }
}

/**
 * A place is freed: nothing counts as full any more. Called when its share is locked already, before the commit: whoever asks after
 * this waits for the lock and finds the place.
 */
export function placeFreed(house: House): void {
  const memory = memoryOf(house)
  memory.freed += 1
  memory.full.clear()
}

/** Those who ask at the same moment, together. */
const knownIn = (house: House): Memory['known'] =>
  laneOf(
    async asked => {
      const rows = await house.database.statement<{ place: number }>(
        `select a.place from unnest($2::text[], $3::text[]) with ordinality as a (actor, key, place)
         cross join lateral (select from platform.answer p where p.hospital_id = $1 and p.actor = a.actor and p.key = a.key limit 1) p`,
        [house.hospital.id, asked.map(one => one.actor), asked.map(one => one.key)],
      )
      const places = new Set(rows.map(row => row.place))
      return asked.map((_, place) => places.has(place + 1))
    },
    { atMost: 128 },
  )

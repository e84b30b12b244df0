import { type Instant, wallClock } from '#kernel/time.ts'
import type { Listed } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { bookingPolicy } from '../settings.ts'

/** A crowd before a release reads from here. Shorter than a screen waits after it heard of a change, so that it never reads what was before. */
const REMEMBERED_MS = 250
const REMEMBERED_AT_MOST = 500

const remembered = new WeakMap<House, Map<string, { readonly rows: Promise<unknown>; readonly until: number }>>()

/** The rows of one question, asked once for all who ask within the same moment (号源查询合并). */
export function once<T>(house: House, key: string, ask: () => Promise<T>): Promise<T> {
  const memory = remembered.get(house) ?? new Map<string, { rows: Promise<unknown>; until: number }>()
  remembered.set(house, memory)
  const known = memory.get(key)
  if (known !== undefined && known.until > performance.now()) return known.rows as Promise<T>
  if (memory.size >= REMEMBERED_AT_MOST) memory.clear()
  const rows = ask()
  memory.set(key, { rows, until: performance.now() + REMEMBERED_MS })
  rows.catch(() => memory.delete(key))
  return rows
}

/** The days that a channel may book now, first and last. */
export async function bookableWindow(
  house: House,
  at: Instant,
): Promise<{ readonly from: string; readonly to: string }> {
  const { horizonDays } = (await house.settings.at(house.hospital.id, bookingPolicy, at)).value
  const today = wallClock(at, house.hospital.zone).day
  return { from: today.toString(), to: today.add({ days: horizonDays - 1 }).toString() }
}

/** What a channel, `$5` its shares, may still take of the slots of a group. */
export const FREE = `coalesce(sum(q.capacity - q.booked - q.held - q.stopped) filter (where q.quota = any($5) and not q.is_stopped), 0)::int`
/** Slots ahead, `$1` hospital, of the days `$2` to `$3`, after `$4`. */
export const SLOTS = `from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
  where s.hospital_id = $1 and s.day between $2::date and $3::date and s.starts_at > $4`

/** Where a department is. */
export const placeOf = ({ building, floor, room }: Listed) => ({ building, floor, room })

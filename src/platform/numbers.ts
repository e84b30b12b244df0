import { isoDay, type PlainDate } from '#kernel/time.ts'
import type { Database } from '#platform/database.ts'

/** Numbers that people read aloud: one count per kind and day (`TK-1121-0007`). No two are equal; a crash may leave a gap. */
export interface Numbers {
  next(hospitalId: string, kind: string, day: PlainDate): Promise<number>
}

interface Lease {
  next: number
  end: number
  size: number
  filling: Promise<void> | null
}
const LARGEST_LEASE = 256
const BUSY_MS = 250

/**
 * Leases blocks from a locked counter row, so that a rush does not queue on one row: a quiet desk takes one number at a
 * time, and the block doubles while they are used up quickly.
 */
export function numbersOf(database: Database): Numbers {
  const leases = new Map<string, Lease & { filledAt: number }>()
  const fill = async (lease: Lease & { filledAt: number }, hospitalId: string, kind: string, day: string) => {
    const busy = performance.now() - lease.filledAt < BUSY_MS
    lease.size = busy ? Math.min(LARGEST_LEASE, lease.size * 2) : 1
    const [row] = await database.statement<{ value: number }>(
      `insert into platform.counter (hospital_id, kind, day, value) values ($1, $2, $3, $4)
       on conflict (hospital_id, kind, day) do update set value = platform.counter.value + $4 returning value`,
      [hospitalId, kind, day, lease.size],
    )
    const end = row?.value ?? 0
    lease.next = end - lease.size + 1
    lease.end = end
    lease.filledAt = performance.now()
  }
  return {
    async next(hospitalId, kind, day) {
      const key = `${hospitalId} ${kind} ${isoDay(day)}`
      let lease = leases.get(key)
      if (lease === undefined) {
        if (leases.size > 100) leases.clear()
        lease = { next: 1, end: 0, size: 1, filling: null, filledAt: -BUSY_MS }
        leases.set(key, lease)
      }
      while (lease.next > lease.end) {
        const own = lease
        own.filling ??= fill(own, hospitalId, kind, isoDay(day)).finally(() => {
          own.filling = null
        })
        await own.filling
      }
      lease.next += 1
      return lease.next - 1
    },
  }
}

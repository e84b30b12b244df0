import { randomUUID } from 'node:crypto'
import type { QueryResultRow } from 'pg'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { openSlots, patientId, slotId } from './places.ts'

/** A house that serves, and that can be ended at once. */
export interface RushHouse {
  readonly web: string
  kill(): unknown
}

export interface Rush {
  /** The slot of this round, with one place. */
  readonly slot: number
  readonly bookers: number
  readonly houses: readonly RushHouse[]
  readonly cookies: readonly string[]
  /** Which of the houses is killed in the middle, and after how many answers. */
  readonly kills: number
  readonly after: number
  readonly ask: (sql: string, values?: readonly unknown[]) => Promise<QueryResultRow[]>
}

export interface RushResult {
  /** How many were told that they have the place. */
  readonly winners: number
  /** How many have it. */
  readonly booked: number
  /** Whether every booker was told at last, and told what is: with its own key, whatever was heard or not heard before. */
  readonly toldTruth: boolean
  /** How many never heard their first answer, because the process was killed. */
  readonly cutOff: number
  /** The slowest answer of a process that lived, in milliseconds. */
  readonly slowestMs: number
}

interface Told {
  /** The booking, for whom it is; null for who was refused. */
  readonly id: string | null
  /** Why it was refused: `/problems/slot-full`. */
  readonly type: string | null
}

/**
 * All want one place at one moment, over several processes, one of which dies in the middle; whoever heard nothing, and then
 * everybody, asks again at a living one with the same key.
 */
export async function rush({ slot, bookers, houses, cookies, kills, after, ask }: Rush): Promise<RushResult> {
  await openSlots(ask, { first: slot, count: 1, capacity: 1, alone: true })
  const living = houses.filter((_, place) => place !== kills)
  const wishes = Array.from({ length: bookers }, (_, n) => ({
    key: randomUUID(),
    cookie: cookies[n % cookies.length] ?? '',
    body: JSON.stringify(sampleBooking(slotId(slot), patientId(n))),
  }))
  let slowestMs = 0
  const send = async (house: RushHouse | undefined, wish: (typeof wishes)[number]): Promise<Told | null> => {
    const began = performance.now()
    try {
      const answer = await fetch(`${house?.web}/api/appointments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: wish.cookie, 'idempotency-key': wish.key },
        body: wish.body,
      })
      const { id = null, type = null } = (await answer.json()) as { id?: string; type?: string }
      slowestMs = Math.max(slowestMs, performance.now() - began)
      return { id, type }
    } catch {
      return null
    }
  }
  const dying: Promise<unknown>[] = []
  let heard = 0
  const first = await Promise.all(
    wishes.map(async (wish, n) => {
      const told = await send(houses[n % houses.length], wish)
      heard += 1
      if (heard === after) dying.push(Promise.resolve(houses[kills]?.kill()))
      return told
    }),
  )
  await Promise.all(dying)
  const second = await Promise.all(wishes.map((wish, n) => send(living[n % living.length], wish)))
  const rows = await ask('select id from appointment.appointment where slot_id = $1', [slotId(slot)])
  const there = new Set(rows.map(row => row['id'] as string))
  const right = (told: Told | null | undefined): boolean =>
    told?.id === null || told?.id === undefined ? told?.type === '/problems/slot-full' : there.has(told.id)
  return {
    winners: second.filter(told => told !== null && told.id !== null).length,
    booked: there.size,
    toldTruth: second.every((told, n) => {
      const before = first[n] ?? null
      return right(told) && (before === null || (right(before) && before.id === told?.id))
    }),
    cutOff: first.filter(told => told === null).length,
    slowestMs: Math.round(slowestMs),
  }
}

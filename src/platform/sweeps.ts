import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { actionsAfter, deliver, type Listener, newest, type Place, START } from '#platform/listeners.ts'
import { errorFacts } from '#platform/log.ts'

/**
 * What the house does by the clock (巡检): it re-reads the `due_at` columns and does what has come due. A restart loses
 * nothing, and a clock that jumps is caught up with.
 */
export interface Sweep {
  readonly name: string
  /** Seconds of the house's clock between two runs. */
  readonly every: number
  run(house: House, now: Instant): Promise<void>
}

export interface Machinery {
  /** Runs every sweep that is due and brings every listener up to date; for tests and simulated time, without waiting. */
  turn(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const TICK_MS = 1000
const WHOLE_MS = 5000

export function machineryOf(house: House, sweeps: readonly Sweep[], listeners: readonly Listener[]): Machinery {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | null = null
  let turning: Promise<void> | null = null
  let listening: Promise<void> | null = null

  const sweepAll = async () => {
    for (const sweep of await whoseTimeHasCome()) {
      try {
        const now = house.clock.now()
        if (await claim(house, sweep, now)) await sweep.run(house, now)
      } catch (error) {
        house.log.error({ sweep: sweep.name, ...errorFacts(error) }, 'a sweep failed')
      }
    }
  }
  const whoseTimeHasCome = async () => {
    try {
      return await dueOf(house, sweeps)
    } catch (error) {
      house.log.error(errorFacts(error), 'the times of the sweeps could not be read')
      return []
    }
  }
  const prompt = listeners.filter(listener => listener.perSecond === undefined)
  const paced = listeners.filter(listener => listener.perSecond !== undefined)
  /** The part of their pace that is left for those who may lag. */
  let left = 1
  const deliverAll = async (to: readonly Listener[], isPaced = false) => {
    for (const listener of to) {
      if (stopping.signal.aborted) return
      try {
        const atMost = isPaced ? Math.ceil((listener.perSecond ?? 1) * left) : undefined
        await deliver(house, listener, stopping.signal, atMost)
      } catch (error) {
        house.log.error({ listener: listener.name, ...errorFacts(error) }, 'a listener could not be reached')
      }
    }
  }
  let counted = { changes: 0, at: performance.now() }
  const tick = () => {
    const now = { changes: house.live.changes(), at: performance.now() }
    left = leftOf(((now.changes - counted.changes) * 1000) / Math.max(1, now.at - counted.at))
    counted = now
    turning ??= sweepAll()
      .then(() => deliverAll(paced, true))
      .finally(() => {
        turning = null
      })
  }
  let scanned: Place | null = null
  let wholeAt = Number.NEGATIVE_INFINITY
  /** Only who hears one of the new events is woken; every few seconds everybody is, for those that failed. */
  const deliverNew = async () => {
    if (scanned === null || performance.now() - wholeAt > WHOLE_MS) {
      wholeAt = performance.now()
      scanned = (await newest(house)) ?? START
      await deliverAll(prompt)
      return
    }
    const { upTo, actions } = await actionsAfter(house, scanned)
    scanned = upTo
    await deliverAll(prompt.filter(listener => listener.hears.some(action => actions.has(action))))
  }
  const hear = () => {
    if (stopping.signal.aborted) return
    listening ??= deliverNew()
      .catch((error: unknown) => house.log.error(errorFacts(error), 'the journal could not be read'))
      .finally(() => {
        listening = null
      })
  }
  return {
    async turn() {
      await turning
      await sweepAll()
      await listening
      await deliverAll(listeners)
    },
    start() {
      timer = setInterval(tick, TICK_MS)
      if (listeners.length > 0) house.live.onMove(hear)
    },
    async stop() {
      stopping.abort()
      if (timer !== null) clearInterval(timer)
      await turning
      await listening
    },
  }
}

/** More changes a second are a rush: then those who may lag go on at a part of their pace, at least at this one. */
const RUSH = 100
const LEAST = 0.1

/** How much of their pace is left for those who may lag, by how many changes this process writes in a second. */
export const leftOf = (changesASecond: number): number => Math.max(LEAST, Math.min(1, RUSH / changesASecond))

/** Those whose time has come or that have none yet, by one reading: most of them have not, most of the time. */
async function dueOf(house: House, sweeps: readonly Sweep[]): Promise<readonly Sweep[]> {
  const now = house.clock.now()
  const rows = await house.database.statement<{ name: string; due_at: Instant }>(
    'select name, due_at from platform.sweep where hospital_id = $1',
    [house.hospital.id],
  )
  const dueAt = new Map(rows.map(row => [row.name, row.due_at.epochMilliseconds]))
  return sweeps.filter(sweep => {
    const at = dueAt.get(sweep.name)
    return at === undefined || at <= now.epochMilliseconds || at > now.epochMilliseconds + sweep.every * 1000
  })
}

/** Of several processes, the one that moves the due time on runs the sweep; a clock that was set back does not silence it. */
async function claim(house: House, sweep: Sweep, now: Instant): Promise<boolean> {
  const next = now.add({ seconds: sweep.every }).toString()
  const claimed = await house.database.transact(async tx => {
    const rows = await run(
      tx,
      `update platform.sweep set due_at = $4::timestamptz where hospital_id = $1 and name = $2 and (due_at <= $3::timestamptz or due_at > $4::timestamptz) returning name`,
      [house.hospital.id, sweep.name, now.toString(), next],
    )
    if (rows.length > 0) return true
    const first = await run(
      tx,
      'insert into platform.sweep (hospital_id, name, due_at) values ($1, $2, $3) on conflict do nothing returning name',
      [house.hospital.id, sweep.name, next],
    )
    return first.length > 0
  })
  return claimed
}

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
    for (const sweep of sweeps) {
      try {
        const now = house.clock.now()
        if (await claim(house, sweep, now)) await sweep.run(house, now)
      } catch (error) {
        house.log.error({ sweep: sweep.name, ...errorFacts(error) }, 'a sweep failed')
      }
    }
  }
  const prompt = listeners.filter(listener => listener.perSecond === undefined)
  const paced = listeners.filter(listener => listener.perSecond !== undefined)
  const deliverAll = async (to: readonly Listener[], isPaced = false) => {
    for (const listener of to) {
      if (stopping.signal.aborted) return
      try {
        await deliver(house, listener, stopping.signal, isPaced ? listener.perSecond : undefined)
      } catch (error) {
        house.log.error({ listener: listener.name, ...errorFacts(error) }, 'a listener could not be reached')
      }
    }
  }
  const tick = () => {
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

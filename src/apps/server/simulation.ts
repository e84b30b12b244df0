import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { instant } from '#kernel/text.ts'
import { carrySessions } from '#modules/staff/index.ts'
import type { ShiftedClock } from '#platform/clock.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import { on } from '#platform/http/serve.ts'
import type { Module } from '#platform/module.ts'
import type { Machinery } from '#platform/sweeps.ts'

declare module '#kernel/event.ts' {
  interface Events {
    'simulation.moved': { minutes: number }
  }
}

/** A year at once is enough for every term that a hospital keeps. */
const MOST = 366 * 24 * 60
const MINUTE_MS = 60_000

/** Moves the simulated time forward (模拟时间), `CLOCK=simulated` only; answers when all that came due meanwhile is done. */
const moveClock = post('/api/simulation/clock', {
  id: 'simulation.move',
  summary: 'Move the simulated time forward (模拟时间); what comes due meanwhile is done before the answer',
  access: 'simulation:move',
  body: z.strictObject({ minutes: z.int().min(1).max(MOST) }),
  returns: z.strictObject({ now: instant }),
})

/** What a simulated house has beside the others: an administrator moves its time, and it stays moved through a restart. */
export const simulation = (clock: ShiftedClock, machinery: Machinery): Module => ({
  name: 'simulation',
  problems: {},
  routes: house => [
    on(moveClock)(async ({ body: { minutes } }, { caller }) => {
      await transact(house, caller, async ({ tx, tell }) => {
        // A jump is not idleness: whoever is signed in stays so.
        await carrySessions(house, minutes * MINUTE_MS)
        clock.advance({ minutes })
        await run(
          tx,
          `insert into platform.simulation (hospital_id, offset_ms) values ($1, $2)
           on conflict (hospital_id) do update set offset_ms = excluded.offset_ms`,
          [house.hospital.id, clock.offsetMs()],
        )
        tell({ action: 'simulation.moved', subject: { kind: 'clock', id: house.hospital.id }, facts: { minutes } })
      })
      await machinery.turn()
      return { now: house.clock.now().toString() }
    }),
  ],
})

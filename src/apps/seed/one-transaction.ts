import { assemble } from '#apps/server/house.ts'
import type { Instant } from '#kernel/time.ts'
import { type SettableClock, stoppedClock } from '#platform/clock.ts'
import { type Database, run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Numbers } from '#platform/numbers.ts'

/** A house of the same hospital whose clock is moved by hand, and all of whose transactions are one (示范数据的一次性写入). */
export interface Stage {
  readonly house: House
  readonly clock: SettableClock
}

/** The house as a stage on an open transaction: what its use cases write stays if the transaction does, all of it or nothing. */
export function stageOn(house: House, at: Instant, transaction: () => Tx, numbers?: Numbers): Stage {
  const clock = stoppedClock(at)
  const database: Database = {
    ...house.database,
    transact: work => work(transaction()),
    statement: (text, values) => run(transaction(), text, values),
  }
  const staged = assemble({ ...house, clock, database })
  return {
    clock,
    // Nothing is there for others to look at before the transaction ends.
    house: { ...staged, numbers: numbers ?? staged.numbers, live: { ...staged.live, moved: () => undefined } },
  }
}

/** Runs `work` on a stage, in one transaction. A crash in the middle loses what a demo can lose, so nobody waits for the disk. */
export const inOneTransaction = <T>(house: House, at: Instant, work: (stage: Stage) => Promise<T>): Promise<T> =>
  house.database.transact(async tx => {
    await doNotWait(tx)
    return work(stageOn(house, at, () => tx))
  })

export const doNotWait = (tx: Tx) => run(tx, 'set local synchronous_commit = off')

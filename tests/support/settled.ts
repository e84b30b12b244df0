import { setTimeout as pause } from 'node:timers/promises'
import { type Database, run } from '#platform/database.ts'

const PATIENCE_MS = 15_000

/**
 * Waits until everything in the journal lies below the horizon. Transactions of other tests on the same server hold it back for a
 * moment, and until then neither a seal nor a listener sees what was written last.
 */
export async function journalSettled(database: Database): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const [row] = await database.transact(tx =>
      run<{ open: boolean }>(
        tx,
        'select exists(select 1 from platform.journal where tx >= platform.horizon()) as open',
      ),
    )
    if (row?.open !== true) return
    if (performance.now() > end) throw new Error('another transaction of this server never ends')
    await pause(20)
  }
}

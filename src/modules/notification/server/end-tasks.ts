import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { lockMessages } from './store.ts'
import { dropTask } from './tasks.ts'

/** What was to be told about a subject is over (告知作废): an offer ended, so nobody calls about it any more. */
export const endTasks =
  (house: House) =>
  async (tx: Tx, about: { readonly kind: string; readonly id: string }): Promise<void> => {
    const hospitalId = house.hospital.id
    const rows = await run<{ id: string }>(
      tx,
      `select m.id from notification.message m join notification.task t on t.hospital_id = m.hospital_id and t.message_id = m.id
       where m.hospital_id = $1 and m.about_id = $2 and m.about_kind = $3 and t.done_at is null`,
      [hospitalId, about.id, about.kind],
    )
    if (rows.length === 0) return
    const messages = await lockMessages(
      tx,
      hospitalId,
      rows.map(row => row.id),
    )
    for (const message of messages) await dropTask(house, tx, message, house.clock.now())
  }

import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { lockMessages, saveMessage, tell } from './store.ts'
import { dropTask } from './tasks.ts'

/**
 * Somebody did something about what messages asked for (以处理为回执): those to this person, or to anybody, about this subject that
 * wait for an action have their receipt. Delivery alone is none. Returns how many there were.
 */
export const acknowledge =
  (house: House) =>
  async (tx: Tx, asked: { readonly about: { readonly kind: string; readonly id: string } }): Promise<number> => {
    const hospitalId = house.hospital.id
    const rows = await run<{ id: string }>(
      tx,
      `select id from notification.message where hospital_id = $1 and about_id = $2 and about_kind = $3
         and answer_by is not null and answered_at is null`,
      [hospitalId, asked.about.id, asked.about.kind],
    )
    if (rows.length === 0) return 0
    const now = house.clock.now()
    const messages = await lockMessages(
      tx,
      hospitalId,
      rows.map(row => row.id),
    )
    for (const message of messages) {
      const late = message.answerBy !== null && now.epochMilliseconds > message.answerBy.epochMilliseconds
      await saveMessage(tx, message, { answeredAt: now, settledAt: now, state: 'delivered', dueAt: null })
      await run(
        tx,
        `update notification.delivery set state = 'delivered', code = null, settled_at = $3 where hospital_id = $1
           and message_id = $2 and (state in ('sent', 'unknown') or code = 'not-answered')`,
        [hospitalId, message.id, now.toString()],
      )
      await dropTask(house, tx, message, now)
      await tell(house, tx, message, now, { action: 'message.answered', facts: { late } })
    }
    return messages.length
  }

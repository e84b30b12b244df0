import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { lockMessages, saveMessage, tell } from './store.ts'
import { makeTask } from './tasks.ts'

const AT_ONCE = 200
const looked = new WeakSet<House>()

/**
 * A restored house sends nothing that waited when its backup was made (恢复后的待发消息): the house that it was made of may have sent it.
 * Such a message is `unknown`, and a person finds out. Looked for once in the life of a process, before anything is sent.
 */
export async function holdRestored(house: House, now: Instant): Promise<void> {
  if (looked.has(house)) return
  while (await holdSome(house, now));
  looked.add(house)
}

/** Some of them; false when none is left. */
const holdSome = (house: House, now: Instant): Promise<boolean> =>
  house.database.transact(async tx => {
    const { id: hospitalId } = house.hospital
    const [restored] = await run<{ backedUpAt: Instant }>(
      tx,
      `select backed_up_at from platform.restoration where hospital_id = $1 and messages_held_at is null
       order by backed_up_at desc limit 1 for update`,
      [hospitalId],
    )
    if (restored === undefined) return false
    const waiting = await run<{ id: string }>(
      tx,
      `select id from notification.message where hospital_id = $1 and state in ('queued', 'held') and made_at <= $2::timestamptz
       order by id limit ${AT_ONCE}`,
      [hospitalId, restored.backedUpAt.toString()],
    )
    const messages =
      waiting.length === 0
        ? []
        : await lockMessages(
            tx,
            hospitalId,
            waiting.map(({ id }) => id),
          )
    for (const message of messages) {
      await saveMessage(tx, message, { state: 'unknown', dueAt: null, settledAt: now })
      await tell(house, tx, message, now, { action: 'message.unknown', facts: { channel: 'none', code: 'restored' } })
      await makeTask(house, tx, message, 'restored', now)
    }
    if (messages.length === 0)
      await run(
        tx,
        'update platform.restoration set messages_held_at = $2 where hospital_id = $1 and messages_held_at is null',
        [hospitalId, now.toString()],
      )
    return messages.length > 0
  })

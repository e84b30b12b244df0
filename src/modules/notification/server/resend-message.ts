import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { quietUntil } from '../rules/quiet-hours.ts'
import { messagePolicy } from '../settings.ts'
import { lockMessages } from './store.ts'
import { dropTask } from './tasks.ts'

/** Sent without a receipt, failed, or unknown: a person may decide that it goes out once more. */
const RESENDABLE = new Set(['sent', 'failed', 'unknown'])

/**
 * Sends a message once more, because a person says why (重发): as a new one, planned anew by what the recipient has now; the old
 * one stays as it is.
 */
export const resendMessage =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<{ id: string }> =>
    transact(house, caller, async ({ tx, tell }) => {
      const [old] = await lockMessages(tx, caller.hospitalId, [asked.id])
      if (old === undefined) throw new Problem('not-found')
      if (!RESENDABLE.has(old.state)) throw new Problem('message-not-resendable')
      const before = await run(
        tx,
        'select id from notification.message where hospital_id = $1 and resend_of = $2 limit 1',
        [caller.hospitalId, old.id],
      )
      if (before.length > 0) throw new Problem('message-resent')
      const now = house.clock.now()
      const { value: policy } = await house.settings.at(caller.hospitalId, messagePolicy, now)
      const quiet = old.urgent ? null : quietUntil(now, policy.quietHours, house.hospital.zone)
      const id = house.ids.next()
      await tx
        .insertInto('notification.message')
        .values({
          ...old,
          id,
          version: 1,
          state: quiet === null ? 'queued' : 'held',
          route: null,
          step: 0,
          lane: null,
          waits: 0,
          madeAt: now.toString(),
          dueAt: (quiet ?? now).toString(),
          // What was to be answered in time is late already: the new one is a plain message.
          answerBy: null,
          answeredAt: null,
          settledAt: null,
          resendOf: old.id,
        })
        .execute()
      await dropTask(house, tx, old, now)
      tell({
        action: 'message.resent',
        subject: { kind: 'message', id: old.id },
        patientId: old.patientId,
        facts: { as: id },
        detail: { reason: asked.reason },
      })
      return { id }
    })

import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeReplayable } from '../rules/settling.ts'
import { settleWoken } from './receive-message.ts'
import { againAfterRaces, reader, settle } from './settle-message.ts'
import { lockMessage, saveMessage } from './store.ts'

/**
 * Tries a message again that was refused, is parked or was left unfinished (重放), because a person says so. What is parked
 * makes the visit that it names.
 */
export const replayMessage =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<void> => {
    const read = await reader(house)
    const woken = await againAfterRaces(() =>
      transact(house, caller, async work => {
        const message = await lockMessage(work.tx, caller.hospitalId, asked.id)
        if (message === undefined) throw new Problem('not-found')
        mustBeReplayable(message.state)
        const settled = await settle(house, work, message, read(message), { insists: true, isAsked: false })
        const at = house.clock.now()
        await saveMessage(work.tx, message, { replayedBy: caller.personId, replayedAt: at })
        work.tell({
          action: 'interop.message-replayed',
          subject: { kind: 'interop', id: message.id },
          facts: { from: message.state, to: settled.state },
          detail: { reason: asked.reason },
        })
        return settled.woken
      }),
    )
    await settleWoken(house, woken)
  }

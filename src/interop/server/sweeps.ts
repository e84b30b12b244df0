import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { dueWhenParked, dueWhenReceived, TRIES_OF_UNANSWERED } from '../rules/settling.ts'
import { settleWoken } from './receive-message.ts'
import { refuseBroken, settleMessage } from './settle-message.ts'
import { claimDue, type StoredMessage, saveMessage } from './store.ts'

/** Finishes messages that the house took in and died before it answered, and tries parked ones again. */
export const sweeps: readonly Sweep[] = [
  {
    name: 'interop: unfinished and parked messages',
    every: 10,
    run: async (house, now) => {
      const due = await house.database.transact(tx => claimDue(tx, house.hospital.id, now, dueWhenReceived(now)))
      for (const message of due) await tryAgain(house, message, now)
    },
  },
]

async function tryAgain(
  house: House,
  { id, attempts, state }: Pick<StoredMessage, 'id' | 'attempts' | 'state'>,
  now: Instant,
) {
  try {
    if (state === 'received' && attempts > TRIES_OF_UNANSWERED) await refuseBroken(house)(id, false)
    else await settleWoken(house, (await settleMessage(house)(id)).woken)
  } catch (error) {
    house.log.error({ message: id, ...errorFacts(error) }, 'a message could not be settled by the sweep')
    if (state === 'parked') await postpone(house, id, dueWhenParked(now, attempts))
  }
}

const postpone = (house: House, id: string, dueAt: Instant): Promise<void> =>
  house.database.transact(tx => saveMessage(tx, { hospitalId: house.hospital.id, id }, { dueAt }))

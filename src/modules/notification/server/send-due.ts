import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { adapterOf } from './adapters.ts'
import { lookAgain } from './look-again.ts'
import { planMessages } from './plan-messages.ts'
import { settle } from './settle.ts'
import { takeMessages } from './take-messages.ts'

/** So many calls to providers at once in a process. */
const AT_ONCE = 4
/** A sweep waits so long for the calls it began; what takes longer goes on beside the next sweeps. */
const PATIENCE_MS = 700

const sending = new WeakMap<House, Promise<void>>()

/** Sends what has come due (发送到期消息). Slow providers hold up nothing but their own calls. */
export async function sendDue(house: House, now: Instant): Promise<void> {
  await planMessages(house, now)
  let running = sending.get(house)
  if (running === undefined) {
    running = Promise.all([lookAgain(house), ...Array.from({ length: AT_ONCE }, () => sendUntilNone(house))])
      .catch((error: unknown) => house.log.error(errorFacts(error), 'messages could not be sent'))
      .then(() => void sending.delete(house))
    sending.set(house, running)
  }
  await Promise.race([running, patience()])
}

const patience = (): Promise<void> =>
  new Promise(resume => {
    setTimeout(resume, PATIENCE_MS).unref()
  })

/** Waits until no call is under way; for whoever stops the house. */
export const sendingEnds = async (house: House): Promise<void> => await sending.get(house)

async function sendUntilNone(house: House): Promise<void> {
  for (;;) {
    const taken = await takeMessages(house, house.clock.now())
    if (taken === null) return
    if (taken.parcels.length === 0) continue
    const adapter = await adapterOf(house, taken.step, taken.channels, taken.policy)
    const outcome = await adapter.send(taken.parcels)
    await settle(
      house,
      taken.parcels.map(parcel => parcel.id),
      outcome,
      house.clock.now(),
    )
  }
}

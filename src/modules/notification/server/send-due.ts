import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { adapterOf } from './adapters.ts'
import { holdRestored } from './hold-restored.ts'
import { lookAgain } from './look-again.ts'
import { planMessages } from './plan-messages.ts'
import { settle } from './settle.ts'
import { takeMessages } from './take-messages.ts'

/** So many calls to providers at once in a process. */
const AT_ONCE = 4
/** So many calls one after the other, before others have their turn: with the above, a bound on what a second may take. */
const IN_A_ROW = 10
/** A sweep waits so long for the calls it began; what takes longer goes on beside the next sweeps. */
const PATIENCE_MS = 700

const sending = new WeakMap<House, Promise<void>>()
const stopped = new WeakSet<House>()

/** Sends what has come due (发送到期消息). Slow providers hold up nothing but their own calls. */
export async function sendDue(house: House, now: Instant): Promise<void> {
  await holdRestored(house, now)
  await planMessages(house, now)
  let running = sending.get(house)
  if (running === undefined) {
    running = Promise.all([lookAgain(house), ...Array.from({ length: AT_ONCE }, () => sendSome(house))])
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

/** Takes nothing more, and waits until what is under way has its answer: for whoever stops the house. */
export async function stopSending(house: House): Promise<void> {
  stopped.add(house)
  await sending.get(house)
}

async function sendSome(house: House): Promise<void> {
  for (let count = 0; count < IN_A_ROW && !stopped.has(house); count += 1) {
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

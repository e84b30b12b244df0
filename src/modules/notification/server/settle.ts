import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { quietUntil } from '../rules/quiet-hours.ts'
import { laneOf, type Step } from '../rules/route.ts'
import { messagePolicy, type Policy } from '../settings.ts'
import type { Outcome } from './port.ts'
import { dropTask, makeTask } from './tasks.ts'
import { type DeliveryRow, lockMessages, type MessageRow, routeIn, saveMessage, tell } from './store.ts'

/** Codes after which another try on the same channel makes sense only later. */
const LATER = new Set(['not-answered'])

/** Writes down what became of these deliveries (投递结果入库), each with its message, in one transaction. */
export async function settle(
  house: House,
  deliveryIds: readonly string[],
  outcome: Outcome,
  now: Instant,
): Promise<void> {
  await house.database.transact(async tx => {
    for (const id of deliveryIds) await settleOne(house, tx, id, outcome, now)
  })
  house.live.moved()
}

/** A delivery that needed no call: refused by a limit of our own. */
export const settleWithout = (house: House, tx: Tx, deliveryId: string, code: string, now: Instant): Promise<void> =>
  settleOne(house, tx, deliveryId, { kind: 'refused', code }, now)

export async function settleOne(house: House, tx: Tx, deliveryId: string, told: Outcome, now: Instant): Promise<void> {
  const found = await locked(tx, house.hospital.id, deliveryId)
  if (found === null) return
  const { delivery, message } = found
  // Where an action is the receipt, delivery alone is none.
  const outcome = told.kind === 'delivered' && message.answerBy !== null ? { ...told, kind: 'sent' as const } : told
  // What is settled stays so: a receipt that comes twice, an answer that comes after the receipt.
  if (delivery.state === 'delivered' || delivery.state === 'failed' || delivery.state === 'throttled') return
  const { value: policy } = await house.settings.at(house.hospital.id, messagePolicy, now)
  await saveDelivery(tx, delivery, outcome, now)
  // A message that went on another way meanwhile is not moved by this one.
  if (message.step !== delivery.step || isOver(message)) return
  const { channel } = delivery
  if (outcome.kind === 'throttled') return await waitOrGoOn(house, tx, message, delivery, outcome.code, policy, now)
  if (outcome.kind === 'refused') return await goOn(house, tx, message, channel, outcome.code, policy, now)
  if (outcome.kind === 'unknown') return await notKnown(house, tx, message, channel, outcome.code, policy, now)
  const arrived = outcome.kind === 'delivered'
  await saveMessage(tx, message, {
    state: arrived ? 'delivered' : 'sent',
    dueAt: arrived ? null : nextLook(message, delivery, policy, now),
    settledAt: arrived ? now : null,
  })
  await dropTask(house, tx, message, now)
  await tell(house, tx, message, now, { action: arrived ? 'message.delivered' : 'message.sent', facts: { channel } })
}

const isOver = (message: MessageRow): boolean =>
  message.state === 'delivered' || (message.state === 'failed' && message.dueAt === null)

async function locked(tx: Tx, hospitalId: string, deliveryId: string) {
  const [known] = await run<{ messageId: string }>(
    tx,
    'select message_id from notification.delivery where hospital_id = $1 and id = $2',
    [hospitalId, deliveryId],
  )
  if (known === undefined) return null
  const [message] = await lockMessages(tx, hospitalId, [known.messageId])
  const delivery = await tx
    .selectFrom('notification.delivery')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  return message === undefined || delivery === undefined ? null : { message, delivery }
}

const STATE_OF = {
  sent: 'sent',
  delivered: 'delivered',
  refused: 'failed',
  throttled: 'throttled',
  unknown: 'unknown',
} as const

const saveDelivery = (tx: Tx, delivery: DeliveryRow, outcome: Outcome, now: Instant) =>
  tx
    .updateTable('notification.delivery')
    .set({
      state: STATE_OF[outcome.kind],
      ...('code' in outcome ? { code: outcome.code } : { code: null }),
      ...('providerId' in outcome && outcome.providerId !== null ? { providerId: outcome.providerId } : {}),
      ...(outcome.kind === 'sent' || outcome.kind === 'delivered'
        ? { sentAt: (delivery.sentAt ?? now).toString() }
        : {}),
      ...(outcome.kind === 'sent' || outcome.kind === 'unknown' ? {} : { settledAt: now.toString() }),
    })
    .where('hospitalId', '=', delivery.hospitalId)
    .where('id', '=', delivery.id)
    .execute()

/** When somebody looks again at what was sent: for the answer that is waited for, or for a receipt that did not come. */
export function nextLook(message: MessageRow, delivery: DeliveryRow, policy: Policy, now: Instant): Instant | null {
  if (message.answerBy !== null) return message.answerBy
  if (delivery.channel !== 'sms') return null
  const minutes = policy.receiptAfterMinutes[delivery.asked]
  return minutes === undefined ? null : now.add({ seconds: minutes * 60 })
}

/** The provider said not now: the same channel later, and after the last wait the next channel. */
async function waitOrGoOn(
  house: House,
  tx: Tx,
  message: MessageRow,
  delivery: DeliveryRow,
  code: string,
  policy: Policy,
  now: Instant,
): Promise<void> {
  const minutes = policy.throttledMinutes[message.waits]
  if (minutes === undefined) return await goOn(house, tx, message, delivery.channel, code, policy, now)
  const later = now.add({ seconds: minutes * 60 })
  const due = message.urgent ? later : (quietUntil(later, policy.quietHours, house.hospital.zone) ?? later)
  await saveMessage(tx, message, { state: 'queued', waits: message.waits + 1, dueAt: due })
  await tell(house, tx, message, now, {
    action: 'message.failed',
    facts: { channel: delivery.channel, code, final: false },
  })
}

/** The next channel in order (回退); after the last one a person must tell it. */
export async function goOn(
  house: House,
  tx: Tx,
  message: MessageRow,
  channel: string,
  code: string,
  policy: Policy,
  now: Instant,
): Promise<void> {
  const next: Step | undefined = LATER.has(code) ? undefined : routeIn(house, message)[message.step + 1]
  if (next === undefined) {
    await saveMessage(tx, message, { state: 'failed', dueAt: null, settledAt: now })
    await tell(house, tx, message, now, { action: 'message.failed', facts: { channel, code, final: true } })
    // Whoever did not answer is chased by the clock of the matter itself.
    if (!LATER.has(code)) await makeTask(house, tx, message, 'undelivered', now)
    return
  }
  const quiet = message.urgent ? null : quietUntil(now, policy.quietHours, house.hospital.zone)
  await saveMessage(tx, message, {
    state: quiet === null ? 'queued' : 'held',
    step: message.step + 1,
    lane: laneOf(next),
    waits: 0,
    dueAt: quiet ?? now,
  })
  await tell(house, tx, message, now, { action: 'message.failed', facts: { channel, code, final: false } })
}

/** It may have arrived: the provider is asked, where it can be; else a person finds out. It is never sent again by itself. */
async function notKnown(
  house: House,
  tx: Tx,
  message: MessageRow,
  channel: string,
  code: string,
  policy: Policy,
  now: Instant,
): Promise<void> {
  const minutes = channel === 'sms' ? policy.askAfterMinutes[0] : undefined
  await saveMessage(tx, message, {
    state: 'unknown',
    dueAt: minutes === undefined ? null : now.add({ seconds: minutes * 60 }),
    settledAt: minutes === undefined ? now : null,
  })
  await tell(house, tx, message, now, { action: 'message.unknown', facts: { channel, code } })
  if (minutes === undefined) await makeTask(house, tx, message, 'unknown', now)
}

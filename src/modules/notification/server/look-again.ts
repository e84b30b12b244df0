import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Channels, messageChannels, messagePolicy, type Policy } from '../settings.ts'
import { adapterOf } from './adapters.ts'
import type { Known } from './port.ts'
import { goOn, nextLook, settleOne } from './settle.ts'
import { type DeliveryRow, lockMessages, type MessageRow, routeIn, saveMessage } from './store.ts'
import { makeTask } from './tasks.ts'

const AT_ONCE = 20

/** One delivery to ask the provider about. */
interface Question {
  readonly messageId: string
  readonly deliveryId: string
  readonly address: string
  readonly sentOn: string
}

/**
 * Looks again at what went out and is not settled (复查): what a dead process left behind, receipts that did not come, answers
 * that are waited for. What can be asked is asked after the commit.
 */
export async function lookAgain(house: House): Promise<void> {
  const now = house.clock.now()
  const { count, questions, channels, policy } = await house.database.transact(tx => lookAtSome(house, tx, now))
  if (count > 0) house.live.moved()
  for (const question of questions) await ask(house, question, channels, policy)
}

async function lookAtSome(house: House, tx: Tx, now: Instant) {
  const hospitalId = house.hospital.id
  const rows = await run<{ id: string }>(
    tx,
    `select id from notification.message where hospital_id = $1 and due_at <= $2::timestamptz
       and state in ('sending', 'sent', 'unknown') order by due_at, id limit ${AT_ONCE} for update skip locked`,
    [hospitalId, now.toString()],
  )
  const { value: channels } = await house.settings.at(hospitalId, messageChannels, now)
  const { value: policy } = await house.settings.at(hospitalId, messagePolicy, now)
  const questions: Question[] = []
  const ids = rows.map(row => row.id)
  for (const message of ids.length === 0 ? [] : await lockMessages(tx, hospitalId, ids)) {
    const question = await lookAt(house, tx, message, policy, now)
    if (question !== null) questions.push(question)
  }
  return { count: rows.length, questions, channels, policy }
}

async function lookAt(
  house: House,
  tx: Tx,
  message: MessageRow,
  policy: Policy,
  now: Instant,
): Promise<Question | null> {
  const delivery = await newestDelivery(tx, message)
  if (delivery === null) {
    await saveMessage(tx, message, { dueAt: null })
    return null
  }
  if (message.state === 'sending') {
    await settleOne(house, tx, delivery.id, { kind: 'unknown', code: 'no-word' }, now)
    return null
  }
  if (message.answerBy !== null) {
    await settleDelivery(tx, delivery, 'not-answered', now)
    await goOn(house, tx, message, delivery.channel, 'not-answered', policy, now)
    return null
  }
  // Asked by one process; should that die, the next look comes by itself.
  await saveMessage(tx, message, { dueAt: now.add({ seconds: policy.sendingMinutes * 60 }) })
  await run(tx, 'update notification.delivery set asked = asked + 1 where hospital_id = $1 and id = $2', [
    message.hospitalId,
    delivery.id,
  ])
  const address = routeIn(house, message)[delivery.step]?.address ?? ''
  const sentOn = delivery.claimedAt.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()
  return { messageId: message.id, deliveryId: delivery.id, address, sentOn }
}

const newestDelivery = async (tx: Tx, message: MessageRow): Promise<DeliveryRow | null> =>
  (await tx
    .selectFrom('notification.delivery')
    .selectAll()
    .where('hospitalId', '=', message.hospitalId)
    .where('messageId', '=', message.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null

const settleDelivery = (tx: Tx, delivery: DeliveryRow, code: string, now: Instant) =>
  run(
    tx,
    `update notification.delivery set state = 'failed', code = $3, settled_at = $4 where hospital_id = $1 and id = $2`,
    [delivery.hospitalId, delivery.id, code, now.toString()],
  )

async function ask(house: House, question: Question, channels: Channels, policy: Policy): Promise<void> {
  const adapter = await adapterOf(house, { channel: 'sms', address: question.address }, channels, policy)
  const known: Known =
    adapter.ask === null
      ? { kind: 'no-answer', code: 'no-key' }
      : await adapter.ask({ id: question.deliveryId, address: question.address, sentOn: question.sentOn })
  const now = house.clock.now()
  await house.database.transact(async tx => {
    if (known.kind === 'delivered') await settleOne(house, tx, question.deliveryId, known, now)
    else if (known.kind === 'refused') await settleOne(house, tx, question.deliveryId, known, now)
    else await stillOpen(house, tx, question, known, policy, now)
  })
  house.live.moved()
}

/** The provider has no last word yet: asked again later, until the times to ask are used up. */
async function stillOpen(
  house: House,
  tx: Tx,
  question: Question,
  known: Known,
  policy: Policy,
  now: Instant,
): Promise<void> {
  const [message] = await lockMessages(tx, house.hospital.id, [question.messageId])
  const delivery = message === undefined ? null : await newestDelivery(tx, message)
  if (message === undefined || delivery === null || delivery.id !== question.deliveryId) return
  if (message.state === 'unknown' && known.kind === 'waiting')
    return await settleOne(house, tx, delivery.id, { kind: 'sent', providerId: known.providerId }, now)
  if (message.state === 'sent')
    return await saveMessage(tx, message, { dueAt: nextLook(message, delivery, policy, now) })
  if (message.state !== 'unknown') return
  const minutes = policy.askAfterMinutes[delivery.asked]
  await saveMessage(tx, message, {
    dueAt: minutes === undefined ? null : now.add({ seconds: minutes * 60 }),
    settledAt: minutes === undefined ? now : null,
  })
  if (minutes === undefined) await makeTask(house, tx, message, 'unknown', now)
}

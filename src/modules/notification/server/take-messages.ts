import { maskPhone } from '#kernel/masking.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { fitting } from '../rules/merged-words.ts'
import type { TextChannel } from '../rules/message.ts'
import { laneOf, type Step } from '../rules/route.ts'
import { type Content, harmless, readable } from '../rules/template.ts'
import { type Channels, messageChannels, messagePolicy, type Policy } from '../settings.ts'
import { takeAllowance } from './allowance.ts'
import { contentOf, textChannel } from './contents.ts'
import { kindOf } from './kinds.ts'
import type { Parcel } from './port.ts'
import type { Held } from './send-message.ts'
import { settleWithout } from './settle.ts'
import { lockMessages, type MessageRow, routeIn, saveMessage } from './store.ts'

/** What one call to a provider carries; committed as `sending` before it is made. */
export interface Taken {
  readonly callId: string
  readonly step: Step
  readonly parcels: readonly Parcel[]
  readonly channels: Channels
  readonly policy: Policy
}

/** Messages that one call of a robot may carry together (合并提醒). */
const MERGED_AT_MOST = 20
const INSTEAD = { zh: '您的事项', en: 'your matter' } as const

/**
 * Takes what is due next, for one call (领取): several processes never take the same. Null when nothing is due now. What needs
 * no call, because a number had its share of the day, is settled here and answered with an empty call.
 */
export const takeMessages = (house: House, now: Instant): Promise<Taken | null> =>
  house.database.transact(async tx => {
    const hospitalId = house.hospital.id
    const [first] = await run<{ id: string; lane: string }>(
      tx,
      `select id, lane from notification.message where hospital_id = $1 and due_at <= $2::timestamptz and lane is not null
         and state in ('queued', 'held') order by urgent desc, due_at, id limit 1 for update skip locked`,
      [hospitalId, now.toString()],
    )
    if (first === undefined) return null
    const { value: channels } = await house.settings.at(hospitalId, messageChannels, now)
    const { value: policy } = await house.settings.at(hospitalId, messagePolicy, now)
    const callId = house.ids.next()
    const ids = [first.id]
    if (first.lane.startsWith('robot ')) {
      const wait = await takeAllowance(house, tx, first.lane, policy.robotPerMinute, now)
      if (wait !== null) {
        await postpone(tx, hospitalId, first.lane, now, wait)
        return { callId, step: { channel: 'robot', address: '' }, parcels: [], channels, policy }
      }
      ids.push(...(await others(tx, hospitalId, first, now)))
    }
    const ready = await prepareAll(house, tx, await lockMessages(tx, hospitalId, ids), policy)
    // The first is the one that the allowance was taken for, whatever its id.
    const inOrder = [
      ...ready.filter(one => one.message.id === first.id),
      ...ready.filter(one => one.message.id !== first.id),
    ]
    const together = inOrder.slice(0, fitting(inOrder.map(one => one.words)))
    const parcels: Parcel[] = []
    for (const prepared of together) {
      const parcel = await take(house, tx, prepared, callId, policy, now)
      if (parcel !== null) parcels.push(parcel)
    }
    const step = together[0]?.step ?? { channel: 'screen' as const, address: '' }
    return { callId, step, parcels, channels, policy }
  })

const others = async (tx: Tx, hospitalId: string, first: { id: string; lane: string }, now: Instant) => {
  const rows = await run<{ id: string }>(
    tx,
    `select id from notification.message where hospital_id = $1 and lane = $2 and due_at <= $3::timestamptz
       and state in ('queued', 'held') and id <> $4 order by urgent desc, due_at, id limit ${MERGED_AT_MOST - 1}
     for update skip locked`,
    [hospitalId, first.lane, now.toString(), first.id],
  )
  return rows.map(row => row.id)
}

/** Nothing of this lane goes out before `until`. */
const postpone = (tx: Tx, hospitalId: string, lane: string, now: Instant, until: Instant) =>
  run(
    tx,
    `update notification.message set due_at = $4::timestamptz
     where hospital_id = $1 and lane = $2 and due_at <= $3::timestamptz and state in ('queued', 'held')`,
    [hospitalId, lane, now.toString(), until.toString()],
  )

/** A message with the text that it would go out with. */
interface Prepared {
  readonly message: MessageRow
  readonly step: Step
  readonly channel: TextChannel
  readonly version: number
  readonly content: Content
  readonly values: Readonly<Record<string, string>>
  readonly link: string | null
  readonly words: string
}

async function prepareAll(house: House, tx: Tx, messages: readonly MessageRow[], policy: Policy): Promise<Prepared[]> {
  const ready: Prepared[] = []
  for (const message of messages) {
    const step = routeIn(house, message)[message.step] as Step
    const language = message.language as 'zh' | 'en'
    const held = house.cipher.decipherJson<Held>(message.content)
    const values = harmless(kindOf(message.template), held.values, policy.sensitiveWords, INSTEAD[language])
    const channel = textChannel(step.channel, step.address)
    const { version, content } = await contentOf(house, tx, { code: message.template, language, channel })
    const words = readable(content, values, held.link)
    ready.push({ message, step, channel, version, content, values, link: held.link, words })
  }
  return ready
}

async function take(
  house: House,
  tx: Tx,
  prepared: Prepared,
  callId: string,
  policy: Policy,
  now: Instant,
): Promise<Parcel | null> {
  const { message, step, channel, content, values, link, words } = prepared
  const token = channel === 'sms' ? (house.cipher.tokens('message.number', step.address)[0] ?? null) : null
  const id = house.ids.next()
  await tx
    .insertInto('notification.delivery')
    .values({
      hospitalId: message.hospitalId,
      id,
      messageId: message.id,
      step: message.step,
      channel: step.channel,
      state: 'sending',
      addressMasked: maskedAddress(message, step, channel),
      numberToken: token,
      templateVersion: prepared.version,
      words: house.cipher.encipher(words),
      callId,
      providerId: null,
      code: null,
      claimedAt: now.toString(),
      sentAt: null,
      settledAt: null,
      asked: 0,
    })
    .execute()
  await saveMessage(tx, message, {
    state: 'sending',
    lane: laneOf(step),
    dueAt: now.add({ seconds: policy.sendingMinutes * 60 }),
  })
  const refused = await whyNot(house, tx, token, content.providerCode, step, policy, now)
  if (refused !== null) {
    await settleWithout(house, tx, id, refused, now)
    return null
  }
  return { id, address: step.address, content, values, link, words }
}

function maskedAddress(message: MessageRow, step: Step, channel: string): string {
  if (channel === 'sms') return maskPhone(step.address)
  return channel === 'robot' ? (step.address === 'robot' ? message.recipientMasked : step.address) : 'WeChat'
}

/** Why this text is not even offered to the provider, or null. */
async function whyNot(
  house: House,
  tx: Tx,
  token: Buffer | null,
  providerCode: string | null,
  step: Step,
  policy: Policy,
  now: Instant,
): Promise<string | null> {
  if ((step.channel === 'sms' || step.channel === 'wechat') && providerCode === null) return 'template-not-set'
  if (token === null) return null
  const today = now.toZonedDateTimeISO(house.hospital.zone).startOfDay().toInstant()
  const [row] = await run<{ count: number }>(
    tx,
    `select count(*) as count from notification.delivery where hospital_id = $1 and number_token = $2
       and claimed_at >= $3::timestamptz and state in ('sending', 'sent', 'delivered', 'unknown')`,
    [house.hospital.id, token, today.toString()],
  )
  return (row?.count ?? 0) > policy.perNumberPerDay ? 'number-limit' : null
}

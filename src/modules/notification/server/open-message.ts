import type { Caller } from '#kernel/caller.ts'
import { can } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskPhone } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { reachOfPatient } from '#modules/patient/index.ts'
import { reachOfPerson } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import { isMobile, type Step } from '../rules/route.ts'
import { discreet, harmless, readable } from '../rules/template.ts'
import { messagePolicy } from '../settings.ts'
import { contentOf } from './contents.ts'
import { kindOf } from './kinds.ts'
import { NEWEST, ROW, type Row, shownRow } from './list-messages.ts'
import type { Held, Recipient } from './send-message.ts'
import { type DeliveryRow, type MessageRow, routeIn } from './store.ts'

type Shown = Answer<typeof contract.openMessage>
const RESENDABLE = new Set(['sent', 'failed', 'unknown'])

/** One message as its recipient reads it, and every try to deliver it; who opened it is journaled. */
export const openMessage =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<Shown> => {
    const { shown, patientId } = await house.database.transact(tx => read(house, tx, caller, asked.id))
    await tellRead(house, caller, {
      action: 'message.opened',
      subject: { kind: 'message', id: asked.id },
      patientId,
      facts: {},
    })
    return shown
  }

async function read(house: House, tx: Tx, caller: Caller, id: string) {
  const [row] = await run<Row>(
    tx,
    `select ${ROW} from notification.message m ${NEWEST} where m.hospital_id = $1 and m.id = $2`,
    [caller.hospitalId, id],
  )
  const message = await tx
    .selectFrom('notification.message')
    .selectAll()
    .where('hospitalId', '=', caller.hospitalId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || message === undefined) throw new Problem('not-found')
  const deliveries = await tx
    .selectFrom('notification.delivery')
    .selectAll()
    .where('hospitalId', '=', caller.hospitalId)
    .where('messageId', '=', id)
    .orderBy('id')
    .execute()
  const [again] = await run<{ id: string }>(
    tx,
    'select id from notification.message where hospital_id = $1 and resend_of = $2 limit 1',
    [caller.hospitalId, id],
  )
  const held = house.cipher.decipherJson<Held>(message.content)
  const newest = deliveries.at(-1)
  const words = newest === undefined ? await wordsOf(house, tx, message, held) : house.cipher.decipher(newest.words)
  const kind = kindOf(message.template)
  const isWhole = newest?.channel === 'screen'
  const shown: Shown = {
    ...shownRow(row),
    version: message.version,
    language: message.language as 'zh' | 'en',
    words: isWhole ? words : discreet(kind, words, { ...held.values, link: held.link ?? '' }),
    link: isWhole || kind.secret?.includes('link') !== true ? held.link : null,
    route: routeIn(house, message).map(step => ({ channel: step.channel, addressMasked: maskedStep(step, message) })),
    deliveries: deliveries.map(shownDelivery),
    resendOf: message.resendOf,
    resentAs: again?.id ?? null,
    mayResend: can(caller, 'message:work') && again === undefined && RESENDABLE.has(message.state),
  }
  return { shown, patientId: message.patientId }
}

/** Never a whole address; where the screen stands in for a group's robot, whom it is for. */
function maskedStep(step: Step, message: MessageRow): string {
  if (step.address === 'robot') return message.recipientMasked
  if (step.channel === 'robot') return step.address
  return isMobile(step.address) ? maskPhone(step.address) : ''
}

export const shownDelivery = (row: DeliveryRow): Shown['deliveries'][number] => ({
  id: row.id,
  messageId: row.messageId,
  channel: row.channel as 'sms',
  state: row.state as 'sent',
  addressMasked: row.addressMasked,
  code: row.code,
  templateVersion: row.templateVersion,
  claimedAt: row.claimedAt.toString(),
  sentAt: row.sentAt?.toString() ?? null,
  settledAt: row.settledAt?.toString() ?? null,
})

/** What nobody has tried to deliver yet, as it would read by SMS. */
async function wordsOf(house: House, tx: Tx, message: MessageRow, held: Held): Promise<string> {
  const kind = kindOf(message.template)
  const language = message.language as 'zh' | 'en'
  const { value: policy } = await house.settings.at(message.hospitalId, messagePolicy, house.clock.now())
  const { content } = await contentOf(house, tx, { code: message.template, language, channel: 'sms' })
  return readable(content, harmless(kind, held.values, policy.sensitiveWords, '您的事项'), held.link)
}

/** The whole numbers of a recipient, for a reason that is kept: to tell it by phone (查看号码). */
export const unmaskRecipient =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<{ numbers: string[] }> => {
    const { numbers, patientId } = await house.database.transact(async tx => {
      const message = await tx
        .selectFrom('notification.message')
        .selectAll()
        .where('hospitalId', '=', caller.hospitalId)
        .where('id', '=', asked.id)
        .executeTakeFirst()
      if (message === undefined) throw new Problem('not-found')
      return { numbers: await numbersOf(house, tx, message), patientId: message.patientId }
    })
    await tellRead(house, caller, {
      action: 'message.number-unmasked',
      subject: { kind: 'message', id: asked.id },
      patientId,
      facts: {},
      detail: { reason: asked.reason },
    })
    return { numbers: [...numbers] }
  }

async function numbersOf(house: House, tx: Tx, message: MessageRow): Promise<readonly string[]> {
  if (message.patientId !== null) return (await reachOfPatient(house, tx, message.patientId))?.numbers ?? []
  if (message.personId !== null) {
    const phone = await reachOfPerson(house, tx, message.personId)
    return phone === null ? [] : [phone]
  }
  return message.recipient === null ? [] : [house.cipher.decipherJson<Recipient>(message.recipient).phone]
}

import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import { CHANNELS, type Channel } from '../rules/message.ts'
import { PAGE, spanOf } from './list-messages.ts'
import { shownDelivery } from './open-message.ts'
import type { DeliveryRow } from './store.ts'

type Figures = Answer<typeof contract.messageFigures>
const NONE = { sending: 0, sent: 0, delivered: 0, failed: 0, unknown: 0, throttled: 0 }

/** How each channel did (渠道统计): tries that began in these days of the hospital, by what became of them. */
export const messageFigures =
  (house: House) =>
  async (caller: Caller, asked: { readonly from: string; readonly to: string }): Promise<Figures> => {
    const [from, to] = spanOf(house, asked.from, asked.to)
    const { counts, others } = await house.database.transact(async tx => ({
      counts: await run<{ channel: Channel; state: keyof typeof NONE; count: number }>(
        tx,
        `select channel, state, count(*) as count from notification.delivery
         where hospital_id = $1 and claimed_at >= $2::timestamptz and claimed_at < $3::timestamptz group by channel, state`,
        [caller.hospitalId, from, to],
      ),
      others: await run<{ openTasks: number; held: number }>(
        tx,
        `select (select count(*) from notification.task where hospital_id = $1 and done_at is null) as open_tasks,
           (select count(*) from notification.message where hospital_id = $1 and state = 'held') as held`,
        [caller.hospitalId],
      ),
    }))
    return {
      channels: CHANNELS.map(channel => ({
        channel,
        ...NONE,
        ...Object.fromEntries(counts.filter(row => row.channel === channel).map(row => [row.state, row.count])),
      })),
      openTasks: others[0]?.openTasks ?? 0,
      held: others[0]?.held ?? 0,
    }
  }

interface Asked {
  readonly from: string
  readonly to: string
  readonly channel: Channel
  readonly state: keyof typeof NONE
  readonly after?: string | undefined
}

/** The rows behind one figure, the newest first. */
export const listDeliveries =
  (house: House) =>
  async (caller: Caller, asked: Asked): Promise<Answer<typeof contract.listDeliveries>> => {
    const [from, to] = spanOf(house, asked.from, asked.to)
    const rows = await house.database.transact(tx =>
      run<DeliveryRow & { recipientMasked: string; template: string }>(
        tx,
        `select d.*, m.recipient_masked, m.template from notification.delivery d
         join notification.message m on m.hospital_id = d.hospital_id and m.id = d.message_id
         where d.hospital_id = $1 and d.claimed_at >= $2::timestamptz and d.claimed_at < $3::timestamptz
           and d.channel = $4 and d.state = $5 and ($6::uuid is null or (d.claimed_at, d.id) < (
             select l.claimed_at, l.id from notification.delivery l where l.hospital_id = $1 and l.id = $6::uuid))
         order by d.claimed_at desc, d.id desc limit ${PAGE + 1}`,
        [caller.hospitalId, from, to, asked.channel, asked.state, asked.after ?? null],
      ),
    )
    const items = rows.slice(0, PAGE).map(row => ({
      ...shownDelivery(row),
      recipientMasked: row.recipientMasked,
      template: row.template,
    }))
    await tellRead(house, caller, {
      action: 'message.listed',
      subject: { kind: 'message', id: caller.hospitalId },
      facts: { count: items.length },
    })
    return { items, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
  }

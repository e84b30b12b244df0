import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import type { Channel, MessageState } from '../rules/message.ts'
import { knownKinds } from './kinds.ts'

export const PAGE = 50

/** Columns of a message as lists show it, of `notification.message m`, with its newest try `d`. */
export const ROW = `m.id, m.template, m.recipient_masked, m.to_kind, m.about_kind, m.about_id, m.state, m.lane, m.urgent, m.made_at,
  m.due_at, m.answer_by, m.answered_at, m.step, m.by_phone, d.channel, d.code, d.step as tried_step,
  exists (select 1 from notification.message r where r.hospital_id = m.hospital_id and r.resend_of = m.id) as resent`
export const NEWEST = `left join lateral (select channel, code, step from notification.delivery x
  where x.hospital_id = m.hospital_id and x.message_id = m.id order by x.id desc limit 1) d on true`

export interface Row {
  readonly id: string
  readonly template: string
  readonly recipientMasked: string
  readonly toKind: 'patient' | 'person' | 'number'
  readonly aboutKind: string
  readonly aboutId: string
  readonly state: MessageState
  readonly lane: string | null
  readonly urgent: boolean
  readonly madeAt: Instant
  readonly dueAt: Instant | null
  readonly answerBy: Instant | null
  readonly answeredAt: Instant | null
  readonly step: number
  readonly channel: Channel | null
  readonly code: string | null
  readonly triedStep: number | null
  readonly resent: boolean
  readonly byPhone: boolean
}

export const titleOf = (template: string): { zh: string; en: string } => {
  const kind = knownKinds().find(one => one.code === template)
  return { zh: kind?.zh ?? template, en: kind?.en ?? template }
}

/** The channel that a lane belongs to. */
const channelOf = (lane: string | null): Channel | null => (lane === null ? null : (lane.split(' ')[0] as Channel))

export const shownRow = (row: Row): Answer<typeof contract.listMessages>['items'][number] => ({
  id: row.id,
  template: row.template,
  title: titleOf(row.template),
  recipientMasked: row.recipientMasked,
  toKind: row.toKind,
  about: { kind: row.aboutKind, id: row.aboutId },
  state: row.state,
  channel: row.channel !== null && row.triedStep === row.step ? row.channel : (channelOf(row.lane) ?? row.channel),
  code: row.code ?? (row.state === 'failed' ? (row.byPhone ? 'by-phone' : 'no-address') : null),
  urgent: row.urgent,
  madeAt: row.madeAt.toString(),
  dueAt: row.dueAt?.toString() ?? null,
  answerBy: row.answerBy?.toString() ?? null,
  answeredAt: row.answeredAt?.toString() ?? null,
  resent: row.resent,
})

/** When days of the hospital begin and end. */
export function spanOf(house: House, from: string, to: string): readonly [string, string] {
  const start = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(house.hospital.zone)
  return [start(from).toInstant().toString(), start(to).add({ days: 1 }).toInstant().toString()]
}

interface Asked {
  readonly state?: MessageState | undefined
  readonly day?: string | undefined
  readonly about?: string | undefined
  /** The last message of the page before. */
  readonly after?: string | undefined
}

/** Messages, the newest first (投递记录): masked, without their words. */
export const listMessages =
  (house: House) =>
  async (caller: Caller, asked: Asked): Promise<Answer<typeof contract.listMessages>> => {
    const values: unknown[] = [caller.hospitalId]
    const where = ['m.hospital_id = $1']
    const add = (condition: (place: string) => string, value: unknown) => {
      values.push(value)
      where.push(condition(`$${values.length}`))
    }
    if (asked.state !== undefined) add(place => `m.state = ${place}`, asked.state)
    if (asked.about !== undefined) add(place => `m.about_id = ${place}`, asked.about)
    if (asked.day !== undefined) {
      const [from, to] = spanOf(house, asked.day, asked.day)
      add(place => `m.made_at >= ${place}::timestamptz`, from)
      add(place => `m.made_at < ${place}::timestamptz`, to)
    }
    if (asked.after !== undefined)
      add(
        place =>
          `(m.made_at, m.id) < (select l.made_at, l.id from notification.message l where l.hospital_id = $1 and l.id = ${place}::uuid)`,
        asked.after,
      )
    const rows = await house.database.transact(tx =>
      run<Row>(
        tx,
        `select ${ROW} from notification.message m ${NEWEST} where ${where.join(' and ')}
         order by m.made_at desc, m.id desc limit ${PAGE + 1}`,
        values,
      ),
    )
    const items = rows.slice(0, PAGE).map(shownRow)
    await tellRead(house, caller, {
      action: 'message.listed',
      subject: { kind: 'message', id: caller.hospitalId },
      facts: { count: items.length },
    })
    return { items, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
  }

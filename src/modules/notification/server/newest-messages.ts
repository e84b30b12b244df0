import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Channel, MessageState } from '../rules/message.ts'
import { NEWEST } from './list-messages.ts'

/** The newest message about a subject, and how far it came. */
export interface Told {
  readonly template: string
  readonly state: MessageState
  readonly channel: Channel | null
  readonly at: string
  /** A person tells it, or has told it. */
  readonly task: 'open' | 'done' | null
}

/** What was said last about each of some subjects (通知状态), for the lists of other modules. */
export async function newestMessages(
  tx: Tx,
  hospitalId: string,
  about: { readonly kind: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Told>> {
  if (about.ids.length === 0) return new Map()
  const rows = await run<{
    aboutId: string
    template: string
    state: MessageState
    channel: Channel | null
    madeAt: Instant
    task: 'open' | 'done' | null
  }>(
    tx,
    `select m.about_id, m.template, m.state, m.made_at, d.channel,
       case when t.id is null then null when t.done_at is null then 'open' else 'done' end as task
     from unnest($3::uuid[]) as a(id) cross join lateral (
       select * from notification.message x where x.hospital_id = $1 and x.about_id = a.id and x.about_kind = $2
       order by x.made_at desc, x.id desc limit 1) m
     left join notification.task t on t.hospital_id = m.hospital_id and t.message_id = m.id
     ${NEWEST}`,
    [hospitalId, about.kind, about.ids],
  )
  return new Map(rows.map(({ aboutId, madeAt, ...told }) => [aboutId, { ...told, at: madeAt.toString() }]))
}

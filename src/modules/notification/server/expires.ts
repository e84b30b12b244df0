import { run } from '#platform/database.ts'
import { leastIdAt } from '#platform/ids.ts'
import { type Expiring, keptFor, SIX_MONTHS } from '#platform/retention.ts'

/** How long it can be shown whom the house told what: three years, as records of processing (个人信息保护法 第五十六条). */
const messagesKept = keptFor(
  'messages',
  '发给患者和职工的消息保存几天（个人信息保护法第五十六条：处理记录三年）',
  1096,
  SIX_MONTHS,
)

/** Short links open nothing once they have ended; a week more than that is enough to look into a complaint. */
const linksKept = keptFor('links', '消息短链接失效后保存几天', 7, 1)

/** Messages that are over, with their deliveries and the task that came of them (消息). One that is still to be told stays, and one that was sent anew goes after the newer. */
const messages: Expiring = {
  name: 'notification.message',
  keep: messagesKept,
  remove: async (tx, hospitalId, { before, atMost }) => {
    const old = await run<{ id: string }>(
      tx,
      `select id from notification.message m where hospital_id = $1 and id < $2::uuid and made_at < $3::timestamptz and due_at is null
         and not exists (select from notification.task t where t.hospital_id = $1 and t.message_id = m.id and t.done_at is null)
         and not exists (select from notification.message r where r.hospital_id = $1 and r.resend_of = m.id)
       order by id limit $4 for update skip locked`,
      [hospitalId, leastIdAt(before), before.toString(), atMost],
    )
    const which = [hospitalId, old.map(row => row.id)]
    for (const [table, column] of [
      ['task', 'message_id'],
      ['delivery', 'message_id'],
      ['message', 'id'],
    ])
      await run(tx, `delete from notification.${table} where hospital_id = $1 and ${column} = any($2::uuid[])`, which)
    return { count: old.length, isThrough: old.length === 0 }
  },
}

const links: Expiring = {
  name: 'notification.link',
  keep: linksKept,
  remove: async (tx, hospitalId, { before, atMost }) => {
    const gone = await run(
      tx,
      `with old as materialized (select code from notification.link where hospital_id = $1 and ends_at < $2::timestamptz
         order by ends_at limit $3 for update skip locked)
       delete from notification.link l using old where l.hospital_id = $1 and l.code = old.code returning 1`,
      [hospitalId, before.toString(), atMost],
    )
    return { count: gone.length, isThrough: gone.length === 0 }
  },
}

export const expires: readonly Expiring[] = [messages, links]

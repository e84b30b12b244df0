import { type Expiring, keptFor, oldRows, SIX_MONTHS } from '#platform/retention.ts'

/** How long messages in and out are kept with their bytes: a log of the network, at least six months, a year unless the hospital says otherwise. */
export const messagesKept = keptFor(
  'interop-messages',
  '接口消息（收到与发出）保存几天（网络安全法第二十一条：不少于六个月）',
  366,
  SIX_MONTHS,
)

/**
 * Messages that came in and were settled (接口消息). What still waits stays; one that others repeat goes after them, so that its answer is
 * there as long as theirs.
 */
const incoming = oldRows(
  'interop.message',
  messagesKept,
  `received_at < $3::timestamptz and due_at is null and state in ('applied', 'refused', 'repeated')
     and not exists (select from interop.message r where r.hospital_id = $1 and r.repeat_of = m.id)`,
)

/**
 * Messages to receivers that are over (发出的消息). No booking lies further ahead than the fewest days, so a receiver is still told what
 * becomes of it.
 */
const outgoing = oldRows('interop.outgoing', messagesKept, 'made_at < $3::timestamptz and due_at is null')

export const expires: readonly Expiring[] = [incoming, outgoing]

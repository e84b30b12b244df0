import { type Expiring, keptFor, oldRows, SIX_MONTHS } from '#platform/retention.ts'

/** Sign-ins that ended (会话): a log of the network, at least six months. Who did what stands in the journal and stays. */
export const expires: readonly Expiring[] = [
  oldRows(
    'staff.session',
    keptFor('staff-sessions', '职工登录会话结束后保存几天（网络安全法第二十一条：不少于六个月）', 366, SIX_MONTHS),
    'ended_at < $3::timestamptz',
  ),
]

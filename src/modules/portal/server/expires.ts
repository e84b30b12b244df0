import { type Expiring, keptFor, oldRows, SIX_MONTHS } from '#platform/retention.ts'

/** Patients' sign-ins that nobody used for so long (患者会话). */
export const expires: readonly Expiring[] = [
  oldRows(
    'portal.session',
    keptFor('patient-sessions', '患者登录会话停用后保存几天（网络安全法第二十一条：不少于六个月）', 366, SIX_MONTHS),
    'coalesce(ended_at, seen_at) < $3::timestamptz',
  ),
]

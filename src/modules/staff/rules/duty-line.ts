import { Problem } from '#kernel/problem.ts'
import type { Post } from './organisation.ts'
import { GRANTS, type Permission } from './permission.ts'

/** One numbered line of what a post has to do (岗位职责), and where it is done. */
export interface DutyLine {
  readonly no: number
  readonly text: string
  /** A key of `DUTY_LINKS`. */
  readonly link: DutyLinkKey
}

interface DutyLink {
  readonly to: string
  /** Without it the page does not open; null: anybody who is signed in. */
  readonly permission: Permission | null
  readonly zh: string
  readonly en: string
}

/** The screens, lists and reports that carry duties out. A module with a page of its own adds a line here. */
export const DUTY_LINKS = {
  desk: { to: '/', permission: 'ticket:read', zh: '服务台', en: 'Desk' },
  matters: { to: '/tickets', permission: 'ticket:read', zh: '工单', en: 'Matters' },
  patients: { to: '/patients', permission: 'patient:read', zh: '患者', en: 'Patients' },
  duplicates: { to: '/patient-duplicates', permission: 'patient:merge', zh: '疑似重复', en: 'Duplicates' },
  directory: { to: '/knowledge', permission: 'directory:read', zh: '科室与知识查询', en: 'Directory' },
  coverage: { to: '/coverage', permission: 'coverage:read', zh: '联络员覆盖与人员配备', en: 'Coverage' },
  findings: { to: '/coverage-findings', permission: 'coverage:read', zh: '无死角巡检', en: 'Cover check' },
  positions: { to: '/positions', permission: 'coverage:read', zh: '服务工位', en: 'Positions' },
  units: { to: '/units', permission: 'staff:read', zh: '组织架构', en: 'Units' },
  people: { to: '/people', permission: 'staff:read', zh: '人员', en: 'People' },
  register: { to: '/staff-register', permission: 'register:read', zh: '人员档案提醒', en: 'Register' },
  delegation: { to: '/delegations', permission: 'delegation:read', zh: '主任授权', en: 'Delegation' },
  calendar: { to: '/calendar', permission: 'setting:read', zh: '医院日历', en: 'Calendar' },
  referrals: { to: '/referrals', permission: 'referral:read', zh: '转诊', en: 'Referrals' },
  'my-referrals': { to: '/my-referrals', permission: 'referral:own', zh: '本机构转诊', en: 'Our referrals' },
  interfaces: { to: '/interop/messages', permission: 'interop:read', zh: '接口消息', en: 'Interface messages' },
  duties: { to: '/my-duties', permission: null, zh: '我的职责', en: 'My duties' },
  account: { to: '/account', permission: null, zh: '账号与胸牌', en: 'Account and badge' },
} as const satisfies Readonly<Record<string, DutyLink>>
export type DutyLinkKey = keyof typeof DUTY_LINKS
export const DUTY_LINK_KEYS = Object.keys(DUTY_LINKS) as [DutyLinkKey, ...DutyLinkKey[]]

/** Does the post open this page? */
export function opens(post: Post, link: DutyLinkKey): boolean {
  const { permission }: DutyLink = DUTY_LINKS[link]
  const { hospital, unit } = GRANTS[post]
  return permission === null || hospital.includes(permission) || unit.includes(permission)
}

/** Refuses a line whose page the post may not open (ORG-04). */
export function mustOpen(post: Post, lines: readonly Pick<DutyLine, 'link'>[]): void {
  for (const [n, line] of lines.entries())
    if (!opens(post, line.link)) throw new Problem('statement-link', { line: n + 1, post })
}

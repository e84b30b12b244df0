import type { Language } from '#kernel/problem.ts'
import type { Organisation, POSTS } from '#modules/staff/index.ts'
import type { ServiceItem } from '#modules/ticket/index.ts'
import type { Dimension } from '../rules/figure.ts'

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>

const CHANNELS: Words = {
  desk: ['服务台', 'Desk'],
  guide: ['导诊台', 'Guide'],
  hotline: ['热线', 'Hotline'],
  web: ['网站', 'Web'],
  wechat: ['微信', 'WeChat'],
  kiosk: ['自助机', 'Kiosk'],
  'consulting-room': ['诊室', 'Consulting room'],
  ward: ['病区', 'Ward'],
  letter: ['来信', 'Letter'],
  other: ['其他', 'Other'],
  phone: ['电话', 'Telephone'],
  assisted: ['代办', 'Assisted'],
  referral: ['转诊', 'Referral'],
  platform: ['外部平台', 'Outside platform'],
}
const GROUPS: Words = {
  desk: ['服务总台', 'Desk'],
  pre: ['诊前组', 'Before the visit'],
  in: ['诊中组', 'During the visit'],
  post: ['诊后组', 'After the visit'],
}
const REASONS: Words = {
  response: ['接单超时', 'Accepted late'],
  patient: ['等待患者', 'Waiting for the patient'],
  meeting: ['联席会议', 'Joint meeting'],
  departments: ['多部门办理', 'Several departments'],
  work: ['办理本身', 'The work itself'],
}

/** What names are read from. */
export interface Names {
  readonly who: Organisation
  readonly items: ReadonlyMap<string, ServiceItem>
  readonly language: Language
}

/** A value of a dimension as people read it (分项名称). */
export function labelOf(names: Names, by: Dimension, part: string): string {
  const zh = names.language === 'zh'
  const word = (words: Words) => words[part]?.[zh ? 0 : 1] ?? part
  switch (by) {
    case 'item':
      return names.items.get(part)?.name ?? part
    case 'channel':
      return word(CHANNELS)
    case 'group':
      return word(GROUPS)
    case 'reason':
      return word(REASONS)
    case 'unit':
      return names.who.units.get(part)?.name ?? (zh ? '已撤销的科室' : 'A unit that was closed')
    case 'position':
      return part === '' ? (zh ? '未选工位' : 'No position') : part
    case 'hour':
      return zh ? `${part} 时` : `${part}:00`
  }
}

type Post = (typeof POSTS)[number]
type Said = Readonly<Record<Language, string>>

/** Posts in words, for consoles. */
export const POST_NAMES: Readonly<Record<Post, Said>> = {
  director: { zh: '主任', en: 'Director' },
  'deputy-director': { zh: '副主任', en: 'Deputy director' },
  'centre-manager': { zh: '中心负责人', en: 'Centre manager' },
  head: { zh: '科室负责人', en: 'Head' },
  liaison: { zh: '联络员', en: 'Liaison' },
  'deputy-liaison': { zh: '代理联络员', en: 'Deputy liaison' },
  'group-lead': { zh: '组长', en: 'Group lead' },
  'group-member': { zh: '组员', en: 'Group member' },
  'desk-agent': { zh: '服务台', en: 'Desk agent' },
  'duty-officer': { zh: '值班员', en: 'Duty officer' },
  'duty-manager': { zh: '总值班', en: 'Duty manager' },
  'privacy-officer': { zh: '隐私专员', en: 'Privacy officer' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  doctor: { zh: '医生', en: 'Doctor' },
  member: { zh: '成员', en: 'Member' },
  referrer: { zh: '社区转诊员', en: 'Community referrer' },
}

export const STATE_NAMES: Readonly<Record<string, Said>> = {
  vacant: { zh: '没有联络员', en: 'No liaison' },
  nobody: { zh: '联络员、代理都不在岗', en: 'Neither liaison nor deputy on duty' },
  unattended: { zh: '下班后无人值班', en: 'Nobody on duty out of hours' },
}

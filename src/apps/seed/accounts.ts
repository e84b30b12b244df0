import type { Imported } from '#modules/staff/index.ts'
import { type Member, unitName } from './people.ts'

/** One password and one PIN for all of the demo, printed at the start: there is nothing real behind them. */
export const PASSWORD = 'Yiyuan-2026'
export const PIN = '204816'

/** Who of the tour signs in how, and as what. */
const TOUR = [
  ['林晓棠', 'lin', '服务专员，4 号工位', 'desk agent, position 4'],
  ['梅雨桐', 'mei', '服务专员', 'desk agent'],
  ['周敏慧', 'zhou', '一站式中心负责人', 'centre manager'],
  ['许清和', 'xu', '诊前服务组组长', 'lead of the pre-visit group'],
  ['赵立诚', 'zhao', '财务科联络员', 'liaison of Finance'],
  ['钱思远', 'qian', '财务科代理联络员', 'deputy liaison of Finance'],
  ['孙佳怡', 'sun', '医保科联络员', 'liaison of Insurance'],
  ['郑伯言', 'zheng', '医保科负责人', 'head of Insurance'],
  ['冯志和', 'feng', '普通外科（病区）联络员', 'liaison of General Surgery (ward)'],
  [
    '阮知行',
    'ruan',
    '普通外科医生，有加号申请待答复，手机打开 /h',
    'surgeon with a request for an extra number to answer at /h',
  ],
  ['曹安邦', 'cao', '值班室值班员', 'duty officer'],
  ['彭守正', 'peng', '医院总值班', 'duty manager'],
  ['何文岚', 'he', '客服部主任', 'director'],
  ['严明澈', 'yan', '信息安全员', 'privacy officer'],
  ['邹启航', 'admin', '系统管理员', 'administrator'],
] as const

/** Badges of the ten of the desk: the number of the position stands at the end. */
export const badgeOf = (position: number): string => `YGJ-${String(position).padStart(4, '0')}`

/** Accounts (演示账号) for the people of the tour, and for everybody of the desk, who also have a badge. */
export function accountsFor(
  people: readonly Member[],
  ids: Imported['people'],
): { personId: string; login: string; badge: string | null }[] {
  return people.flatMap(person => {
    const position = person.rhythm === 'desk' ? person.turn + 1 : null
    const login = TOUR.find(([name]) => name === person.name)?.[1] ?? (position === null ? null : `zt${position}`)
    const personId = ids.get(person.staffNumber)
    if (login === null || personId === undefined) return []
    return [{ personId, login, badge: position === null ? null : badgeOf(position) }]
  })
}

/** What whoever started the demo should read. */
export const notes: readonly string[] = [
  [
    `  演示账号 Demo accounts    密码 password: ${PASSWORD}`,
    ...TOUR.map(([name, login, zh, en]) => `    ${login.padEnd(6)} ${name}  ${zh} · ${en}`),
    '    yunqi  陶一诺  云栖社区卫生服务中心转诊员 · community referrer',
    `    ${unitName('ZT')}换人 quick switch: 胸牌 badge ${badgeOf(1)} … ${badgeOf(10)}，PIN ${PIN}`,
    '    患者 patients: 黄秀珍（押金与报销 deposit and papers）、陈守义（听力障碍 hears nothing）',
  ].join('\n'),
]

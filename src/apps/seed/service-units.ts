import type { StaffPlan } from '#modules/staff/index.ts'
import { departments } from './departments.ts'

type Units = StaffPlan['units']

const SWITCHBOARD = '0592-7120120'
/** A telephone of the hospital, behind its switchboard. */
export const extension = (number: string): string => `${SWITCHBOARD}-${number}`

/** The root, the service department with its units, and the one-stop centre with its desk and three groups (ORG-01, ORG-02). */
export const service: Units = [
  { code: 'YY', name: '示范医院', kind: 'hospital', parent: null, place: null, phone: SWITCHBOARD, hours: 'always' },
  unit('KFB', '门诊客服部', 'service-department', 'YY', '门诊楼 1 层 客服部办公室', '8100'),
  unit('ZXT', '咨询台', 'office', 'KFB', '门诊楼 1 层 大厅正中', '8101'),
  unit('DZT', '导诊台', 'office', 'KFB', '门诊楼 1 层 A 区入口', '8102'),
  unit('YYC', '预约登记处', 'office', 'KFB', '门诊楼 1 层 B 区', '8103'),
  unit('TSC', '投诉处理中心', 'office', 'KFB', '门诊楼 1 层 108', '8104'),
  { ...unit('ZBS', '值班室', 'office', 'KFB', '门诊楼 1 层 101', '8105'), hours: 'always' },
  unit('FZT', '分诊台', 'office', 'KFB', '门诊楼 1 层 预检通道', '8106'),
  unit('GHC', '挂号收费处', 'office', 'KFB', '门诊楼 1 层 C 区', '8107'),
  unit('YDY', '引导员', 'office', 'KFB', '门诊楼 1 层 A 区', '8108'),
  unit('HFZ', '患者回访中心', 'office', 'KFB', '行政楼 1 层 102', '8005'),
  unit('YGJ', '医管家一站式服务中心', 'centre', 'KFB', '门诊楼 1 层 一站式大厅', '8109'),
  unit('ZT', '服务总台', 'desk', 'YGJ', '门诊楼 1 层 一站式大厅 1–10 号工位', '8001'),
  unit('ZQZ', '诊前服务组', 'group', 'YGJ', '门诊楼 1 层 一站式大厅东侧', '8121'),
  unit('ZZZ', '诊中协调组', 'group', 'YGJ', '门诊楼 2 层 B 区', '8122'),
  unit('ZHZ', '诊后跟踪组', 'group', 'YGJ', '住院楼 1 层 出院大厅', '8123'),
]

function unit(code: string, name: string, kind: Units[number]['kind'], parent: string, place: string, at: string) {
  return { code, name, kind, parent, place, phone: extension(at), hours: 'calendar' as const }
}

/** Every unit of the demo hospital (示范医院组织架构), parents first. */
export const units: Units = [
  ...service,
  ...departments.map(one => ({
    ...unit(one.code, one.name, one.kind, 'YY', one.at.join(' '), one.extension),
    hours: one.always === true ? ('always' as const) : ('calendar' as const),
  })),
]

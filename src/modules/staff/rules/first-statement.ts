import type { DutyLine, DutyLinkKey } from './duty-line.ts'
import type { Post } from './organisation.ts'

type Line = readonly [text: string, link: DutyLinkKey]

const LIAISON: readonly Line[] = [
  ['上班时间内接收派到本科室的事项，在时限内接单，不能办的当场说明并退回', 'desk'],
  ['协调本科室医护人员把事项办完，写清结果和依据', 'desk'],
  ['盯住快到时限的事项，需要患者补充材料时通过首问负责人转告', 'matters'],
  ['科室地点、电话、服务内容有变时及时改科室介绍', 'directory'],
]
const DUTY: readonly Line[] = [
  ['下班后和节假日接收全院转来的事项，能办的先办，不能办的交接到科室', 'desk'],
  ['患者来值班室时先问清情况、登记身份，再登记事项', 'patients'],
  ['联络员和代理都不在岗时找到能接单的人', 'coverage'],
]

const LINES: Readonly<Record<Post, readonly Line[]>> = {
  director: [
    ['主持门诊客服部全面工作，督促超时和上报事项办结', 'matters'],
    ['检查各科室联络员到位情况，岗位空缺时及时任命', 'coverage'],
    ['管理岗位设置和人员任用，批准岗位职责的发布', 'units'],
    ['外出或休假时授权副主任代行职权，写明事项和起止时间', 'delegation'],
    ['关注人员资质、保密承诺和培训是否齐全', 'register'],
  ],
  'deputy-director': [
    ['协助主任做好日常运行，查看各班次在岗人数，缺编时调配', 'coverage'],
    ['为职工登记在岗、缺勤，安排顶岗', 'people'],
    ['维护各班次人员配备标准和岗位职责', 'duties'],
    ['核对人员档案，到期的证书提前提醒本人', 'register'],
    ['在授权的事项和时间内代行主任职权', 'delegation'],
  ],
  'centre-manager': [
    ['负责一站式服务中心运行，按门诊量决定开放几个工位', 'positions'],
    ['每天查看 1+3+N 覆盖，联络员缺位当天补上', 'coverage'],
    ['抽查办理中的工单，协调跨科室的难点', 'matters'],
    ['处理巡检发现的空档，直到每一条都有人负责', 'findings'],
    ['核对各科室对外公布的地点、电话和服务内容', 'directory'],
  ],
  head: [
    ['对派到本科室的事项负总责，联络员办不动时出面协调', 'desk'],
    ['任命本科室联络员和代理，两人不能同时缺勤', 'people'],
    ['审核本科室对外的介绍、电话和服务时间', 'directory'],
  ],
  liaison: LIAISON,
  'deputy-liaison': [['联络员缺勤时代行联络员职责，当天交接清楚', 'desk'], ...LIAISON.slice(1)],
  'group-lead': [
    ['安排本组当天的事项，督促组员按时办结', 'desk'],
    ['核对本组事项的时限，快到时限的优先办', 'matters'],
    ['需要科室配合时找到当班的联络员', 'coverage'],
    ['查看患者服务档案，按其需要安排沟通方式', 'patients'],
  ],
  'group-member': [
    ['办理分到本组的事项，每一步写进办理经过', 'desk'],
    ['联系患者前先看服务档案，核对联系电话', 'patients'],
    ['为患者查询科室、医生和服务时间', 'directory'],
  ],
  'desk-agent': [
    ['按班次坐到工位，一窗受理患者的各类诉求，谁受理谁负责到底', 'desk'],
    ['受理时核对身份和联系电话，一次告知所需材料', 'patients'],
    ['派单后跟踪进度，办结后告知患者并请其确认签字', 'matters'],
    ['解答就诊咨询，指明科室地点和服务时间', 'directory'],
    ['发现同一患者重复建档时核对合并', 'duplicates'],
    ['换班时把未办完的事项交接给下一班', 'positions'],
  ],
  'duty-officer': DUTY,
  'duty-manager': [['统筹夜间和节假日的全院协调，处理逐级上报的事项', 'matters'], ...DUTY.slice(1)],
  'privacy-officer': [
    ['监督患者信息的查看和使用，发现异常及时调查', 'duties'],
    ['检查对外公布的内容不含个人信息', 'directory'],
    ['保管好本人账号和胸牌，离开时退出', 'account'],
  ],
  administrator: [
    ['开通、停用账号，人员离职当天收回权限', 'people'],
    ['维护组织架构和岗位任命', 'units'],
    ['维护医院日历和系统参数，改动先复核', 'calendar'],
    ['盯住与医院系统的消息，失败的查明后重放', 'interfaces'],
    ['提醒补齐人员档案里缺的审查、承诺和证书', 'register'],
  ],
  doctor: [
    ['看诊时为需要复查的患者约好下次就诊，不让患者再跑一趟', 'patients'],
    ['收到加号申请在 30 分钟内答复，不同意要说明理由并给出替代', 'duties'],
    ['保管好本人账号，离开时退出', 'account'],
  ],
  member: [
    ['为患者指路、解答时查准科室地点和电话', 'directory'],
    ['知道本岗位的职责，有变动时按新的执行', 'duties'],
  ],
  referrer: [
    ['转诊前填齐患者、诊断、病情摘要和紧急程度，并征得患者同意', 'my-referrals'],
    ['退回的转诊当天补齐后重新提交，结果出来后查看回执', 'my-referrals'],
    ['保管好本机构账号，人员变动时及时告知医院停用', 'account'],
  ],
}

/** What each post has to do when a hospital starts (岗位职责第 1 版), until it publishes its own. */
export const firstStatement = (post: Post): readonly DutyLine[] =>
  LINES[post].map(([text, link], n) => ({ no: n + 1, text, link }))

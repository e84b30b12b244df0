import type { ServiceItem } from '#modules/ticket/rules/service-item.ts'
import {
  AGENT,
  AT_ONCE,
  byHand,
  DUTY_OFFICE,
  field,
  IDENTITY,
  item,
  maybe,
  MINOR,
  ONE_DAY,
  seen,
  withName,
  withNote,
  withNumber,
} from './item.ts'

const SYSTEMS = ['HIS 收费系统', '住院系统', '医保结算平台', '自助机', '微信或支付宝', '预约系统'] as const

/** Paid or changed, but a system does not know of it yet (TKT-18): finance and the information room together, with the receipt. */
const unsynchronised: ServiceItem['kinds'][number] = {
  key: 'unsynchronised',
  name: '系统未同步（已缴费或已变更）',
  receivers: ['CWK', 'XXK'],
  fields: [
    field('receipt', '凭证号', 'text', { required: true }),
    field('amount', '金额（元）', 'amount', { required: true }),
    field('systems', '涉及系统', 'choices', { required: true, options: SYSTEMS }),
  ],
  due: null,
  proof: 'attachment',
}

/** Items of the service desk and its guides (服务台). */
export const deskItems: readonly ServiceItem[] = [
  item('SVC-01', '导诊分诊', 'desk', 'DZT', {
    offHours: DUTY_OFFICE,
    steps: [
      seen('询问需求', 'registered'),
      byHand('queue', '查询科室位置与候诊情况'),
      byHand('wayfinding', '生成就诊路线（文字与语音）'),
      maybe('特殊人群启动陪同', { module: 'escort' }),
      withName('与接诊护士交接'),
      seen('记录用时与反馈', 'resolved'),
    ],
    evidence: '接诊护士确认或已出具的路线单',
  }),
  item('SVC-03', '多部门诉求办理', 'desk', 'ZT', {
    offHours: DUTY_OFFICE,
    papers: { always: [IDENTITY], agent: AGENT },
    kinds: [
      unsynchronised,
      {
        key: 'paper-missing',
        name: '报销材料缺失',
        receivers: ['YBK', 'CWK'],
        fields: [field('paper', '缺哪份材料', 'text', { required: true })],
        due: null,
        proof: null,
      },
    ],
    steps: [
      seen('完整描述诉求', 'registered'),
      seen('判定涉及部门与难度', 'registered'),
      seen('登记', 'registered'),
      seen('派单并注明缓急与期望时间', 'dispatched'),
      seen('各部门接单', 'accepted'),
      seen('召开联席会议，明确责任部门与期限', 'meeting-decided', { optional: true }),
      seen('定期更新进展', 'progressed'),
      seen('患者签字确认', 'confirmed'),
      seen('归档', 'confirmed', { evidence: 'none' }),
    ],
    evidence: '患者签字',
    proof: 'signature',
  }),
  item('SVC-04', '投诉与建议', 'desk', 'TSC', {
    class: 'complex',
    due: ONE_DAY,
    offHours: DUTY_OFFICE,
    papers: { agent: AGENT },
    kinds: [
      {
        key: 'simple',
        name: '简单事项，当场答复',
        receivers: [],
        fields: [],
        due: { kind: 'minutes', minutes: 120 },
        proof: null,
      },
    ],
    steps: [
      '安抚情绪',
      seen('原话记录', 'registered'),
      withNote('到达现场（或写明无须到场）', { within: 30 }),
      withNote('给出初步方案', { within: 60, tells: '您反映的问题已有初步处理意见，工作人员会当面或电话向您说明。' }),
      byHand('complaint', '调查核实'),
      withNote('最终答复', { endsLimit: true, tells: '您反映的问题已有答复，工作人员会当面或电话告诉您。' }),
      withNote('分析原因'),
      withNote('回访', { module: 'complaint' }),
      maybe('合理建议列入优化清单', { module: 'complaint' }),
    ],
    evidence: '答复记录与回访记录',
  }),
  item('SVC-12', '借用与便民服务', 'desk', 'ZXT', {
    due: AT_ONCE,
    offHours: DUTY_OFFICE,
    papers: { always: ['借用人有效身份证件'] },
    fields: [field('thing', '借用物品', 'choice', { options: ['轮椅', '平车', '老花镜', '雨伞', '充电宝', '其他'] })],
    steps: [
      seen('核对借用人身份', 'registered'),
      withNumber('发放物品（物品编号）', { module: 'loan', endsLimit: true }),
      withNote('约定归还时间'),
      byHand('loan', '归还'),
      byHand('loan', '消毒与检查'),
    ],
    evidence: '归还并消毒的记录',
  }),
  item('SVC-15', '证明与医保盖章', 'desk', 'ZXT', {
    due: AT_ONCE,
    papers: {
      always: [IDENTITY, '需盖章的证明原件'],
      insured: ['医保结算单'],
      agent: AGENT,
      minor: MINOR,
      authority: ['单位公函', '经办人工作证'],
    },
    steps: [
      seen('核对身份', 'registered'),
      '核对就诊或出院记录',
      '核对用印规定',
      withNumber('盖章并编号', { module: 'records' }),
      '登记',
      seen('签字领取', 'confirmed'),
    ],
    evidence: '用印编号',
    proof: 'number',
  }),
  item('SVC-19', '报告与胶片领取', 'desk', 'FSK', {
    due: AT_ONCE,
    papers: { always: ['检查回执或就诊卡'], agent: AGENT },
    steps: [
      byHand('records', '查询报告状态'),
      '指引领取点',
      seen('核对身份', 'registered'),
      byHand('records', '发放或协助自助打印'),
      seen('签字领取', 'confirmed'),
    ],
    evidence: '领取签字或扫描记录',
    proof: 'signature',
  }),
]

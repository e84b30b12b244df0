import type { ServiceItem } from '#modules/ticket/rules/service-item.ts'
import {
  AT_ONCE,
  byHand,
  DUTY_OFFICE,
  IDENTITY,
  INSURED,
  item,
  maybe,
  MINOR,
  seen,
  withNote,
  withNumber,
} from './item.ts'

/** Items before the visit (诊前). */
export const preVisitItems: readonly ServiceItem[] = [
  item('SVC-02', '检查预约', 'pre', 'ZQZ', {
    offHours: DUTY_OFFICE,
    papers: { always: ['检查申请单'], insured: INSURED, minor: MINOR },
    steps: [
      seen('接收检查申请', 'registered'),
      byHand('exam', '查询各检查室排班'),
      '判断轻重缓急',
      byHand('exam', '人工调整，急者优先'),
      byHand('exam', '短信或微信告知时间与准备事项', { tells: '您的检查时间已排好，请按通知中的准备事项到场。' }),
      withNote('24 小时内电话确认', { module: 'exam', within: 24 * 60 }),
      withNumber('记录预约号（改期写明原因）', { module: 'exam' }),
    ],
    evidence: '已确认的预约号',
    proof: 'number',
  }),
  item('SVC-05', '门诊预约、改约、退约', 'pre', 'YYC', {
    due: AT_ONCE,
    papers: { always: [IDENTITY], insured: INSURED, minor: MINOR },
    steps: [
      seen('核对身份', 'registered'),
      '推荐科室与医生',
      byHand('appointment', '选择号源'),
      '复述确认',
      withNumber('通知患者（预约号）', { module: 'appointment', tells: '您的预约已办好，请按预约时间到院。' }),
      maybe('就诊前提醒', { module: 'appointment' }),
    ],
    evidence: '预约号',
    proof: 'number',
  }),
  item('SVC-06', '社区转诊预约', 'pre', 'YYC', {
    papers: { always: ['转诊单', IDENTITY], insured: INSURED },
    steps: [
      seen('检查转诊单是否齐全', 'registered'),
      '按优先级排序',
      withNumber('预约就诊、检查或住院（预约号）', { module: 'appointment' }),
      byHand('appointment', '通知患者与转诊机构', { tells: '转诊预约已办好，请按预约时间到院。' }),
      withNumber('回寄回执（回执编号）', { module: 'appointment' }),
    ],
    evidence: '预约号与转诊回执',
    proof: 'number',
  }),
  item('SVC-09', '检查预审核与就诊准备', 'pre', 'ZQZ', {
    offHours: DUTY_OFFICE,
    papers: {
      always: ['检查申请单', '既往检查报告'],
      insured: INSURED,
      minor: ['监护人签署的知情同意书'],
    },
    steps: [
      byHand('exam', '按检查类别核对清单'),
      '告知空腹、憋尿与标本采集要求',
      withNote('签署知情同意书'),
      '核对医保材料',
      byHand('exam', '发送准备清单', { tells: '检查前的准备清单已发给您，请照着准备。' }),
      withNote('禁忌事项报医生（没有则写“无”）'),
    ],
    evidence: '已完成的准备清单',
  }),
]

import type { ServiceItem } from '#modules/ticket/rules/service-item.ts'
import {
  AGENT,
  byHand,
  field,
  IDENTITY,
  item,
  maybe,
  MINOR,
  ONE_DAY,
  SAME_DAY,
  seen,
  withNote,
  withNumber,
} from './item.ts'

/** Items after the visit and the stay (诊后). */
export const postVisitItems: readonly ServiceItem[] = [
  item('SVC-16', '病历复印', 'post', 'BAS', {
    due: SAME_DAY,
    papers: {
      always: [IDENTITY],
      agent: AGENT,
      minor: MINOR,
      deceased: ['死亡医学证明', '近亲属身份证件', '与患者的亲属关系证明'],
      authority: ['单位公函', '经办人身份证件', '经办人工作证'],
    },
    fields: [field('purpose', '用途', 'choice', { options: ['医保报销', '商业保险', '转诊', '司法', '自用'] })],
    steps: [
      seen('登记申请', 'registered'),
      seen('核对申请人资格', 'registered'),
      withNote('确定复印范围'),
      withNumber('复印（页数）', { module: 'records' }),
      byHand('settlement', '收费'),
      byHand('records', '加盖病案专用章'),
      seen('当面交付或邮寄', 'confirmed'),
    ],
    evidence: '领取人签字',
    proof: 'signature',
  }),
  item('SVC-17', '费用查询、清单与退费', 'post', 'CWK', {
    papers: {
      always: ['缴费凭证或就诊卡'],
      insured: ['医保结算单'],
      agent: AGENT,
      deceased: ['死亡医学证明', '继承人身份及关系证明'],
    },
    kinds: [
      {
        key: 'refund',
        name: '退费',
        receivers: [],
        fields: [
          field('receipt', '发票或凭证号', 'text', { required: true }),
          field('amount', '退费金额（元）', 'amount', { required: true }),
        ],
        due: ONE_DAY,
        proof: null,
      },
    ],
    steps: [
      seen('核对身份', 'registered'),
      '查询并说明',
      withNumber('打印清单，或退费单（编号）', { module: 'settlement' }),
      maybe('疑问转科室核实'),
      maybe('办理退费流程', { module: 'settlement' }),
    ],
    evidence: '清单或退费单号',
    proof: 'number',
  }),
  item('SVC-18', '医保报销材料', 'post', 'YBK', {
    class: 'complex',
    papers: {
      always: ['出院小结', '费用总清单', '住院发票'],
      insured: [['社会保障卡复印件', 2], '本人银行账户信息'],
      remote: ['异地就医备案凭证'],
      agent: AGENT,
      minor: MINOR,
      deceased: ['死亡医学证明', '继承人银行账户及关系证明'],
    },
    fields: [
      field('type', '报销类型', 'choice', {
        options: ['职工医保', '居民医保', '异地医保', '商业保险', '工伤或生育'],
      }),
    ],
    steps: [
      seen('判定报销类型', 'registered'),
      seen('出具材料清单', 'registered'),
      '向科室补要证明',
      '整理',
      byHand('records', '盖章'),
      seen('凭回执交付', 'confirmed'),
    ],
    evidence: '交付回执',
  }),
  item('SVC-20', '出院回访与指导', 'post', 'HFZ', {
    due: { kind: 'working-days', days: 3 },
    steps: [
      byHand('follow-up', '查看出院摘要'),
      byHand('follow-up', '按话术问候'),
      byHand('follow-up', '了解恢复情况'),
      '用药与复诊指导',
      '听取意见',
      withNote('满意度', { module: 'survey' }),
      byHand('appointment', '预约复诊'),
      byHand('follow-up', '更新服务档案'),
    ],
    evidence: '回访结果代码',
  }),
]

import type { Request } from './request.ts'

/** What the pre-visit group (诊前服务组) does: booking, referral, preparation. */
export const preVisit: readonly Request[] = [
  {
    item: 'SVC-02',
    says: [
      '医生开了{exam}，自助机上最早要排到下周，想问能不能早一点。',
      '从外县来，{exam}和抽血想安排在同一天做完，当天回去。',
    ],
    progress: ['已查询各检查室余号，正在协调同一天的时段。'],
    result: ['已约到{day}上午的时段，准备事项已短信告知，患者复述无误。'],
    evidence: '已确认的预约号',
    waits: {
      reason: '检查申请单还没有缴费，请您先缴费',
      evidence: '已电话提醒并发送缴费方式',
      answer: '患者已完成缴费',
    },
  },
  {
    item: 'SVC-02',
    urgent: true,
    says: ['门诊医生在申请单上写了“急”，要求今天做{exam}。', '术前评估缺一项{exam}，明早手术，请尽快安排。'],
    progress: ['已按急查联系检查室，保留时段中调配。'],
    result: ['已安排今天加做，检查室确认时间，患者已前往。'],
    evidence: '已确认的预约号',
  },
  {
    item: 'SVC-02',
    says: ['约好的{exam}因为家里有事去不了，想改到{day}。'],
    progress: ['已释放原时段。'],
    result: ['已改约成功，改期原因已记录，新的预约短信已发送。'],
    evidence: '新预约号',
  },
  {
    item: 'SVC-05',
    says: ['想挂{clinic}的专家号，手机上总是抢不到。', '老人不会用手机，请帮忙约{day}的{clinic}。'],
    progress: ['已核对身份并查询近两周号源。'],
    result: ['已约好{day}上午的号，已复述确认并短信通知。'],
    evidence: '预约号',
  },
  {
    item: 'SVC-05',
    says: ['原来约的医生停诊了，收到短信不知道怎么办。'],
    progress: ['已联系科室确认替诊医生与时间。'],
    result: ['已改约同科室同级别医生，患者同意。'],
    evidence: '预约号',
  },
  {
    item: 'SVC-05',
    says: ['临时有事要退{day}的号，网上显示超过时间不能退。', '同一天约了两个科，时间冲突，想错开。'],
    progress: ['已查询退改规则并与挂号收费处核对。'],
    result: ['已按规则办理，费用原路退回，患者已收到通知。'],
    evidence: '退约记录',
  },
  {
    item: 'SVC-06',
    says: ['社区卫生服务中心转来，已带转诊单，想优先看{clinic}。', '镇卫生院转诊，需要做{exam}并请专家看结果。'],
    progress: ['转诊单齐全，已按优先顺序安排。'],
    result: ['已约好就诊与检查，回执已发回转诊机构。'],
    evidence: '预约号与转诊回执',
  },
  {
    item: 'SVC-06',
    difficulty: ['outside-party'],
    says: ['下级医院转诊单缺少检查结果，对方电话一直打不通，患者已在路上。'],
    progress: ['已联系转诊机构补传资料，同时预留{clinic}号源。'],
    result: ['转诊机构已补传资料，患者到院后直接就诊。'],
    evidence: '补传资料与回执',
    promise: '患者到院前确认号源',
  },
  {
    item: 'SVC-09',
    says: ['明天做{exam}，不清楚要不要空腹、降压药能不能吃。', '{exam}的准备单看不懂，请再说明一遍。'],
    progress: ['已按检查类别核对清单并咨询检查室。'],
    result: ['已逐项说明准备要求，文字清单已发送，患者复述正确。'],
    evidence: '已完成的准备清单',
  },
  {
    item: 'SVC-09',
    says: ['要做磁共振，十几年前装过心脏支架，不知道能不能做。', '增强CT要签同意书，家属在外地，问能不能代签。'],
    progress: ['已请检查室与主管医生核实禁忌。'],
    result: ['医生确认可以检查，知情同意书已签署并上传。'],
    evidence: '知情同意书',
    waits: {
      reason: '需要患者提供既往手术的出院小结',
      evidence: '已告知所需材料与上传方式',
      answer: '家属已拍照上传出院小结',
    },
  },
  {
    item: 'SVC-09',
    says: ['要留24小时尿，容器在哪里领、几点开始留，请讲清楚。'],
    progress: ['已请检验科说明留取方法。'],
    result: ['已领取容器并告知起止时间，送检窗口已标注。'],
    evidence: '已完成的准备清单',
  },
]

/** What people say while they work on a matter, beside what its request brings (办理用语). */

export const DECLINES = [
  '该事项不属于本科职责，建议转相关科室办理',
  '患者未在本科就诊，无法核实，请总台确认科室',
  '需要科主任先决定，联络员无权处理',
  '缺少患者住院号，暂时无法查询',
] as const

export const HANDS_ON = [
  '经核实应由该科室办理，已电话说明情况',
  '本科人员正在抢救，转由同组同事办理',
  '涉及费用核对，转由对方科室继续',
] as const

export const FROM_DUTY = '值班时已先行受理并安抚患者，上班后转本科联络员继续办理'

export const QUESTIONS = [
  '请问患者的就诊日期是哪一天？系统里有两次记录。',
  '患者是否已缴费？这边查不到缴费状态。',
  '能否请患者把单据拍照发来？',
  '患者方便接电话的时间是？刚才未接通。',
] as const

export const NOTES = [
  '已提醒科室留意时限。',
  '患者情绪较急，沟通时请放慢语速。',
  '此患者本周第二次来访，建议一次办完。',
  '家属负责联系，患者本人听力不好。',
  '已与科室电话沟通，对方知悉。',
] as const

export const REPLIES = [
  '您反映的事项已由科室受理，有进展会第一时间告诉您。',
  '科室正在核实，请您不必在窗口等候，结果出来电话通知您。',
  '目前还差最后一步，预计很快就好，感谢您的耐心。',
  '已经为您联系到负责的同事，请保持电话畅通。',
] as const

export const BY_DUTY = ['值班室已联系相关科室值班人员。', '已查询系统记录并向患者说明。'] as const

export const DISAGREES = [
  '患者表示问题只解决了一半，另一张单据仍未处理',
  '患者认为答复与窗口说法不一致，希望再核实',
  '金额与患者手里的凭条不符，请重新核对',
] as const

export const ATTEMPTS = ['拨打两次无人接听', '电话关机', '短信已发送，未回复', '家属接听，请晚些再打'] as const

export const CONFIRMS = [
  '办好了，谢谢你们。',
  '可以，没有问题了。',
  '这次没让我多跑，挺满意的。',
  '知道了，同意这样处理。',
] as const

export const CANCELS = ['患者表示已自行解决，不再需要', '与前一件工单重复登记', '患者临时决定转到外院就诊'] as const

export const REOPENS = [
  '患者来电：同样的问题又出现了',
  '患者反映退款仍未到账，要求继续办理',
  '患者补充了新的情况，需要重新核实',
] as const

export const RECLASSIFIED = [
  '需要调查核实，两小时内无法给出结论',
  '需要等待院外机构答复',
  '涉及多方责任，需要开会商定',
] as const

export const ADDS = ['核实中发现还涉及该部门，请一并办理', '需要该部门提供材料才能办结'] as const

export const EXTENDED = '办理比预计的时间长一些，请您谅解，有结果马上告诉您。'
export const SHARE_DONE = '本科室部分已办结。'
export const KEPT_ON = '已下班，由接班同事继续跟进，事项进展见时间线'
export const MEETING_PLACES = ['线上会议：一站式中心会议室', '门诊楼 1 层 一站式会商室'] as const
export const BUSY = '当日手术安排已满，由副主任代为答复'
export const PROMISE = '今天内把结果告诉您'

export const RELATIONS = [
  ['本人', 60],
  ['子女', 17],
  ['配偶', 9],
  ['父母', 7],
  ['其他亲属', 5],
  ['陪护', 2],
] as const

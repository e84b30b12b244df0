/** What a patient reads of a matter: sentences that a good nurse could say. */
export const zh = {
  'page.title': '您的事项：{title}',
  'page.loading': '您的事项',
  'page.brand': '医管家',
  'page.desk': '服务台',
  'page.number': '事项编号',
  'page.opened': '登记时间',

  'step.label': '办到哪一步',
  'step.received': '已受理',
  'step.in-hand': '科室办理中',
  'step.please-confirm': '请您确认',
  'step.settled': '办结',

  'now.with': '现在由',
  'now.with-value': '{unit} 办理',
  'now.owner': '负责到底的人',
  'now.promise': '我们答应',
  'now.promise-value': '{time} 前：{text}',
  'now.promise-late': '{time} 前：{text}。已经晚了，对不起，{owner}会尽快联系您。',

  'ask.title': '需要您回答',
  'ask.label': '您的回答',
  'ask.send': '回答医院',
  'ask.sent': '您的回答已交给{owner}。',

  'result.title': '办理结果',
  'result.question': '事情办好了吗？',
  'told.title': '我们告诉过您',
  'told.none': '有新的进展，会写在这里。',

  'act.confirm': '事情办好了，确认',
  'act.not-settled': '还没办好',
  'act.help': '我需要帮助',
  'act.add': '我要补充',

  'sign.title': '请您签名确认',
  'sign.why': '签名表示“{title}”已经办好。签完后这件事就办结了。',
  'sign.by-link': '不签名，直接用本页面确认',
  'sign.done': '已确认，这件事办结了。谢谢您！',

  'not-settled.title': '哪里还没办好？',
  'not-settled.label': '请告诉我们',
  'not-settled.hint': '例如：章盖错了；材料还没拿到',
  'not-settled.send': '告诉医院，继续办',
  'not-settled.done': '{owner}已收到，会继续办，办好了再请您确认。',

  'help.title': '您需要什么帮助？',
  'help.label': '想说什么都可以',
  'help.hint': '不写也可以，直接点下面的按钮。着急时请打电话。',
  'help.send': '请{owner}联系我',
  'help.done': '已通知{owner}，会尽快联系您。',

  'add.title': '您想补充什么？',
  'add.label': '补充的内容',
  'add.hint': '请不要在这里写病情和证件号码。',
  'add.send': '交给医院',
  'add.done': '已交给{owner}。',

  'say.empty': '请先写一句话',
  'say.back': '先不了，返回',

  'end.settled': '这件事已经办结。',
  'end.settled-at': '这件事已于 {time} 办结，谢谢您。',
  'end.withdrawn': '这件事已经撤回，不再办理。如有疑问，请打电话。',

  'changed.news': '有新进展：{text}',
  'changed.station': '您的事项到了新的一步：{station}',
  'changed.first': '刚刚有新进展，请先看一看，再确认。您的确认还没有提交。',
  'changed.already': '这件事刚刚有了变化，刚才的操作没有生效。',
  'changed.look': '看最新情况',

  'ended.title': '这个链接打不开了',
  'ended.why': '链接有使用期限，可能已到期，或者复制时少了几个字。您的事项还在照常办理，记录都在。',
  'ended.track': '用查询码查看',
  'ended.call': '也可以打电话问我们。',
  'closed.title': '现在打不开',

  'track.title': '查询我的事项',
  'track.broken': '链接不完整。请用查询码查询，或重新点开收到的链接。',
  'track.guides': '就医指南：怎么办、去哪里、找医生',
  'track.code': '查询码',
  'track.code-hint': '印在受理单上，也在发给您的短信里',
  'track.digits': '手机号后四位',
  'track.digits-hint': '登记时留的手机号',
  'track.find': '查询',
  'track.needs-code': '请填写查询码',
  'track.needs-digits': '请填写四位数字',

  'paper.from': '{hospital} · {owner} {phone} · {time} 打印',
} as const

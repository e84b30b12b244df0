import type { Problems } from '#kernel/problem.ts'

/** What the ticket module refuses. */
export const problems = {
  'ticket-status': {
    status: 409,
    zh: '工单当前状态不允许这一步操作，请刷新后再看',
    en: 'The matter cannot take this step now ({from} → {to})',
  },
  'part-status': {
    status: 409,
    zh: '该部门分工当前状态不允许这一步操作',
    en: 'This share cannot take this step now ({from} → {to})',
  },
  'not-your-part': { status: 403, zh: '这项分工不属于您的科室', en: 'This share belongs to another unit' },
  'item-unknown': {
    status: 422,
    zh: '没有这个服务事项，请重新选择',
    en: 'There is no such service item; choose again',
  },
  'unit-unknown': { status: 422, zh: '没有这个部门，请重新选择', en: 'There is no such unit; choose again' },
  'unit-takes-part': { status: 409, zh: '该部门已在办理此工单', en: 'This unit takes part already' },
  'patient-unknown': { status: 422, zh: '没有找到该患者，请重新选择', en: 'There is no such patient; choose again' },
  'person-unknown': {
    status: 422,
    zh: '没有这位工作人员，请重新选择',
    en: 'There is no such member of staff; choose again',
  },
  'person-not-in-unit': { status: 422, zh: '该人员不在本科室', en: 'This person is not of the unit' },
  'rule-without-receiver': {
    status: 409,
    zh: '事项“{item}”没有接收部门，请先选择部门并告知管理员',
    en: 'The rule of {item} has no receiver; choose a unit and tell the administrator',
  },
  'papers-missing': {
    status: 409,
    zh: '材料不齐：{papers}。请补齐，或写明先行办理的理由',
    en: 'Papers are missing: {papers}. Bring them, or give the reason to go on',
  },
  'kind-unknown': {
    status: 422,
    zh: '没有这个类型，请重新选择',
    en: 'There is no such kind of this item; choose again',
  },
  'field-needed': { status: 422, zh: '请填写“{field}”', en: 'Fill in {field}' },
  'field-wrong': { status: 422, zh: '“{field}”填写有误，请核对', en: '{field} is not filled in rightly; check it' },
  'step-unknown': { status: 422, zh: '这个事项没有这一步，请刷新后再看', en: 'This item has no such step' },
  'step-done': { status: 409, zh: '“{step}”已经办过了', en: '{step} is done already' },
  'step-not-done': { status: 409, zh: '“{step}”还没有办，不用撤回', en: '{step} is not done' },
  'step-observed': {
    status: 409,
    zh: '“{step}”由系统自动记录，不能手工办理或撤回',
    en: '{step} is stamped by what happens; nobody does or undoes it by hand',
  },
  'step-evidence-missing': {
    status: 422,
    zh: '“{step}”需要凭证，请按要求补充后再打勾',
    en: '{step} needs its evidence ({evidence}); add it, then tick',
  },
  'steps-open': {
    status: 409,
    zh: '还有必办步骤没有完成：{steps}。请逐项办理打勾后再办结',
    en: 'Mandatory steps are not done: {steps}. Do them, then finish',
  },
  'proof-missing': {
    status: 409,
    zh: '还缺办结凭证：{proof}。请先补上再办结',
    en: 'The closing proof is missing: {proof}. Add it, then finish',
  },
  'item-draft-changed': {
    status: 409,
    zh: '草稿已被别人修改或处理，请刷新后再看',
    en: 'The draft was changed or decided by another; look again',
  },
  'item-own-draft': {
    status: 409,
    zh: '编写人不能批准自己的草稿，请另一位负责人批准',
    en: 'Who wrote a draft does not approve it; another person does',
  },
  'item-exists': {
    status: 409,
    zh: '编号 {code} 已有事项，请换一个编号',
    en: '{code} is an item already; choose another code',
  },
  'item-wrong': { status: 422, zh: '{what}有误：{which}', en: 'There is something wrong with {what}: {which}' },
  'effective-past': { status: 422, zh: '生效时间不能早于现在', en: 'It takes effect now or later, not before' },
  'list-too-long': {
    status: 422,
    zh: '清单太长，短信放不下，请打印给患者',
    en: 'The list is too long for a message; print it',
  },
  'list-without-address': {
    status: 422,
    zh: '没有可以发送的手机号，请填写办事人电话，或打印清单',
    en: 'There is no number to send to; fill in a phone, or print the list',
  },
  'nothing-missing': { status: 422, zh: '材料已齐，没有要告知的', en: 'Nothing is missing; there is nothing to tell' },
  'promise-past': { status: 422, zh: '承诺时间必须晚于现在', en: 'A promise is for a time to come' },
  'reclassified-already': {
    status: 409,
    zh: '已改过一次分级，再改请由中心负责人办理',
    en: 'The class was changed once; the manager may change it again',
  },
  'parts-open': {
    status: 409,
    zh: '还有 {count} 个部门没有办完，不能办结',
    en: '{count} departments are still at work',
  },
  'effort-missing': {
    status: 422,
    zh: '多部门工单办结前须填写患者跑腿次数、免跑次数和联系人次',
    en: 'A matter of several departments needs the trips made, the trips avoided and the staff contacts',
  },
  'confirmation-incomplete': {
    status: 422,
    zh: '确认信息不完整：手写签名需签满，口头确认需另一名工作人员见证，电话确认需记录患者原话',
    en: 'The confirmation lacks {lacks}',
  },
  'not-invited': { status: 409, zh: '该部门不在联席会议邀请之列', en: 'This unit was not invited' },
  'reason-needed': { status: 422, zh: '不参加须写明理由', en: 'Declining needs a reason' },
  'deadline-past': { status: 422, zh: '期限必须晚于现在', en: 'A deadline is a time to come' },
  'deadline-beyond-limit': {
    status: 409,
    zh: '期限超出办理时限，须由中心负责人批准并写明理由',
    en: 'Beyond the limit: the manager must approve, with a reason',
  },
  'not-offered': { status: 409, zh: '这件工单没有移交给您', en: 'This matter was not offered to you' },
  'pain-point-unit': {
    status: 403,
    zh: '只能以本人所在科室的名义上报痛点',
    en: 'Report in the name of your own department',
  },
  'pain-point-status': {
    status: 409,
    zh: '这条痛点已有答复，请刷新后再看',
    en: 'This pain point was answered already; read it again',
  },
  'merge-self': { status: 422, zh: '不能与自己合并，请选另一件工单', en: 'Choose another matter to merge into' },
  'merge-closed': {
    status: 409,
    zh: '{number} 已办结，不能并入；请选一件在办的工单，或先重开',
    en: '{number} is settled; choose an open matter, or reopen it first',
  },
  'merge-other-patient': {
    status: 409,
    zh: '两件工单不是同一位患者，或没有关联患者档案，不能合并',
    en: 'The two matters are not of the same known patient',
  },
  'nobody-to-urge': {
    status: 409,
    zh: '没有科室正在办理，无需催办',
    en: 'No department is at work on it; there is nobody to urge',
  },
  'attachment-type': {
    status: 422,
    zh: '附件内容与类型不符，请上传 JPEG、PNG 图片或 PDF',
    en: 'The content is not of the type it says; attach JPEG, PNG or PDF',
  },
  'track-unknown': {
    status: 404,
    zh: '查询码或手机号后四位不对，请核对后再试',
    en: 'The code or the digits are not right; check and try again',
  },
  'find-unknown': {
    status: 404,
    zh: '单号或手机号不对，请核对后再试',
    en: 'The number or the telephone is not right; check and try again',
  },
  'rated-already': { status: 409, zh: '您已经评价过了，谢谢', en: 'You have rated it already; thank you' },
  'track-locked': {
    status: 429,
    zh: '尝试次数过多，请 {minutes} 分钟后再试，或拨打服务电话',
    en: 'Too many tries; try again in {minutes} minutes, or call',
  },
} as const satisfies Problems

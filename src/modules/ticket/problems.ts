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
  'track-locked': {
    status: 429,
    zh: '尝试次数过多，请 {minutes} 分钟后再试，或拨打服务电话',
    en: 'Too many tries; try again in {minutes} minutes, or call',
  },
} as const satisfies Problems

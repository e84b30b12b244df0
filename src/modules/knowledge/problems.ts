import type { Problems } from '#kernel/problem.ts'

/** What the content governance refuses. */
export const problems = {
  'content-kind': {
    status: 422,
    zh: '内容与类别不符，请重新填写',
    en: 'The content is not of this kind; write it anew',
  },
  'content-staff-only': {
    status: 422,
    zh: '这个流程只供工作人员查看，不能对患者发布',
    en: 'This process is for staff alone and cannot be published to patients',
  },
  'content-subject': {
    status: 422,
    zh: '医生介绍要选定一位医生，其他内容不用选',
    en: 'An introduction needs a doctor, and nothing else has one',
  },
  'content-dates': {
    status: 422,
    zh: '结束日期不能早于开始日期',
    en: 'The last day cannot be before the first',
  },
  'content-state': {
    status: 409,
    zh: '这个版本当前状态不允许这一步，请刷新后再看',
    en: 'This version cannot take this step now ({from} → {to})',
  },
  'content-own-draft': {
    status: 409,
    zh: '写过这个版本的人不能审核它，请由另一位同事审核',
    en: 'Who wrote in this version cannot approve it; another person must',
  },
  'content-in-review': {
    status: 409,
    zh: '正在审核，不能修改；请先撤回或等审核结果',
    en: 'It is being reviewed; take it back or wait before you change it',
  },
  'content-nothing-to-do': {
    status: 409,
    zh: '没有可操作的版本，请刷新后再看',
    en: 'There is no version to do this with; reload and look again',
  },
  'content-exists': {
    status: 409,
    zh: '已有同一条内容，请在原来那条上修改',
    en: 'There is such an item already; change that one',
  },
  'content-unit-unknown': {
    status: 422,
    zh: '没有这个科室，请重新选择',
    en: 'There is no such department; choose again',
  },
  'content-person-unknown': {
    status: 422,
    zh: '没有这位工作人员，请重新选择',
    en: 'There is no such member of staff; choose again',
  },
  'content-doctor-unknown': {
    status: 422,
    zh: '没有这位医生，请重新选择',
    en: 'There is no such doctor; choose again',
  },
  'number-changed': {
    status: 409,
    zh: '电话簿刚刚更新过，请看最新号码再告知',
    en: 'The phone book was changed just now; look at the number again before you give it',
  },
} as const satisfies Problems

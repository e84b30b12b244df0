import type { Problems } from '#kernel/problem.ts'

/** What the quality module refuses. */
export const problems = {
  'figure-unknown': {
    status: 404,
    zh: '没有这个指标，请从页面上的数字打开',
    en: 'There is no such figure; open it from a number',
  },
  'report-unknown': {
    status: 404,
    zh: '没有这份报告，请从列表中打开',
    en: 'There is no such report; open it from the list',
  },
  'report-rows-over': {
    status: 410,
    zh: '这份报告的明细已过保存期限并清理，报告里的数字不变；要看当时的事项，请在工单中按日期查找',
    en: 'The rows behind this report are past their time and gone; its figures stay. Look for the matters of that day among the tickets',
  },
  'report-signed': {
    status: 409,
    zh: '这一版已经签字；有变化请先更正，形成新的一版',
    en: 'This version is signed; correct it first, as a new version',
  },
  'report-superseded': {
    status: 409,
    zh: '已有第 {version} 版，请在最新一版上操作',
    en: 'Version {version} is there; act on the newest',
  },
  'report-approved': { status: 409, zh: '这一版已经审批', en: 'This version is approved already' },
  'report-not-monthly': { status: 422, zh: '只有月报需要审批', en: 'Only a monthly report is approved' },
  'director-only': {
    status: 403,
    zh: '月报由主任审批；副主任须在主任授权的期间内代行，请先由主任授权',
    en: 'The director approves; the deputy only within a delegation, which the director gives first',
  },
  'review-called': {
    status: 409,
    zh: '这个月的复盘会已经召集，请在列表中打开',
    en: 'The review of this month is called; open it from the list',
  },
  'review-closed': { status: 409, zh: '会议已结束，记录不再修改', en: 'The review is closed and no longer changes' },
  'month-to-come': {
    status: 422,
    zh: '这个月还没有开始，请选择本月或以前的月份',
    en: 'This month has not begun; choose this one or one before',
  },
  'no-figures': {
    status: 422,
    zh: '这个月没有任何日报，无法准备会议材料',
    en: 'There is no daily report of this month to make a pack of',
  },
  'attendance-missing': {
    status: 422,
    zh: '还有 {count} 个科室没有记录到会情况，请先登记',
    en: 'The attendance of {count} departments is missing; enter it first',
  },
  'person-unknown': {
    status: 422,
    zh: '没有这位同事，请重新选择责任人',
    en: 'There is no such colleague; choose the owner again',
  },
  'action-done': { status: 409, zh: '这项措施已经完成', en: 'This action is done already' },
  'not-your-action': {
    status: 403,
    zh: '只有责任人或中心负责人可以登记完成',
    en: 'Only its owner or the centre manager can finish it',
  },
} as const satisfies Problems

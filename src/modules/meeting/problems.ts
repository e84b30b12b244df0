import type { Problems } from '#kernel/problem.ts'

/** What internal coordination refuses. */
export const problems = {
  'issue-closed': { status: 409, zh: '该协调事项已结束，请刷新后再看', en: 'This issue is closed; read it again' },
  'issue-not-yours': {
    status: 403,
    zh: '只有提出人、所涉科室的人员或中心负责人可以处理该事项',
    en: 'Only who raised it, its departments, and those who lead may act on this issue',
  },
  'issue-due-past': { status: 422, zh: '期限必须晚于现在', en: 'A due date is a time to come' },
  'steps-open': {
    status: 409,
    zh: '还有 {count} 项措施没有完成。请先完成，或以“不再办理”结束',
    en: '{count} steps are not done; finish them, or drop the issue',
  },
  'step-done': { status: 409, zh: '该措施已完成', en: 'This step is done already' },
  'issue-unit': { status: 422, zh: '没有这个科室，请重新选择', en: 'There is no such unit; choose again' },
  'issue-person': {
    status: 422,
    zh: '没有这位工作人员，请重新选择',
    en: 'There is no such member of staff; choose again',
  },
  'audience-empty': {
    status: 422,
    zh: '所选范围内没有在岗位上的人员，请重新选择',
    en: 'Nobody holds a post there; choose again',
  },
} as const satisfies Problems

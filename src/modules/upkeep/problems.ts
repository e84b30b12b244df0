import type { Problems } from '#kernel/problem.ts'

/** What the upkeep refuses. */
export const problems = {
  'delivery-gone': {
    status: 404,
    zh: '这一条已经处理过了，请刷新页面',
    en: 'This one has been seen to already; load the page again',
  },
  'delivery-failed': {
    status: 409,
    zh: '还是没有送达，原因不变。请先排除原因（查看系统日志），再试一次',
    en: 'It failed again. Mend the cause first (see the log of the system), then try once more',
  },
  'term-unknown': {
    status: 404,
    zh: '没有这一类记录，请从列表中选择',
    en: 'There is no such kind of record; choose one of the list',
  },
  'term-too-short': {
    status: 422,
    zh: '按规定至少保存 {least} 天，请填写不少于这个数的天数',
    en: 'It must be kept {least} days at least; give no fewer',
  },
} as const satisfies Problems

import type { Problems } from '#kernel/problem.ts'

/** What the message log refuses. Why a message itself is refused stands in `hl7v2/problems.ts`. */
export const problems = {
  'message-settled': {
    status: 409,
    zh: '这条消息已处理，不能重放：只有被拒绝、暂存或未处理完的消息可以重放',
    en: 'This message is settled: only one that was refused, is parked or was left unfinished can be replayed',
  },
  'client-name-taken': {
    status: 409,
    zh: '已有同名的接口账号，请换一个名称',
    en: 'There is a machine account of that name; choose another one',
  },
} as const satisfies Problems
